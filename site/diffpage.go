package site

import (
	"bytes"
	"encoding/json"
	"fmt"

	"shogo/corpus"
)

// diffBody is the body of the page that compares two editions.
type diffBody struct {
	From, To editionView
	Report   *corpus.ComparisonReport
	Counts   []diffCount
	Groups   []diffGroup
	Carried  []carriedView
	CSV      string // file names beside the page
	JSON     string
}

type diffCount struct {
	corpus.ChangeCount
	Name, Anchor string
}

type diffGroup struct {
	Anchor, Name string
	Kind         corpus.ChangeKind
	Changes      []changeView
}

type changeView struct {
	*corpus.Change
	Badge      badge
	Percent    string // the confidence
	From, To   []endView
	Official   string
	Statements []string // of a new or withdrawn requirement
}

// carriedView is a link of the older edition offered for the newer one.
type carriedView struct {
	*corpus.CarriedLink
	From, To endView
	Percent  string
}

// diffName is the file name of a comparison without its extension.
func diffName(d *corpus.Comparison) string { return "diff/" + d.From.ID + "--" + d.To.ID }

func (b *builder) diffPages() []page {
	var out []page
	for _, d := range b.c.EditionComparisons() {
		out = append(out, b.diffPage(d))
	}
	return out
}

func (b *builder) diffPage(d *corpus.Comparison) page {
	p := b.newPage(diffName(d)+".html", "diff.html", "版の違い")
	p.Kicker = d.From.ShortName + " → " + d.To.ShortName
	p.Lead = d.From.ShortName + " から " + d.To.ShortName + " への変化"
	p.home()
	p.crumb(d.To.ShortName, p.Root+documentPage(d.To.ID))
	p.crumb(p.Title, "")
	base := d.From.ID + "--" + d.To.ID
	body := diffBody{From: b.edition(d.From, p.Name), To: b.edition(d.To, p.Name), Report: d.Report(b.c), CSV: base + ".csv", JSON: base + ".json"}
	for _, n := range d.Counts() {
		body.Counts = append(body.Counts, diffCount{n, n.Kind.Name(), "kind-" + string(n.Kind)})
		g := diffGroup{Anchor: "kind-" + string(n.Kind), Name: n.Kind.Name(), Kind: n.Kind}
		for _, x := range d.Changes {
			if x.Kind == n.Kind {
				g.Changes = append(g.Changes, b.changeView(x, p.Name))
			}
		}
		body.Groups = append(body.Groups, g)
	}
	for _, l := range body.Report.Carried {
		if l.Exists == "" {
			body.Carried = append(body.Carried, carriedView{l, b.name(l.From, p.Name), b.name(l.To, p.Name), hundredths(l.Confidence)})
		}
	}
	p.Body = body
	return p
}

func (b *builder) changeView(x *corpus.Change, from string) changeView {
	v := changeView{Change: x, Badge: newBadge(x.Certainty, x.Reason), Percent: hundredths(x.Confidence), Official: x.Official.Name()}
	for _, id := range x.From {
		v.From = append(v.From, b.name(id, from))
	}
	for _, id := range x.To {
		v.To = append(v.To, b.name(id, from))
	}
	if x.Kind == corpus.New || x.Kind == corpus.Withdrawn {
		for _, id := range append(x.From, x.To...) {
			if r := b.c.Requirement(id); r != nil {
				v.Statements = append(v.Statements, paragraphs(r.Text)...)
			}
		}
	}
	return v
}

// hundredths writes a confidence as people read it: 0.95.
func hundredths(f float64) string { return fmt.Sprintf("%.2f", f) }

// writeDiffs writes the tables beside the pages.
func (b *builder) writeDiffs(w Writer) error {
	for _, d := range b.c.EditionComparisons() {
		var table, object bytes.Buffer
		if err := d.WriteCSV(&table, b.c); err != nil {
			return err
		}
		e := json.NewEncoder(&object)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		if err := e.Encode(d.Report(b.c)); err != nil {
			return err
		}
		if err := w.WriteFile(diffName(d)+".csv", table.Bytes()); err != nil {
			return err
		}
		if err := w.WriteFile(diffName(d)+".json", object.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// newer says where this site shows the newer edition and what has changed.
func (b *builder) newer(s *successorView, d *corpus.Document, from string) {
	if n := b.c.Document(d.Superseded.ID); n != nil {
		s.URL = root(from) + documentPage(n.ID)
	}
	for _, x := range b.c.EditionComparisons() {
		if x.From == d {
			s.Diff = root(from) + diffName(x) + ".html"
			s.URL = root(from) + documentPage(x.To.ID)
		}
	}
}
