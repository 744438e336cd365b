package corpus

import (
	"fmt"
	"strings"

	"shogo/corpus/pattern"
)

// annexTitle matches the title of 別紙2 after foldWidth and without spaces, with
// the edition of the guideline that it maps to.
var annexTitle = pattern.New(`対策項目一覧と医療情報安全管理ガイドライン(?:第?([0-9]+\.[0-9]+)版)?`)

// annexNamed reports whether s names 別紙2 of the provider guideline 1.1; cites
// is the edition of the guideline that a title of such a table names, also
// where it is another one.
func annexNamed(s string) (cites string, ok bool) {
	m := annexTitle.FindStringSubmatch(foldWidth(squash(s)))
	if m == nil {
		return "", false
	}
	return m[1], m[1] == "" || m[1] == annexCites
}

// mappingDocument tells which document the text of a mapping table is, and
// whether it is 別紙2 itself. A table with captions of another kind, or with the
// title of another one, is a document of its own: nothing of it may pass for
// the ministry's word.
func mappingDocument(t *Text, reg *Registry) (d *Document, cites string, official bool) {
	cites = ""
	named, other := false, false
	for _, l := range t.Lines {
		s := foldWidth(squash(l.Text))
		if edition, ok := annexNamed(s); ok {
			named = true
		} else if edition != "" {
			cites, other = edition, true
		}
		switch at := strings.Index(s, "要求事項"); {
		case strings.Contains(s, "関連する医療情報安全管理ガイドライン要求事項"):
			named = true
		case at > 0 && strings.Contains(s[:at], "関連する"):
			other = true
		}
	}
	registered := reg.document(t.entry().Document)
	if registered != nil && registered.Family == FamilyMappingTable {
		cites, _ = reg.citedEdition(registered.ID)
		return registered, cites, true
	}
	if t.entry().Document == "" && (named || !other) {
		d = reg.document(annexDocument)
		if !named {
			d.Certainty, d.CertaintyReason = Likely, "題名も列の見出しもこのファイルにないため、番号の書き方から別紙2と推定しました。"
		}
		return d, annexCites, true
	}
	return newLiftedText(t).ownDocument(FamilyMappingTable), cites, false
}

// tablePages cuts the text of a table at the site's headers and, where there
// are none, at form feeds or behind the printed page numbers. A page on which
// no number is printed has the number of its place in the file.
func tablePages(t *Text) []scrapePage {
	var out []scrapePage
	for _, sp := range scrapePages(t) {
		cuts := pageCuts(t, sp)
		if sp.Page != 0 || len(cuts) == 0 {
			out = append(out, sp)
			continue
		}
		first := sp.First
		for _, end := range append(cuts, sp.End) {
			if end > first {
				p := newScrapePage(t, first, end, first, 0, sp.Title)
				if p.Page = printedPage(t, p); p.Page == 0 {
					p.Page = len(out) + 1
				}
				out = append(out, p)
				first = end
			}
		}
	}
	return out
}

// pageCuts are the lines at which a page begins: those with a form feed, else
// those behind 1/39, 2/39 and so on. A form feed on a line of its own ends the
// page before it.
func pageCuts(t *Text, sp scrapePage) []int {
	var feeds, numbers []int
	last, of := 0, ""
	for i := sp.First; i < sp.End; i++ {
		if strings.HasPrefix(t.Lines[i].Text, "\f") && i > sp.First && !blankBefore(sp, i) {
			feeds = append(feeds, i)
		}
		if s := lineText(t, i); isSlashed(s) {
			n, whole := slashedPage(s), foldWidth(slashedNumber.FindStringSubmatch(s)[2])
			if n == last+1 && whole == of || last == 0 {
				numbers = append(numbers, i+1)
				last, of = n, whole
			}
		}
	}
	if len(feeds) > 0 {
		return feeds
	}
	if len(numbers) < 2 {
		return nil
	}
	return numbers
}

// blankBefore reports whether nothing but empty lines stands before line i.
func blankBefore(sp scrapePage, i int) bool {
	for _, r := range sp.Roles[:i-sp.First] {
		if r != RoleBlank {
			return false
		}
	}
	return true
}

// printedPage is the 25 of 25/39 on the page, 0 if there is no such line or
// more than one.
func printedPage(t *Text, p scrapePage) int {
	page, n := 0, 0
	for i := p.First; i < p.End; i++ {
		if s := lineText(t, i); isSlashed(s) {
			page, n = slashedPage(s), n+1
		}
	}
	if n != 1 {
		return 0
	}
	return page
}

// pageID is the part of an id that names a page.
func pageID(page int) string { return fmt.Sprintf("p%d", page) }
