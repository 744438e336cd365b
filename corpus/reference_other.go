package corpus

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// guidelineNamed matches the names by which texts tell the two guidelines apart:
// the ministry of health's, and the provider guideline of the other two
// ministries; and the volumes, which only the first one has.
var guidelineNamed = pattern.New(`(提供事業者(?:における安全管理)?(?:ガイドライン|GL)|(?:総務省[・、]?経(?:済産業|産)省|2省|二省)(?:ガイドライン|GL))|(?:医療情報システムの安全管理に関する|医療情報安全管理|安全管理|厚(?:生労働|労)省)(?:ガイドライン|GL)|((?:概説|経営管理|企画管理|システム運用|保守委託機関)編)`)

// providerNumber matches a section of the provider guideline: 3.1.3, 第4章.
var providerNumber = pattern.New(`第?([0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2})+)(?:[^0-9０-９.．版]|$)|第?([0-9０-９]{1,2})章`)

// parseGuidelineCell reads a cell that says which parts of the guidelines stand
// behind a row. Volumes hold over the lines of the cell. The provider guideline's
// sections come back as others, with the edition that is printed, if any; rest
// is what was not understood.
func parseGuidelineCell(cell string) (refs, others []Reference, rest string) {
	parts := guidelineParts(cell)
	for _, p := range parts {
		edition := ""
		if m := editionPrinted.FindStringSubmatchIndex(p.text); m != nil {
			edition, p.text = foldWidth(p.text[m[2]:m[3]]), p.text[:m[0]]+" "+p.text[m[1]:]
		}
		if !p.provider {
			more, left := citedLines(p.text)
			refs, rest = append(refs, more...), joinText(rest, left)
			continue
		}
		found := providerNumber.FindAllStringSubmatch(p.text, -1)
		for _, m := range found {
			raw := m[1] + m[2]
			others = append(others, Reference{Raw: raw, Edition: edition, Number: foldWidth(raw), Items: []int{}, Targets: []string{}})
		}
		if len(found) == 0 {
			rest = joinText(rest, strings.TrimSpace(p.name+p.text))
		}
	}
	return refs, others, rest
}

// guidelinePart is what a cell says of one guideline.
type guidelinePart struct {
	provider   bool
	name, text string
}

// guidelineParts cuts a cell at the names of the guidelines. The name of a
// volume stays with what it cites.
func guidelineParts(cell string) []guidelinePart {
	folded := foldWidth(cell)
	printed := func(at int) int { // the place in the cell, whose letters may be of another width
		n := 0
		for i := range cell {
			if n == utf8.RuneCountInString(folded[:at]) {
				return i
			}
			n++
		}
		return len(cell)
	}
	out, start := []guidelinePart{{}}, 0
	for _, m := range guidelineNamed.FindAllStringSubmatchIndex(folded, -1) {
		from, to := printed(m[0]), printed(m[1])
		out[len(out)-1].text = cell[start:from]
		p := guidelinePart{provider: m[2] >= 0, name: cell[from:to]}
		if start = to; m[4] >= 0 {
			start = from
		}
		out = append(out, p)
	}
	out[len(out)-1].text = cell[start:]
	return out
}

// goesOnWith reports whether marks on a line of their own are of the number that
// ends the line above.
func goesOnWith(refs []Reference, rest string) bool {
	n := len(refs)
	return n > 0 && len(refs[n-1].Items) == 0 && refs[n-1].Title == "" && strings.Trim(rest, " 　、,") == ""
}

// citedLines reads citations of volumes, as a list or in running words. A line
// of numbers alone goes on with the volume above it.
func citedLines(s string) (refs []Reference, rest string) {
	volume := ""
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.Trim(line, " 　・-◆■●「」()[]（）【】:：,，、;")
		if line == "" {
			continue
		}
		inline := parseInlineRefs(line, 0)
		if v, after, ok := parseVolume(line); ok {
			if volume = v; strings.Trim(after, " 　:：") == "" {
				continue
			}
		} else if number, label, items, after, ok := parseCellRef(line); ok && volume != "" && len(inline) == 0 && (number != "" || goesOnWith(refs, after)) {
			if number == "" { // ⑤ below 8
				last := &refs[len(refs)-1]
				last.Items, last.Raw = append(last.Items, items...), last.Raw+line
				continue
			}
			raw := strings.TrimSpace(line[:len(line)-len(after)])
			refs = append(refs, Reference{Raw: raw, Volume: volume, Number: number, Label: label, Items: append([]int{}, items...), Title: strings.Trim(after, " 　.、,"), Targets: []string{}})
			continue
		}
		if len(inline) == 0 {
			rest = joinText(rest, line)
		} else {
			volume = inline[len(inline)-1].Volume
		}
		refs = append(refs, inline...)
	}
	return refs, rest
}

// cite reads 「ガイドライン等関連部分」 of a row.
func (m *roleRows) cite(r *Requirement, i int, s string) {
	refs, others, rest := parseGuidelineCell(s)
	for _, ref := range refs {
		ref.Lines, ref.Certainty = nil, Weaker(Certain, ref.Certainty)
		if !hasReference(r.References, ref) {
			r.References = append(r.References, ref)
		}
	}
	for _, ref := range others {
		if ref.Certainty = Certain; ref.Edition == "" {
			ref.Edition, ref.Certainty, ref.Reason = "1.1", Likely, "提供事業者ガイドラインの版が印字されていないため、発行の時期から第1.1版と推定しました。"
		}
		if ref.Document = "vgl-" + ref.Edition; !hasReference(r.OtherRefs, ref) {
			r.OtherRefs = append(r.OtherRefs, ref)
		}
	}
	if rest != "" {
		m.find(FindingUnresolved, i, r.ID, "「%s」を、ガイドラインの箇条への引用として読み取れませんでした。", rest)
	}
}

func hasReference(all []Reference, ref Reference) bool {
	for _, have := range all {
		if have.Raw == ref.Raw && have.Volume == ref.Volume && have.Edition == ref.Edition && have.Title == ref.Title {
			return true
		}
	}
	return false
}

// others binds the citations of documents that are no volume of the guideline.
func (rs *resolver) others(r *Requirement) {
	for i := range r.OtherRefs {
		ref := &r.OtherRefs[i]
		d := rs.c.Document(ref.Document)
		id := ref.Document + "-" + ref.Number
		switch {
		case d == nil:
			ref.Status, ref.Reason = Unresolved, fmt.Sprintf("%sの本文が収録されていないため、結び付けていません。", rs.nameOf(ref.Document))
		case rs.c.Requirement(id) == nil:
			ref.Status, ref.Reason = Unresolved, fmt.Sprintf("%sに %s は見つかりません。", d.ShortName, ref.Number)
			rs.c.Findings = append(rs.c.Findings, Finding{Kind: FindingUnresolved, Source: r.Provenance.Source, Page: r.Provenance.Page, Place: r.Provenance.Place,
				Block: r.Provenance.Block, ID: r.ID, Message: "引用「" + ref.Raw + "」：" + ref.Reason})
		default:
			ref.Status, ref.Targets = Resolved, []string{id}
		}
	}
}

func (rs *resolver) nameOf(document string) string {
	if d := rs.reg.document(document); d != nil {
		return d.ShortName
	}
	return document
}
