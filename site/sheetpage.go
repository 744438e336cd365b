package site

import (
	"slices"
	"strings"

	"shogo/corpus"
	"shogo/corpus/assessment"
)

// sheetBody is the body of a fill-in sheet: the controls for every item, its
// explanation beside them, and the same as a table for paper.
type sheetBody struct {
	Form     *assessment.Form
	Edition  editionView
	Sections []sheetSection
	Systems  []string // to filter by
	Roles    []string
	Stubs    int // items of which only the title is known
}

type sheetSection struct {
	Name, Anchor string
	Items        []sheetItem
}

type sheetItem struct {
	assessment.Item
	Anchor string
	Badge  badge
	View   *requirementView // nil where only the title is known
	URL    string           // of the item's own page
}

// sheetsBody is the body of the list of sheets, where they are put together.
type sheetsBody struct{ Forms []sheetLink }

type sheetLink struct {
	*assessment.Form
	URL     string
	Edition string
	Stubs   int
}

const sheetIndex = "sheet/index.html"

func sheetName(f *assessment.Form) string { return "sheet/" + f.ID + ".html" }

// sheetPages are the page of each form and the list of them.
func (b *builder) sheetPages() []page {
	out := []page{b.sheetsPage(b.forms)}
	for _, f := range b.forms {
		out = append(out, b.sheetPage(f))
	}
	return out
}

func (b *builder) sheetsPage(forms []*assessment.Form) page {
	p := b.newPage(sheetIndex, "sheets.html", "記入シート")
	p.Current, p.Desk, p.Wide = "sheet", "sheet", true
	p.Lead = "チェックリストに記入し、保存し、まとめて見るためのページです。"
	p.home()
	p.crumb(p.Title, "")
	var body sheetsBody
	for _, f := range forms {
		l := sheetLink{Form: f, URL: p.Root + sheetName(f), Edition: editionName(f.Edition)}
		for _, it := range f.Items {
			if it.Requirement == nil {
				l.Stubs++
			}
		}
		body.Forms = append(body.Forms, l)
	}
	p.Body = body
	return p
}

func (b *builder) sheetPage(f *assessment.Form) page {
	p := b.newPage(sheetName(f), "sheet.html", f.Name)
	p.Current, p.Desk, p.Wide = "sheet", "sheet", true
	p.Kicker = "記入シート ・ " + f.ShortName
	p.Lead = f.ShortName + " " + f.Name + "の記入シート"
	p.home()
	p.crumb("記入シート", p.Root+sheetIndex)
	p.crumb(f.Name, "")
	d := b.c.Document(f.Document)
	body := sheetBody{Form: f, Edition: b.edition(d, p.Name)}
	// The views are those of an ordinary page of the document, seen from here.
	here := &sectionPage{doc: d, section: &corpus.Section{}, name: p.Name}
	for _, it := range f.Items {
		if n := len(body.Sections); n == 0 || body.Sections[n-1].Name != it.Section {
			body.Sections = append(body.Sections, sheetSection{Name: it.Section, Anchor: "section-" + strings.TrimPrefix(it.ID, f.Document+"-")})
		}
		item := sheetItem{Item: it, Anchor: sheetAnchor(it), Badge: newBadge(it.Certainty, it.CertaintyReason)}
		if it.Requirement != nil {
			v := b.requirement(it.Requirement, here, 4)
			item.View, item.URL = &v, b.addr.of(it.ID, p.Name)
		} else {
			body.Stubs++
		}
		body.Systems = addNew(body.Systems, it.Systems)
		body.Roles = addNew(body.Roles, assessment.SheetNames(it.Roles))
		last := &body.Sections[len(body.Sections)-1]
		last.Items = append(last.Items, item)
	}
	p.Body = body
	return p
}

// addNew appends the words that are not there yet.
func addNew(list, words []string) []string {
	for _, w := range words {
		if !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}
