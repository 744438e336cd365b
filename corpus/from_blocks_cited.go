package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// references reads the clauses cited in a row. They belong to the group: the
// table does not say which measure a clause touches.
func (m *mappingRows) references(row int) {
	iv, volume := m.at(row, ofVolume)
	ic, category := m.at(row, ofCategory)
	iq, quote := m.at(row, ofQuoted)
	ref := Reference{Edition: m.cites, Items: []int{}, Targets: []string{}, Certainty: Certain}
	key := fmt.Sprint(iv, ic, iq)
	at := iv
	for c, col := range m.columns {
		if i := m.g.cell(row, c); col == ofChapter && i >= 0 {
			key += fmt.Sprint(" ", i)
			if at < 0 {
				at = i
			}
			ref.chapterCell(m.doc.Blocks[i].Text)
		}
	}
	if key == m.cited || ref.Number+ref.Title+quote == "" && len(ref.Items) == 0 {
		return // the cells go on over several rows, or the row cites nothing
	}
	m.cited = key
	if at < 0 {
		at = iq
	}
	ref.Volume = unwrapCell(volume)
	if v, _, ok := parseVolume(ref.Volume); ok {
		ref.Volume = v
	}
	ref.Category, _, _ = strings.Cut(strings.TrimPrefix(squash(category), "【"), "】")
	if m.group == nil {
		m.find(FindingLoss, at, "", "小項目より前の行が「%s %s」を引用しています。どの小項目のものか分かりません。", ref.Volume, ref.Number)
		return
	}
	for _, q := range quotations(quote) {
		one := ref
		if q.item > 0 {
			one.Items = []int{q.item}
		}
		one.Items = slices.Clone(one.Items)
		one.Quote = q.text
		one.Raw = strings.Join(strings.Fields(strings.Join([]string{ref.Volume, strings.Trim(ref.Number+"."+ref.Title, "."), strings.Join(circledItems(one.Items), ""), category}, " ")), " ")
		if m.official && q.text != "" {
			m.quote(&one, q, iq)
		}
		if !slices.ContainsFunc(m.group.References, func(have Reference) bool { return have.Raw == one.Raw && have.Quote == one.Quote }) {
			m.group.References = append(m.group.References, one)
		}
	}
}

func circledItems(items []int) []string {
	var out []string
	for _, n := range items {
		out = append(out, Circled(n))
	}
	return out
}

// chapterCell reads `13.医療情報システムの利用者に関する認証`, `3.2 題名` or `⑤`.
func (ref *Reference) chapterCell(s string) {
	s = unwrapCell(s)
	number, label, items, rest, ok := parseCellRef(s)
	if !ok {
		ref.Title += s
		return
	}
	if number != "" {
		ref.Number, ref.Label = number, label
	}
	ref.Items = append(ref.Items, items...)
	ref.Title += strings.Trim(rest, ".． 　")
}

// quotation is a clause as the table quotes it.
type quotation struct {
	item int // 0 where the cell does not say
	text string
}

// quotations parts a cell that quotes several items: each begins with its mark.
// A cell without text is one quotation without text.
func quotations(cell string) []quotation {
	out := []quotation{{}}
	for line := range strings.SplitSeq(strings.TrimSpace(cellText(cell)), "\n") {
		if k, rest := listMark(line); k > 0 && (rest == "" || !siblingWords.MatchString(rest)) {
			if q := out[len(out)-1]; q.item > 0 || q.text != "" {
				out = append(out, quotation{})
			}
			out[len(out)-1] = quotation{k, rest}
			continue
		}
		last := &out[len(out)-1]
		last.text = strings.TrimSpace(last.text + "\n" + line)
	}
	return out
}

// quote makes the clause that 別紙2 quotes, in the chapter that its title names.
func (m *mappingRows) quote(ref *Reference, q quotation, at int) {
	volume, number := ref.Volume, ref.Number
	if v, n, similarity := m.reg.chapterByTitle(m.cites, volume, ref.Title); similarity >= 0.8 && n == number {
		volume = v
	}
	if volume == "" || number == "" {
		return
	}
	r := &Requirement{Document: "mhlw-" + m.cites, Kind: KindClause, Title: ref.Title, Parts: []Part{}, Volume: volume,
		Section: SectionRef{Number: number, Title: ref.Title}, Category: ref.Category, Roles: []string{}, Systems: []string{},
		References: []Reference{}, Certainty: Certain, Provenance: m.provenance(at)}
	r.Text, r.Parts = statementParts(q.text)
	r.Modality = modality(q.text)
	item := 0
	if len(ref.Items) == 1 {
		item = ref.Items[0]
	} else if n, c, ok := m.reg.annexQuotedItem(r.Provenance.Page, volume, number, r.Text); ok {
		item, ref.Items, ref.Certainty = n, []int{n}, c
		r.Certainty, r.CertaintyReason = c, "項番の欄が空のため、引用文の書き出しから項番を推定しました。"
	}
	chapter := m.reg.clauseID(m.cites, volume, number, "", 0)
	if item > 0 {
		r.ID, r.Label = m.reg.clauseID(m.cites, volume, number, ref.Label, item), clauseLabel(number, ref.Label, item)
		r.Citation = volume + " " + r.Label
	} else {
		m.quoted[chapter]++
		r.ID = fmt.Sprintf("%s-q%d", chapter, m.quoted[chapter])
		r.Label, r.Citation = number+"（項番不明）", volume+" "+number+" (項番不明)"
		r.Certainty, r.CertaintyReason, ref.Certainty = Ambiguous, "項番の欄が空で、どの遵守事項かは分かりません。", Ambiguous
	}
	ref.Targets = []string{r.ID}
	m.out.requirements = append(m.out.requirements, r)
}
