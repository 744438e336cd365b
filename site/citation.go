package site

import (
	"strings"

	"shogo/corpus"
)

// citationView is one citation of a requirement or group, with every clause it
// was bound to.
type citationView struct {
	Raw         string // as printed, see printed; empty for links that no citation made
	Category    string // empty if Raw says it
	Quote       string // the cited text as this document quotes it
	Status      corpus.Status
	StatusLabel string // empty for a plain resolved citation
	Reason      string
	Badge       badge
	Origin      originView
	Ends        []endView
}

// Plain reports whether the citation names one clause and there is nothing more
// to say about it, so that one line shows both.
func (v citationView) Plain() bool {
	return len(v.Ends) == 1 && v.Raw != "" && v.Reason == "" && v.StatusLabel == "" && v.Category == "" && v.Quote == ""
}

// endView is the other end of a link, as one line with its evidence.
type endView struct {
	ID           string
	URL          string
	Name         string // citation: システム運用編 8⑤
	Title        string
	Document     string // short name with edition
	Stub         bool
	Printed      string // the citation as printed, where no line of its own shows it
	Set          string
	Status       corpus.Status
	StatusLabel  string
	Badge        badge
	Method       string
	Relationship string
	Here, There  quoteView
	HasEvidence  bool
	// StateLabel and StateClass are the badge of the link's state; Reviewed says
	// what people have decided.
	StateLabel, StateClass, Reviewed string
	Alignment                        *alignmentView
	Changed                          []changedEnd
	// LinkID is what the file of reviews calls the link, HerePrint and TherePrint
	// are the fingerprints of the words in Here and There. StateNote says why the
	// link stands where it stands, where Reviewed does not.
	LinkID, HerePrint, TherePrint, StateNote string
}

// quoteView is one side of a link's evidence.
type quoteView struct {
	Text   string
	Origin originView
}

var statusLabels = map[corpus.Status]string{
	corpus.Unresolved:  "参照先未確定",
	corpus.Conflicting: "食い違いあり",
}

// citations lists the citations of id in the order of the print, then links
// that no citation explains.
func (b *builder) citations(id string, refs []corpus.Reference, from string) []citationView {
	links := b.linksFrom[id]
	shown := map[*corpus.Link]bool{}
	var out []citationView
	for _, ref := range refs {
		v := citationView{
			Raw:   printed(ref),
			Quote: ref.Quote, Status: ref.Status, StatusLabel: statusLabels[ref.Status], Reason: ref.Reason,
			Badge: newBadge(ref.Certainty, ref.Reason),
		}
		if !strings.Contains(v.Raw, ref.Category) {
			v.Category = ref.Category
		}
		for _, target := range ref.Targets {
			v.Ends = append(v.Ends, b.targetEnd(id, target, links, shown, from))
		}
		if v.Plain() {
			v.Ends[0].Printed = v.Raw
		}
		out = append(out, v)
	}
	var rest citationView
	for _, l := range links {
		if !shown[l] {
			rest.Ends = append(rest.Ends, b.end(l, l.To, from, true))
		}
	}
	if len(rest.Ends) > 0 {
		out = append(out, rest)
	}
	return out
}

// printed is a citation as a reader of the source sees it. A manual prints the
// volume once above several numbers, so that it is put before each of them; a
// table prints volume, chapter and title in cells, which Raw may hold already.
func printed(ref corpus.Reference) string {
	volume := ref.Volume
	if ref.PrintedVolume != "" {
		volume = ref.PrintedVolume
	}
	if volume == "" || strings.Contains(ref.Raw, volume) {
		return ref.Raw
	}
	if ref.Title != "" && !strings.Contains(ref.Raw, ref.Title) {
		return volume + " " + ref.Title + " " + ref.Raw
	}
	return volume + " " + ref.Raw
}

// targetEnd finds the link that stands for a target. A target without a link
// is still named, only without evidence.
func (b *builder) targetEnd(id, target string, links []*corpus.Link, shown map[*corpus.Link]bool, from string) endView {
	for _, l := range links {
		if b.canonical(l.To) == b.canonical(target) {
			shown[l] = true
			return b.end(l, l.To, from, true)
		}
	}
	if l := b.rejected[[2]string{b.canonical(id), b.canonical(target)}]; l != nil {
		return b.end(l, l.To, from, true) // what is printed stays, and says that a person rejected it
	}
	return b.name(target, from)
}

// incoming lists the links that end at id.
func (b *builder) incoming(id, from string) []endView {
	var out []endView
	for _, l := range b.linksTo[id] {
		out = append(out, b.end(l, l.From, from, false))
	}
	return out
}

// end describes the end other of a link; outgoing tells which side of the
// evidence is this page's.
func (b *builder) end(l *corpus.Link, other, from string, outgoing bool) endView {
	v := b.name(other, from)
	v.Set, v.Status, v.StatusLabel = l.Set, l.Status, statusLabels[l.Status]
	v.Badge = newBadge(l.Certainty, l.CertaintyReason)
	v.Method, v.Relationship = methodName(l.Method), relationshipName(l.Relationship)
	here, there := l.Evidence.From, l.Evidence.To
	if !outgoing {
		here, there = there, here
	}
	v.LinkID, v.HerePrint, v.TherePrint = l.ID, here.Fingerprint, there.Fingerprint
	v.Here, v.There = b.quote(here, from), b.quote(there, from)
	v.HasEvidence = true
	v.StateLabel, v.StateClass = stateLabel(l)
	v.Reviewed, v.Alignment, v.Changed = reviewed(l), b.alignment(l, from), changed(l)
	if l.StateReason != l.CertaintyReason && l.Decision == nil && !strings.Contains(v.Reviewed, l.StateReason) {
		v.StateNote = l.StateReason
	}
	return v
}

func (b *builder) quote(q corpus.Quote, from string) quoteView {
	return quoteView{Text: q.Text, Origin: b.origin(corpus.Provenance{Source: q.Source, Page: q.Page, Lines: q.Lines, Place: q.Place, Block: q.Block}, from)}
}

// name describes a requirement or group that a link points to.
func (b *builder) name(id, from string) endView {
	v := endView{ID: b.canonical(id), Name: id}
	v.URL = b.addr.of(v.ID, from)
	if r := b.c.Requirement(id); r != nil {
		v.Name, v.Title, v.Stub = r.Citation, r.Title, r.Stub
		// Only a clause is cited without its document.
		if r.Kind == corpus.KindClause {
			v.Document = b.documentName(r.Document)
		}
	} else if g := b.groups[id]; g != nil {
		v.Name, v.Title = groupName(g), g.Title
		v.Document = b.documentName(g.Document)
	}
	return v
}

// groupName cites a 小項目.
func groupName(g *corpus.Group) string { return "小項目 " + g.Label }

// documentName is a document's short name with its edition.
func (b *builder) documentName(id string) string {
	d := b.c.Document(id)
	if d == nil {
		return id
	}
	return d.ShortName
}

// canonical follows an alias to the id a requirement has now.
func (b *builder) canonical(id string) string {
	if r := b.c.Requirement(id); r != nil {
		return r.ID
	}
	return id
}
