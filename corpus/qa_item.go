package corpus

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// qaVolumes tell the volume by the beginning of a question's number.
var qaVolumes = []struct{ prefix, volume string }{{"概", "概説編"}, {"経", "経営管理編"}, {"企", "企画管理編"}, {"シ", "システム運用編"}, {"保", "保守委託機関編"}}

// question reads a question and its answer, up to what follows them.
func (q *qaReader) question(i int) int {
	s := lineText(q.t, i)
	m := question.FindStringSubmatch(foldWidth(s))
	lines := []int{i}
	end := i + 1
	for ; end < len(q.t.Lines) && (q.roles[end] != "" || !q.opens(end) && !isContentsLine(lineText(q.t, end))); end++ {
		if q.roles[end] == "" {
			lines = append(lines, end)
		}
	}
	texts := make([]string, len(lines))
	for k, n := range lines {
		texts[k] = lineText(q.t, n)
	}
	texts[0] = strings.TrimSpace(behind(s, m[0], m[3]))
	asked, marked := splitAnswer(texts)
	swapped := false
	if marked && strings.Join(texts[:asked], "") == "" { // the mark A was read in front of the question
		asked, swapped = swapQuestion(texts, asked)
		marked = !swapped
	}
	r := q.requirement(m[1], m[2], lines)
	r.Title = q.unwrap(strings.Join(texts[:asked], "\n"))
	if asked < len(texts) {
		whole := strings.Join(texts[asked:], "\n")
		if a := answer.FindStringSubmatch(foldWidth(texts[asked])); marked && a != nil {
			whole = strings.TrimSpace(behind(whole, a[0], a[1]))
		}
		r.Text, r.Parts = statementParts(q.unwrap(whole))
	}
	for k, n := range lines {
		if q.roles[n] = RoleRequirement; k < asked {
			q.roles[n] = RoleHeading
		}
	}
	switch {
	case r.Text == "":
		r.Text, r.Truncated = r.Title, true
	case swapped:
		r.Certainty, r.CertaintyReason = Likely, "回答の印「A」が質問より前に印字されているため、「か。」で終わる文までを質問としました。"
		q.find(FindingInference, lines, r.ID, "%s の回答の印「A」が質問より前にあります。「か。」で終わる文までを質問としました。", r.Label)
	case r.Title == "":
		r.Certainty, r.CertaintyReason = Ambiguous, "質問の文が番号の後に読み取れないため、回答に混じっているおそれがあります。"
	case !marked:
		r.Certainty, r.CertaintyReason = Likely, "回答の印「A」が読み取れないため、質問の文の終わりから後を回答としました。"
		q.find(FindingInference, lines, r.ID, "%s の回答の印「A」が読み取れません。質問の文の終わりから後を回答としました。", r.Label)
	}
	q.cite(r)
	q.section(r)
	q.place(r)
	return end
}

// unwrap removes the line breaks of the print.
func (q *qaReader) unwrap(s string) string {
	if q.whole {
		return strings.TrimSpace(s)
	}
	return cellText(s)
}

// behind is what follows the folded beginning of s; last is the character that
// only ended it.
func behind(s, beginning, last string) string {
	n := utf8.RuneCountInString(beginning) - utf8.RuneCountInString(last)
	for i := range s {
		if n == 0 {
			return s[i:]
		}
		n--
	}
	return ""
}

// splitAnswer tells how many of the lines are the question: up to the mark A,
// else up to the end of the first sentence.
func splitAnswer(texts []string) (asked int, marked bool) {
	for k, s := range texts {
		if k > 0 && answer.MatchString(foldWidth(s)) {
			return k, true
		}
	}
	for k, s := range texts {
		if endsSentence(s) || strings.HasSuffix(s, "?") {
			return k + 1, false
		}
	}
	return len(texts), false
}

// swapQuestion takes the mark A at texts[at] out of the way of the question that
// stands behind it, which ends with か。. The mark's line is left empty.
func swapQuestion(texts []string, at int) (asked int, ok bool) {
	const longest = 8 // lines
	for k := at + 1; k < len(texts) && k <= at+longest; k++ {
		if strings.HasSuffix(texts[k], "か。") && k+1 < len(texts) && len([]rune(texts[at])) <= 2 {
			texts[at] = ""
			return k + 1, true
		}
	}
	return at, false
}

// statementParts parts a text into its statement, bullets and what follows them.
func statementParts(text string) (statement string, parts []Part) {
	parts = []Part{}
	for line := range strings.SplitSeq(text, "\n") {
		if s, ok := bullet(line); ok {
			parts = append(parts, Part{Kind: PartItem, Text: s})
		} else if len(parts) > 0 {
			parts = append(parts, Part{Kind: PartGuidance, Text: line})
		} else {
			statement = joinParagraphs(statement, line)
		}
	}
	if statement == "" && len(parts) > 0 { // nothing but bullets
		return parts[0].Text, parts[1:]
	}
	return statement, parts
}

func (q *qaReader) requirement(prefix, number string, lines []int) *Requirement {
	volume, code := q.volume, ""
	for _, v := range qaVolumes {
		if strings.HasPrefix(prefix, v.prefix) {
			volume, code = v.volume, volumeCode(v.volume)+"-"
		}
	}
	if code == "" && q.volume != "" {
		code = volumeCode(q.volume) + "-" // the numbers begin anew in every volume
	}
	d := q.out.document
	label := prefix + "Q-" + number
	r := &Requirement{ID: fmt.Sprintf("%s-%sq%s", d.ID, code, number), Document: d.ID, Kind: KindClause, Label: label, Citation: q.prefix + label,
		Volume: volume, Section: q.chapter, Parts: []Part{}, Roles: []string{}, Systems: []string{}, References: []Reference{}, Certainty: Certain,
		Provenance: Provenance{Source: q.t.Name, Page: q.page(lines[0]), Lines: lineNumbers(q.t, lines)}}
	return r
}

// cite reads the citations above the question, and those inside it.
func (q *qaReader) cite(r *Requirement) {
	add := func(ref Reference) {
		if ref.Certainty = Weaker(Certain, ref.Certainty); ref.Edition == "" {
			ref.Edition = q.edition
		}
		if !slices.ContainsFunc(r.References, func(have Reference) bool { return have.Raw == ref.Raw && have.Volume == ref.Volume }) {
			r.References = append(r.References, ref)
		}
	}
	for _, i := range q.about {
		for _, ref := range parseInlineRefs(lineText(q.t, i), q.t.Lines[i].No) {
			add(ref)
		}
	}
	if len(q.about) > 0 {
		r.Provenance.Lines = lineNumbers(q.t, append(slices.Clone(q.about), indicesOf(q.t, r.Provenance.Lines)...))
	}
	q.about = nil
	text := r.Title + "\n" + r.Text
	for _, p := range r.Parts {
		text += "\n" + p.Text
	}
	for _, ref := range parseInlineRefs(text, 0) {
		ref.Lines = r.Provenance.Lines
		add(ref)
	}
}

// indicesOf turns line numbers into line indices.
func indicesOf(t *Text, numbers []int) []int {
	var out []int
	for i, l := range t.Lines {
		if slices.Contains(numbers, l.No) {
			out = append(out, i)
		}
	}
	return out
}

// section finds the chapter of a question: the heading above it, unless that is
// of another volume, else the chapter of the first clause it is about.
func (q *qaReader) section(r *Requirement) {
	if q.of == "" {
		q.of = r.Volume
	}
	if r.Section.Number != "" && q.of == r.Volume {
		return
	}
	r.Section = SectionRef{}
	for _, ref := range r.References {
		if ref.Volume != r.Volume || len(ref.Lines) == 0 {
			continue
		}
		number, _, _ := strings.Cut(ref.Number, ".")
		r.Section = SectionRef{Number: number, Certainty: Likely, CertaintyReason: "章の見出しが読み取れないため、引用している条の章に置きました。"}
		if g := q.reg.guideline(q.edition); g != nil && g.volume(r.Volume) != nil {
			if n := g.volume(r.Volume).node(number); n != nil {
				r.Section.Title = n.Title
			}
		}
		return
	}
}

// place puts a question under its volume and chapter. The same number again is
// the question itself where the first was an entry of the contents.
func (q *qaReader) place(r *Requirement) {
	for _, have := range q.out.requirements {
		if have.ID != r.ID {
			continue
		}
		if have.Truncated {
			*have = *r
		} else if !r.Truncated {
			q.find(FindingConflict, indicesOf(q.t, r.Provenance.Lines), r.ID, "%s がもう一度現れます。先のものを残しました。", r.Label)
		}
		return
	}
	d := q.out.document
	volume := outlineNode(&d.Outline, d.ID+"-"+volumeCode(r.Volume), SectionVolume, "", r.Volume)
	id := volume.ID + "-" + r.Section.Number
	if r.Section.Number == "" {
		id = volume.ID + "-q"
	}
	chapter := outlineNode(&volume.Sections, id, SectionChapter, r.Section.Number, r.Section.Title)
	chapter.Requirements = append(chapter.Requirements, r.ID)
	q.out.requirements = append(q.out.requirements, r)
}

// outlineNode returns the node of the id, made at the end if there is none.
func outlineNode(nodes *[]*Section, id string, kind SectionKind, number, title string) *Section {
	for _, s := range *nodes {
		if s.ID == id {
			return s
		}
	}
	s := &Section{ID: id, Kind: kind, Number: number, Title: title, Certainty: Certain}
	*nodes = append(*nodes, s)
	return s
}

// reportOpen says which questions are left without their answer.
func (q *qaReader) reportOpen() {
	for _, r := range q.out.requirements {
		if r.Truncated {
			q.find(FindingLoss, indicesOf(q.t, r.Provenance.Lines), r.ID, "%s の回答は、このファイルに見つかりません。", r.Label)
		}
	}
	for _, i := range q.about {
		q.find(FindingLoss, []int{i}, "", "引用「%s」の後に質問が見つかりません。", lineText(q.t, i))
	}
	var left []int
	for i, role := range q.roles {
		if role == RoleUnassigned {
			left = append(left, i)
		}
	}
	if len(left) > 0 {
		q.find(FindingLoss, left, "", "どの質問のものか読み取れない行が%d行あります。", len(left))
	}
}
