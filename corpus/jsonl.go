package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// FamilyCollection is any set of texts that somebody brings along.
const FamilyCollection Family = "collection"

// KindEntry is a text of a collection.
const KindEntry Kind = "entry"

// EntriesPerPage is the number of entries a section of a collection's outline
// holds, so that a hundred thousand texts are no hundred thousand pages.
const EntriesPerPage = 50

// jsonLinesDialect reads files of JSON lines, one object with id, title and
// text a line, so that any texts can be searched beside the guidelines. They
// are recognised by their name: *.jsonl or *.ndjson.
var jsonLinesDialect = dialect{name: "json-lines", family: FamilyCollection, start: startsJSONLines, parse: parseJSONLines}

func startsJSONLines(t *Text) bool {
	ext := strings.ToLower(path.Ext(t.Name))
	return ext == ".jsonl" || ext == ".ndjson"
}

// entryLine is a line of the file, for instance
//
//	{"id": "b12", "title": "窓口の手順", "text": "受付で本人を確認する。"}
type entryLine struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

const entryRemedy = `write one object with "id", "title" and "text" a line, all three strings`

// collection is one file being read.
type collection struct {
	t     *Text
	p     *parsed
	first map[string]int  // id -> line
	other map[string]bool // keys that are not read
	lines []int           // where they stand
}

func parseJSONLines(t *Text, _ *Registry) *parsed {
	name := strings.TrimSuffix(path.Base(t.Name), path.Ext(t.Name))
	c := &collection{t: t, first: map[string]int{}, other: map[string]bool{},
		p: &parsed{roles: make([]Role, len(t.Lines)), document: &Document{ID: "collection-" + token(name),
			Family: FamilyCollection, Title: name, ShortName: name, Certainty: Certain}}}
	for i, l := range t.Lines {
		if strings.TrimSpace(l.Text) == "" {
			c.p.roles[i] = RoleBlank
			continue
		}
		c.p.roles[i] = RoleRequirement
		if err := c.entry(l); err != nil {
			c.p.err = err
			return c.p
		}
	}
	if len(c.other) > 0 {
		c.p.findings = append(c.p.findings, Finding{Kind: FindingLoss, Source: t.Name, Lines: c.lines,
			Message: "id、title、text のほかの値（" + strings.Join(sortedKeys(c.other), "、") + "）は読み込んでいません。"})
	}
	return c.p
}

func (c *collection) fault(l Line, column int, msg, remedy string) error {
	return &SyntaxError{Source: c.t.Name, Line: l.No, Column: column, Msg: msg, Remedy: remedy}
}

// entry reads one line and adds its requirement.
func (c *collection) entry(l Line) error {
	e, err := c.decode(l)
	if err != nil {
		return err
	}
	if e.ID == "" {
		return c.fault(l, 0, `the entry has no "id"`, "give every line an id of its own")
	}
	if first, ok := c.first[e.ID]; ok {
		return c.fault(l, 0, fmt.Sprintf("id %q stands in line %d already", e.ID, first), "give every line an id of its own")
	}
	c.first[e.ID] = l.No
	if strings.TrimSpace(e.Title+e.Text) == "" {
		return c.fault(l, 0, fmt.Sprintf("entry %q has neither title nor text", e.ID), "write its text or remove the line")
	}
	d := c.p.document
	r := &Requirement{ID: e.ID, Document: d.ID, Kind: KindEntry, Label: e.ID, Citation: d.ShortName + " " + e.ID,
		Title: e.Title, Text: e.Text, Parts: []Part{}, Roles: []string{}, Systems: []string{}, References: []Reference{},
		Provenance: Provenance{Source: c.t.Name, Lines: []int{l.No}}, Certainty: Certain}
	if id := entryID(e.ID); id != e.ID {
		r.ID, r.Aliases = id, []string{e.ID}
	}
	c.place(r)
	c.p.requirements = append(c.p.requirements, r)
	return nil
}

// place puts a requirement on the last page of the outline, or on a new one.
func (c *collection) place(r *Requirement) {
	d, n := c.p.document, len(c.p.requirements)
	if n%EntriesPerPage == 0 {
		number := fmt.Sprint(n/EntriesPerPage + 1)
		d.Outline = append(d.Outline, &Section{ID: d.ID + "-p" + number, Kind: SectionPage, Number: number, Certainty: Certain})
	}
	s := d.Outline[len(d.Outline)-1]
	s.Title = fmt.Sprintf("%d～%d件目", n-len(s.Requirements)+1, n+1)
	s.Requirements = append(s.Requirements, r.ID)
	r.Section = SectionRef{Number: s.Number}
}

// decode reads the object and notes keys that are not read.
func (c *collection) decode(l Line) (e entryLine, err error) {
	d := json.NewDecoder(strings.NewReader(l.Text))
	keys := map[string]json.RawMessage{}
	if err := d.Decode(&keys); err != nil {
		return e, c.faultJSON(l, err)
	}
	if _, err := d.Token(); err != io.EOF {
		return e, c.fault(l, int(d.InputOffset()), "something follows the object", entryRemedy)
	}
	for _, k := range []struct {
		name string
		to   *string
	}{{"id", &e.ID}, {"title", &e.Title}, {"text", &e.Text}} {
		v := bytes.TrimSpace(keys[k.name])
		delete(keys, k.name)
		if len(v) == 0 || string(v) == "null" {
			continue
		}
		if k.name == "id" && v[0] != '"' && v[0] != '{' && v[0] != '[' {
			e.ID = string(v) // a number, as it is written
			continue
		}
		if err := json.Unmarshal(v, k.to); err != nil {
			return e, c.fault(l, 0, fmt.Sprintf("%q is no string", k.name), entryRemedy)
		}
	}
	if len(keys) > 0 {
		c.lines = append(c.lines, l.No)
	}
	for k := range keys {
		c.other[k] = true
	}
	return e, nil
}

func (c *collection) faultJSON(l Line, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		before := l.Text[:min(max(int(syntax.Offset)-1, 0), len(l.Text))]
		return c.fault(l, len([]rune(before))+1, "no valid JSON: "+syntax.Error(), entryRemedy)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return c.fault(l, len([]rune(l.Text))+1, "the object has no end", entryRemedy)
	}
	return c.fault(l, 0, "the line is no JSON object", entryRemedy)
}

// entryID keeps an id as it is given where it can stand in an address, and
// otherwise writes the bytes that cannot as _ and two hexadecimal digits; the
// given one is an alias then.
func entryID(id string) string {
	var b strings.Builder
	for i := range len(id) {
		switch c := id[i]; {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("._:@+~=,-", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "_%02x", c)
		}
	}
	return b.String()
}

// token is a file name as part of an identifier of a document.
func token(name string) string {
	id := strings.Map(func(r rune) rune {
		if strings.ContainsRune(":@+~=,", r) {
			return '-'
		}
		return r
	}, entryID(name))
	return strings.ToLower(id)
}

func sortedKeys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// describe takes what the manifest says of a collection: no registry knows it.
func (p *parsed) describe(s *Source) {
	d := p.document
	if d.Family != FamilyCollection {
		return
	}
	old := d.ID
	for _, v := range []struct {
		to   *string
		from string
	}{{&d.ID, s.Document}, {&d.Title, s.Title}, {&d.ShortName, s.Title}, {&d.Publisher, s.Publisher},
		{&d.Edition, s.Edition}, {&d.Date, s.Date}, {&d.LandingPage, s.LandingPage}} {
		if v.from != "" {
			*v.to = v.from
		}
	}
	for _, sec := range d.Outline {
		sec.ID = d.ID + strings.TrimPrefix(sec.ID, old)
	}
	for _, r := range p.requirements {
		r.Document, r.Citation = d.ID, d.ShortName+" "+r.Label
	}
}
