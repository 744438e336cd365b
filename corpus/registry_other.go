package corpus

import "strings"

// familyTitles are the words by which a title names a document of the families
// that have one edition for each edition of a guideline.
var familyTitles = []struct {
	family Family
	id     string // in front of the edition; whole where it needs none
	words  []string
}{
	{FamilyQA, "qa-", []string{"医療情報システムの安全管理に関するガイドライン", "Q&A"}},
	{FamilyMigration, "mig-", []string{"移行対応表"}},
	{FamilyCorrespondence, "rel-", []string{"編間相関表"}},
	{FamilyRoles, "roles-2024", []string{"役割分担等に関する確認表"}},
	{FamilyRoles, "roles-2024", []string{"役割分担", "確認表", "推奨される対応例"}},
	{FamilyProvider, "vgl-", []string{"提供事業者における安全管理ガイドライン"}},
}

// byTitle finds the document of the family that the title names, as document
// does; nil if it names none that is known. A draft keeps an id of its own.
func (r *Registry) byTitle(family Family, title string) *Document {
	t := strings.ReplaceAll(foldWidth(squash(title)), "＆", "&")
	for _, f := range familyTitles {
		if f.family != family || !containsAll(t, f.words) {
			continue
		}
		for _, id := range r.editionsIn(f.id, t) {
			if isDraftTitle(t) {
				id += draftSuffix
			}
			if d := r.document(id); d != nil && d.Family == family {
				return d
			}
		}
	}
	return nil
}

func containsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// editionsIn lists the ids that the editions printed in a title give, the last
// first: 第5.2版→第6.0版 is the table of 6.0.
func (r *Registry) editionsIn(id, title string) []string {
	if !strings.HasSuffix(id, "-") {
		return []string{id}
	}
	var out []string
	for _, m := range editionPrinted.FindAllStringSubmatch(title, -1) {
		out = append([]string{id + m[1]}, out...)
	}
	return out
}

// describe decides which document a source is: the one the manifest names, else
// the one its titles name, else one of its own.
func (t *blockText) describe(reg *Registry, family Family) *Document {
	if t.source.Document == "" {
		if d := reg.byTitle(family, strings.Join(t.titles(), " ")+" "+t.source.Edition); d != nil {
			return d
		}
	} else if d := reg.document(t.source.Document); d != nil && d.Family == family {
		return d
	}
	return t.ownDocument(family)
}
