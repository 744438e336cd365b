package index

import (
	"slices"
	"strconv"
	"strings"

	"shogo/corpus"
)

// citationKeys are the keys a requirement answers to, for Document.Keys. A
// group of the mapping table is answered by its rows.
func citationKeys(r *corpus.Requirement, family corpus.Family) []string {
	var keys []string
	add := func(key string, with ...string) {
		if k := strings.Join(append([]string{key}, with...), " "); !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	for _, id := range append([]string{r.ID}, r.Aliases...) {
		add(strings.ToLower(id))
		if short, ok := strings.CutPrefix(id, r.Document+"-"); ok && family == corpus.FamilyGuideline {
			add(strings.ToLower(short))
		}
	}
	switch r.Kind {
	case corpus.KindClause:
		clauseKeys(r, add)
	case corpus.KindChecklistItem:
		checklistKeys(r, add)
	case corpus.KindMeasure:
		measureKeys(r, add)
	}
	return keys
}

// clauseKeys: 14-5 for an item, 14 for a chapter, 14+ where its list may go on,
// 13? for a quotation whose item is unknown; behind it volume, edition, label.
func clauseKeys(r *corpus.Requirement, add func(string, ...string)) {
	refs, _, ok := clauseRefAt(plainCitation(r.Label))
	if !ok {
		return
	}
	with := []string{r.Volume, strings.TrimPrefix(r.Document, "mhlw-")}
	if refs[0].label != "" {
		with = append(with, refs[0].label)
	}
	for _, x := range refs[0].readings(nil) {
		add(x.key, with...)
	}
	if corpus.OpenList(r) {
		add(r.Label+"+", with...)
	}
}

// checklistKeys: チェックリスト:2-6 and, for a citation without the section,
// チェックリスト:6; behind them the year.
func checklistKeys(r *corpus.Requirement, add func(string, ...string)) {
	var with []string
	if year, ok := strings.CutPrefix(r.Document, "clm-"); ok {
		year, _, _ = strings.Cut(year, "-")
		with = []string{year}
	}
	item := labelNumber(r.Label)
	add("チェックリスト:"+item, with...)
	if r.Section.Number != "" {
		add("チェックリスト:"+r.Section.Number+"-"+item, with...)
	}
}

// measureKeys: 別紙2:2-6 for the row, 別紙2:2 for its group, and the page and
// 大項目 it stands on, which also follow the others.
func measureKeys(r *corpus.Requirement, add func(string, ...string)) {
	var with []string
	if r.MajorItem != nil && r.MajorItem.Number != "" {
		with = append(with, r.MajorItem.Number)
	}
	if r.Provenance.Page > 0 {
		with = append(with, "p"+strconv.Itoa(r.Provenance.Page))
	}
	for _, w := range with {
		add("別紙2:"+w, with...)
	}
	if r.Group == nil {
		return
	}
	group := labelNumber(r.Group.Label)
	add(strings.ToLower(r.Group.ID))
	add("別紙2:"+group, with...)
	add("別紙2:"+group+"-"+labelNumber(r.Label), with...)
}

// labelNumber reads the number of a label: ⑥, (6), 2-⑥, ②-6 by its last part.
func labelNumber(label string) string {
	label = plainCitation(label)
	if i := strings.LastIndex(label, "-"); i >= 0 {
		label = label[i+1:]
	}
	if label == "" {
		return "0"
	}
	return markNumber(label)
}
