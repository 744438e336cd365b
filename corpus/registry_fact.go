package corpus

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shogo/corpus/pattern"
)

// reiwaYear matches 令和７ 年度, R7, 令和5年6月 after foldWidth and without spaces.
var reiwaYear = pattern.New(`(?:令和|\bR)(元|\d{1,2})(年度|年(\d{1,2})月)?`)

// checklistEdition finds the edition a document title such as
// 令和7 年度版医療機関における…チェックリストマニュアル案 (確認用見え消し)
// names, and whether it is a draft. The edition is nil if the title names none.
func (r *Registry) checklistEdition(title string) (edition *ChecklistEdition, draft bool) {
	year := checklistYear(title)
	for _, e := range r.Checklists {
		if e.Year == year {
			edition = e
		}
	}
	return edition, isDraftTitle(strings.Join(strings.Fields(foldWidth(title)), ""))
}

// checklistYear is the fiscal year of the Reiwa era that a title names, 0 for
// none.
func checklistYear(title string) int {
	t := strings.Join(strings.Fields(foldWidth(title)), "")
	year := 0
	for _, m := range reiwaYear.FindAllStringSubmatch(t, -1) {
		n, err := strconv.Atoi(m[1])
		if m[1] == "元" {
			n, err = 1, nil
		}
		// A month tells the fiscal year only from April on; a manual dated
		// January to March may belong to either year.
		if month, _ := strconv.Atoi(m[3]); err != nil || m[3] != "" && month < 4 {
			continue
		}
		if year == 0 || m[2] == "年度" {
			year = n
		}
		if m[2] == "年度" {
			break
		}
	}
	return year
}

// unknownYear is this registry with an edition of the checklist that a document
// names and nobody has registered: what it prints is its own, and nothing of
// another year is taken for it.
func (r *Registry) unknownYear(year int, title string) *Registry {
	out, first, last := *r, r.Checklists[0], r.Checklists[len(r.Checklists)-1]
	e := &ChecklistEdition{Year: year, publication: publication{ID: fmt.Sprintf("clm-r%d", year), Edition: fmt.Sprintf("令和%d年度版", year), Title: title,
		ShortName: fmt.Sprintf("チェックリストマニュアル 令和%d年度版", year), Publisher: last.Publisher}}
	switch {
	case year > last.Year:
		e.Cites = last.Cites
	case year < first.Year:
		e.Cites = migratedEdition
	}
	e.CitesReason = fmt.Sprintf("%sがどの版を引用しているかは登録されていないため、第%s版と推定しました。", e.Edition, e.Cites)
	out.Checklists = append(slices.Clone(r.Checklists), e)
	return &out
}

// isDraftTitle reports whether a title calls its document a draft: 案 as a word
// of its own, 見え消し (with changes shown) or 溶け込み (with changes applied).
func isDraftTitle(t string) bool {
	for _, s := range []string{"マニュアル案", "チェックリスト案", "版案", "(案", "案)", "見え消し", "溶け込み"} {
		if strings.Contains(t, s) {
			return true
		}
	}
	return strings.HasSuffix(t, "案")
}

// annexQuotedItem names the item that a sentence quoted in the mapping table
// belongs to, where the print lost the number. The sentence decides; on
// another page than the one it was read on, the answer is only likely.
func (r *Registry) annexQuotedItem(page int, volume, number, text string) (item int, certainty Certainty, ok bool) {
	key := matchKey(text)
	for _, a := range r.Annexes {
		for _, q := range a.QuotedItems {
			if q.Number != number || volume != "" && q.Volume != volume || !strings.HasPrefix(key, matchKey(q.Beginning)) {
				continue
			}
			c := q.Certainty
			if q.Page != page {
				c = Weaker(c, Likely)
			}
			return q.Item, c, true
		}
	}
	return 0, Ambiguous, false
}

// document returns what the registry knows of a document, without sources and
// outline; nil if it knows none of that id. The id of a draft gives the facts
// of its edition, named as a draft and without its date.
func (r *Registry) document(id string) *Document {
	p := r.publication(strings.TrimSuffix(id, draftSuffix))
	if p == nil {
		return nil
	}
	d := &Document{ID: id, Title: p.Title, ShortName: p.ShortName, Publisher: p.Publisher, Edition: p.Edition,
		Date: p.Published, LandingPage: p.LandingPage, Certainty: p.certainty(), CertaintyReason: p.CertaintyReason,
		Superseded: r.successor(id), Outline: []*Section{}}
	switch {
	case p.Family != "":
		d.Family = p.Family
	case r.guideline(p.Edition) != nil && strings.HasPrefix(id, "mhlw-"):
		d.Family = FamilyGuideline
	case strings.HasPrefix(id, "clm-"):
		d.Family = FamilyChecklistManual
	default:
		d.Family = FamilyMappingTable
	}
	if strings.HasSuffix(id, draftSuffix) {
		d.ShortName, d.Edition, d.Date = d.ShortName+"（案）", d.Edition+"（案）", ""
	}
	return d
}
