package site

import (
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"shogo/corpus"
)

// auditBody is the body of audit.html.
type auditBody struct {
	Sources  []auditSource
	Findings []findingGroup
	Totals   []total
	Links    linkStates
}

type total struct {
	Name string
	N    int
	Note string
}

type auditSource struct {
	*corpus.Audit
	Source  *corpus.Source
	Counts  []roleRow
	Listing string
	// Understood has the numbers that shogo check prints.
	Understood *corpus.Understood
	Places     []placeRow // where it was not understood as a whole
}

// placeRow is a page or sheet of a source.
type placeRow struct {
	corpus.UnderstoodPlace
	Name string
}

func placeRows(u *corpus.Understood) []placeRow {
	var out []placeRow
	for _, p := range u.Places {
		row := placeRow{p, p.Sheet}
		if p.Page > 0 {
			row.Name = strconv.Itoa(p.Page) + "ページ"
		}
		if p.Inferred+p.Left > 0 {
			out = append(out, row)
		}
	}
	return out
}

type roleRow struct {
	Role  corpus.Role
	Name  string
	Lines int
	Warn  bool
}

type findingGroup struct {
	Kind     corpus.FindingKind
	Name     string
	Findings []findingView
}

type findingView struct {
	corpus.Finding
	Origin        originView
	URL, Citation string
}

func (b *builder) auditPage() page {
	p := b.newPage("audit.html", "audit.html", "品質と監査")
	p.Current = "audit"
	p.home()
	p.crumb(p.Title, "")
	body := auditBody{Findings: b.findingGroups(p.Name), Totals: b.totals(), Links: b.linkStates(p.Name)}
	for _, a := range b.c.Audits {
		s := auditSource{Audit: a, Source: b.c.Source(a.Source), Listing: b.listings[a.Source], Understood: b.c.Understood(a)}
		s.Places = placeRows(s.Understood)
		for _, rc := range a.Counts {
			s.Counts = append(s.Counts, roleRow{rc.Role, roleName(rc.Role), rc.Lines, rc.Role == corpus.RoleUnassigned && rc.Lines > 0})
		}
		body.Sources = append(body.Sources, s)
	}
	p.Body = body
	return p
}

// totals counts what the site holds and how sure it is.
func (b *builder) totals() []total {
	var text, stubs, resolved, conflicting, unresolved int
	for _, r := range b.c.Requirements {
		if r.Stub {
			stubs++
		} else {
			text++
		}
		countStatus(r.References, &resolved, &conflicting, &unresolved)
	}
	for _, g := range b.c.Groups {
		countStatus(g.References, &resolved, &conflicting, &unresolved)
	}
	return []total{
		{"本文を収録した項目", text, ""},
		{"本文未収録の項目", stubs, "番号と見出しだけを載せています"},
		{"参照先が決まった引用", resolved, ""},
		{"食い違いのある引用", conflicting, "両方の記載を載せています"},
		{"参照先が決まらない引用", unresolved, "理由を下に載せています"},
		{"リンク（対応づけ）", len(b.c.AllLinks()), "状態の内訳を下に載せています"},
	}
}

func countStatus(refs []corpus.Reference, resolved, conflicting, unresolved *int) {
	for _, r := range refs {
		switch r.Status {
		case corpus.Resolved:
			*resolved++
		case corpus.Conflicting:
			*conflicting++
		default:
			*unresolved++
		}
	}
}

// findingGroups sorts the findings by kind; kinds this file does not know come
// last, so that none is lost.
func (b *builder) findingGroups(from string) []findingGroup {
	var out []findingGroup
	at := map[corpus.FindingKind]int{}
	for _, k := range findingOrder {
		at[k] = len(out)
		out = append(out, findingGroup{Kind: k, Name: findingName(k)})
	}
	for _, f := range b.c.Findings {
		i, ok := at[f.Kind]
		if !ok {
			i = len(out)
			at[f.Kind] = i
			out = append(out, findingGroup{Kind: f.Kind, Name: findingName(f.Kind)})
		}
		v := findingView{Finding: f, Origin: b.origin(corpus.Provenance{Source: f.Source, Page: f.Page, Lines: f.Lines, Place: f.Place, Block: f.Block}, from)}
		if f.ID != "" {
			n := b.name(f.ID, from)
			v.URL, v.Citation = n.URL, n.Name
		}
		out[i].Findings = append(out[i].Findings, v)
	}
	return out
}

// listingBody shows every line of a source with its role.
type listingBody struct {
	Source sourceView
	Audit  *corpus.Audit
	Lines  []lineView
}

type lineView struct {
	Anchor  string
	No      int
	Role    corpus.Role
	Name    string // of the role, empty where the line above has the same
	Text    string
	Hidden  int // characters of a line that is furniture and is not published
	IsBlank bool
	Place   string // page or sheet that begins here, empty where it goes on
	Joined  bool   // put together by inference
}

// listingPage is the file name of a source's listing.
func listingPage(source string) string {
	name := strings.TrimSuffix(source, path.Ext(source))
	if ext := path.Ext(source); ext != ".txt" && ext != "" { // a text and its PDF may share a name
		name += "-" + ext[1:]
	}
	if !safeName(name) {
		// A name with other characters gets a plain one made of its bytes.
		var b strings.Builder
		for i := 0; i < len(name); i++ {
			if c := name[i : i+1]; safeName("x" + c) {
				b.WriteString(c)
			} else {
				b.WriteString("_" + strconv.FormatUint(uint64(name[i]), 16))
			}
		}
		name = "s" + b.String()
	}
	return "source/" + name + ".html"
}

func lineAnchor(no int) string { return "L" + strconv.Itoa(no) }

// listing makes the page of a source. The words of the site a text was taken
// from are no part of the document and are not published; the listing says how
// long each such line is.
func (b *builder) listing(a *corpus.Audit) page {
	p := b.newPage(listingPage(a.Source), "listing.html", "行ごとの役割 "+a.Source)
	p.home()
	p.crumb("品質と監査", p.Root+"audit.html")
	p.crumb(a.Source, "")
	body := listingBody{Audit: a, Source: b.sources([]string{a.Source}, p.Name)[0]}
	var last corpus.Role
	place := ""
	for i, l := range a.Text.Lines {
		role := corpus.RoleUnassigned
		if i < len(a.ByLine) {
			role = a.ByLine[i]
		}
		v := lineView{Anchor: lineAnchor(l.No), No: l.No, Role: role, Text: l.Text, IsBlank: role == corpus.RoleBlank}
		page, sheet, joined := a.Place(i)
		if page > 0 {
			sheet = strconv.Itoa(page) + "ページ"
		}
		if v.Joined = joined; sheet != place {
			v.Place, place, last = sheet, sheet, ""
		}
		if role == corpus.RoleFurniture {
			v.Text, v.Hidden = "", utf8.RuneCountInString(l.Text)
		}
		if role != last && !v.IsBlank {
			v.Name = roleName(role)
		}
		if !v.IsBlank {
			last = role
		}
		body.Lines = append(body.Lines, v)
	}
	p.Body = body
	return p
}
