package assessment

import "slices"

// Row puts the answers of several sheets to one item beside each other.
type Row struct {
	Item, Section, Label, Title string
	// Cells holds one answer per sheet, nil where a sheet does not have the item.
	Cells []*Answer
	// Conflict is true where two sheets answer differently. A missing answer
	// contradicts nothing.
	Conflict bool
	// Wordings is true where the sheets were filled in for different wordings.
	Wordings bool
}

// Compare lists every item of the sheets, in the order in which the sheets have
// them. Items are the same if their ids are.
func Compare(sheets []*Sheet) []Row {
	var out []Row
	for n, s := range sheets {
		at := -1 // where the item before stands
		for i := range s.Answers {
			a := &s.Answers[i]
			k := slices.IndexFunc(out, func(r Row) bool { return r.Item == a.Item })
			if k < 0 {
				k = at + 1
				out = slices.Insert(out, k, Row{Item: a.Item, Section: a.Section, Label: a.Label, Title: a.Title, Cells: make([]*Answer, len(sheets))})
			}
			out[k].Cells[n], at = a, k
		}
	}
	for i := range out {
		out[i].Conflict = differ(out[i].Cells, func(a *Answer) string { return a.Answer })
		out[i].Wordings = differ(out[i].Cells, func(a *Answer) string { return a.Fingerprint })
	}
	return out
}

// differ reports whether two cells hold different texts; an empty one counts
// for nothing.
func differ(cells []*Answer, text func(*Answer) string) bool {
	first := ""
	for _, c := range cells {
		if c == nil || text(c) == "" {
			continue
		}
		if first == "" {
			first = text(c)
		} else if text(c) != first {
			return true
		}
	}
	return false
}
