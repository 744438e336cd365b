package corpus

import "strings"

// parseCellRef is parseNumref for the cell of a table, where a clause may be
// written out: 第8章⑤, 8章 第⑤条, 7章③条関係. No date or amount stands there, so
// that 章 behind a number says enough.
func parseCellRef(s string) (number, label string, items []int, rest string, ok bool) {
	start := strings.TrimLeft(s, " 　\t\n")
	if after, found := strings.CutPrefix(start, "第"); found {
		start = after
	}
	number, label, items, rest, ok = parseNumref(start)
	if !ok {
		return "", "", nil, s, false
	}
	after := strings.TrimLeft(rest, " 　\t\n")
	counted := cutPrefixes(after, "章", "節", "項")
	if len(items) == 0 && number != "" {
		list, end := cutRequirementItems(counted, true)
		if counted != after || strings.HasPrefix(strings.TrimLeft(counted, " 　\t\nの、"), "遵守事項") {
			if rest = counted; list != nil {
				items, rest = list, end
			}
		}
	}
	if len(items) > 0 {
		rest = cutPrefixes(cutPrefixes(rest, "条", "項"), "関係")
	}
	return number, label, items, rest, true
}
