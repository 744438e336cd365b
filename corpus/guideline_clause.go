package corpus

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus/pattern"
)

func (g *guideline) find(kind FindingKind, indices []int, message string) {
	g.findings = append(g.findings, Finding{Kind: kind, Source: g.t.Name, Lines: lineNumbers(g.t, indices), Message: message})
}

// idEdition is the edition inside ids: 6.0, 6.0-draft.
func (g *guideline) idEdition() string {
	if g.draft {
		return g.edition + draftSuffix
	}
	return g.edition
}

func (g *guideline) documentID() string { return "mhlw-" + g.idEdition() }

func (g *guideline) document() *Document {
	d := g.reg.document(g.documentID())
	if d == nil {
		d = &Document{ID: g.documentID(), Family: FamilyGuideline, Title: "医療情報システムの安全管理に関するガイドライン",
			ShortName: "安全管理ガイドライン 第" + g.edition + "版", Publisher: "厚生労働省", Edition: g.edition, Outline: []*Section{}}
	}
	d.Sources, d.Certainty, d.CertaintyReason = []string{g.t.Name}, g.certainty, g.reason
	return d
}

// placeOrphans finds the chapter of items that stand before the first heading of
// the page: in a volume with one list per chapter, the sections behind a list
// are of its chapter.
func (g *guideline) placeOrphans() {
	for n, c := range g.clauses {
		if c.item == 0 || c.number != "" {
			continue
		}
		next := g.headingAfter(n)
		if chapter, rest, ok := strings.Cut(next, "."); ok && g.listsPerChapter() && rest == "1" {
			c.number, c.place = chapter, Likely
			c.placeReason = "章の見出しがこのページにないため、後に続く節の番号から推定しました。"
			if node := g.node(chapter); node != nil {
				c.title = node.Title
			}
			continue
		}
		c.place, c.placeReason = Ambiguous, "章の見出しがこのページにないため、どの章の項目かを決められません。"
	}
}

func (g *guideline) headingAfter(n int) string {
	for _, c := range g.clauses[n:] {
		if c.item == 0 {
			return c.number
		}
	}
	return ""
}

// requirement makes the requirement of a clause.
func (g *guideline) requirement(c *guidelineClause) *Requirement {
	number := c.number
	if number == "" {
		number = fmt.Sprintf("p%d", g.pageOf(c.heading[0]))
	}
	r := &Requirement{ID: g.reg.clauseID(g.idEdition(), g.volume, number, c.label, c.item), Document: g.documentID(), Kind: KindClause,
		Label: clauseLabel(c.number, c.label, c.item), Title: c.title, Volume: g.volume, Roles: []string{}, Systems: []string{}, References: []Reference{},
		Section: SectionRef{Number: c.number, Title: c.title, Certainty: Weaker(Certain, c.place), CertaintyReason: c.placeReason}, MarkLost: c.markLost}
	r.Citation = g.volume + " " + r.Label
	if c.number == "" {
		r.Citation = g.volume + " (章不明)" + r.Label
	}
	r.Certainty = Weaker(Weaker(c.certainty, r.Section.Certainty), g.certainty)
	r.CertaintyReason = c.placeReason + c.reason + g.reason
	if c.chapter != nil {
		r.Target, r.TargetExceptions = parseTarget(c.chapter.target)
	}
	g.fill(r, c)
	if c.item > 0 {
		r.Category, r.Modality = "遵守事項", clauseModality(r.Text)
		for i := 0; r.Modality == "" && i < len(r.Parts); i++ {
			r.Modality = clauseModality(r.Parts[i].Text)
		}
	}
	indices := append([]int{}, c.heading...)
	for _, l := range c.body {
		indices = append(indices, l.i)
	}
	r.Provenance = Provenance{Source: g.t.Name, Page: g.pageOf(c.heading[0]), Lines: lineNumbers(g.t, indices)}
	r.Truncated = g.isTruncated(c)
	g.doubtLayout(r, c)
	g.cite(r, c)
	return r
}

// fill sets text and parts. The statement is what stands before the first
// bullet: all paragraphs of an item, the first paragraph of an explanation.
func (g *guideline) fill(r *Requirement, c *guidelineClause) {
	b := newPartBuilder(g.t, g.roles, g.pages[0].Page > 0, g.old, c.body)
	r.Parts = b.build(c.body)
	for _, f := range b.findings {
		f.ID = r.ID
		g.findings = append(g.findings, f)
	}
	for len(r.Parts) > 0 && r.Parts[0].Kind == PartGuidance && (r.Text == "" || c.item > 0) {
		r.Text = joinText(r.Text, r.Parts[0].Text)
		for _, no := range r.Parts[0].Lines {
			if c.item > 0 {
				g.roles[no-g.t.Lines[0].No] = RoleRequirement
			}
		}
		r.Parts = r.Parts[1:]
	}
	if c.item == 0 {
		return
	}
	for _, p := range r.Parts {
		for _, no := range p.Lines {
			if p.Kind == PartItem {
				g.roles[no-g.t.Lines[0].No] = RoleRequirement
			}
		}
	}
}

// clauseModality reads the verb of the last sentence: すること requires, 望ましい
// recommends.
func clauseModality(s string) string {
	s = strings.TrimRight(s, "。 　")
	if at := strings.LastIndex(s, "。"); at >= 0 && strings.Contains(s[at:], "望ましい") && strings.Contains(s[:at], "こと") {
		return "required" // the wish only adds to the duty before it
	}
	switch {
	case strings.HasSuffix(s, "望ましい"), strings.HasSuffix(s, "望ましいこと"), strings.HasSuffix(s, "推奨される"):
		return "recommended"
	case strings.Contains(s, "こと"), strings.Contains(s, "なければならない"), strings.Contains(s, "必要"):
		return "required"
	}
	return ""
}

// isTruncated reports whether the file ends in the middle of the clause.
func (g *guideline) isTruncated(c *guidelineClause) bool {
	if len(c.body) == 0 || g.pages[0].Page == 0 || c.body[len(c.body)-1].i != g.lines[len(g.lines)-1].i {
		return false
	}
	s := c.body[len(c.body)-1].s
	_, isBullet := bullet(s)
	return !endsSentence(s) && !isBullet && tableCells(s) == nil
}

// doubtLayout lowers the certainty of a text whose lines hold several columns, and
// of an item that another one begins behind in mid-sentence: programs that turn
// a print into text write what stands at one height in any order.
func (g *guideline) doubtLayout(r *Requirement, c *guidelineClause) {
	doubt := func(certainty Certainty, reason string) {
		r.Certainty = Weaker(r.Certainty, certainty)
		r.CertaintyReason += reason
	}
	if slices.ContainsFunc(c.body, func(l proseLine) bool { return mixesColumns(l.s) }) {
		doubt(Ambiguous, reasonColumns)
	}
	if at := slices.Index(g.clauses, c); g.breaksOff(c) && !r.Truncated || at > 0 && c.item > 1 && g.breaksOff(g.clauses[at-1]) {
		doubt(Likely, "文の終わりが読み取れない項目があるため、印字の順が失われて、隣の項目の文が混じるおそれがあります。")
	}
	if g.old && g.mayHoldAnother(c) {
		doubt(Likely, "この旧形式のテキストは単独の番号を失うため、次の項目の文を含むおそれがあります。")
	}
}

// breaksOff reports an item that ends in mid-sentence.
func (g *guideline) breaksOff(c *guidelineClause) bool {
	if c.item == 0 || len(c.body) == 0 {
		return false
	}
	for _, l := range c.body {
		if _, isBullet := bullet(l.s); isBullet || tableCells(l.s) != nil {
			return false
		}
	}
	s := c.body[len(c.body)-1].s
	return !endsSentence(s) && !requirementEnd.MatchString(s)
}

// mayHoldAnother reports whether a requirement ends at the end of a line inside
// the clause, where the number of another one may be lost: inside an item, and
// where explanation begins below a list.
func (g *guideline) mayHoldAnother(c *guidelineClause) bool {
	said := ""
	for n, l := range c.body {
		said = joinText(said, l.s)
		switch {
		case c.item > 0 && n+1 == len(c.body), c.item == 0 && (g.listsPerChapter() || n > 5):
			return false
		case endsSentence(l.s):
			_, listFollows := bullet(c.body[min(n+1, len(c.body)-1)].s)
			if requirementEnd.MatchString(said) && !listFollows {
				return true
			} else if c.item == 0 {
				return false
			}
		}
	}
	return false
}

// siblingRef matches the circled digits of `③の委託契約`, `①及び②の`, `②~④を`.
var siblingRef = pattern.New(`[①-⑳](?:\s*(?:[、・~～〜]|及び|又は|または|並びに)?\s*[①-⑳])*(?:の|に|を|から|で|が|は|と|以外|及び)`)

// cite reads the citations of other volumes and of sibling items.
func (g *guideline) cite(r *Requirement, c *guidelineClause) {
	texts := []Part{{Text: r.Text, Lines: r.Provenance.Lines}}
	texts = append(texts, r.Parts...)
	for _, p := range texts {
		if len(p.Lines) == 0 {
			continue
		}
		for _, ref := range parseInlineRefs(p.Text, p.Lines[0]) {
			if ref.Edition == "" {
				ref.Edition = g.edition
			}
			if ref.Items == nil {
				ref.Items = []int{}
			}
			if ref.Certainty == "" {
				ref.Certainty = Certain
			}
			ref.Lines, ref.Targets = p.Lines, []string{}
			r.References = append(r.References, ref)
		}
		if c.item == 0 || c.number == "" {
			continue
		}
		for _, raw := range siblingRef.FindAllString(p.Text, -1) {
			items, rest, _ := parseItems(raw)
			for _, k := range items {
				r.InternalRefs = appendInternal(r.InternalRefs, Internal{Raw: strings.TrimSuffix(raw, rest), Section: c.number, Item: Circled(k),
					Target: g.reg.clauseID(g.idEdition(), g.volume, c.number, c.label, k)})
			}
		}
	}
}
