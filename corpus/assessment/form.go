package assessment

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shogo/corpus"
)

// Form is the empty checklist for one role.
type Form struct {
	ID        string // clm-r7-provider
	Document  string // id of the document its items stand in
	ShortName string // of the document
	Edition   string
	Name      string // who fills it in, as the form is called: 事業者確認用
	Items     []Item // in the order of the checklist
	// Reason says why the choice of items is no certain one, in Japanese; empty
	// where the source prints the role.
	Reason string
}

// Item is a line of a form.
type Item struct {
	ID          string
	Section     string // number and title
	Label       string // 2-⑥, as a reader finds it in the whole checklist
	Title       string
	TitleNote   string
	Systems     []string
	Roles       []string // who is asked: 医療機関等確認用, 事業者確認用
	Fingerprint string
	// Requirement is nil where only the title is known, from the registry.
	Requirement     *corpus.Requirement
	Certainty       corpus.Certainty
	CertaintyReason string
	order           [2]int
}

// Item returns the item with the given id, or nil.
func (f *Form) Item(id string) *Item {
	for i := range f.Items {
		if f.Items[i].ID == id {
			return &f.Items[i]
		}
	}
	return nil
}

// New returns the empty sheet of a form.
func (f *Form) New() *Sheet {
	s := &Sheet{Form: f.ID, Name: f.Name, Edition: f.Edition, Answers: []Answer{}}
	for i := range f.Items {
		s.Answers = append(s.Answers, f.Items[i].blank())
	}
	return s
}

func (it *Item) blank() Answer {
	return Answer{Item: it.ID, Section: it.Section, Label: it.Label, Title: it.Title, Systems: strings.Join(it.Systems, "、"), Fingerprint: it.Fingerprint}
}

// audience is a group of people for whom a form is made.
type audience struct {
	code, name string
	has        func(role string) bool
}

// audiences are those of the yearly checklists. A role is printed differently
// from section to section (医療機関確認用, 医療機関等確認用) and means one sheet.
var audiences = []audience{
	{"institution", "医療機関等確認用", func(r string) bool { return strings.Contains(r, "医療機関") }},
	{"pharmacy", "薬局確認用", func(r string) bool { return strings.Contains(r, "薬局") }},
	{"provider", "事業者確認用", func(r string) bool { return strings.Contains(r, "事業者") }},
}

// SheetNames tells on whose sheets an item of these roles stands, each once, in
// the order of the roles: 医療機関確認用 and 医療機関等確認用 are one sheet. A role
// that belongs to no known sheet names its own.
func SheetNames(roles []string) []string {
	out := []string{}
	for _, r := range roles {
		name := r
		for _, a := range audiences {
			if a.has(r) {
				name = a.name
				break
			}
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

const reasonPharmacy = "薬局確認用の様式は収録していません。マニュアルの「医療機関等」に薬局が含まれることから、医療機関等確認用の項目を並べました。"

// Forms returns the forms of every checklist in c, in the order of its
// documents: one for each role that the items name, and one for everybody
// where they name none.
func Forms(c *corpus.Corpus) []*Form {
	var out []*Form
	for _, d := range c.Documents {
		if items := documentItems(c, d); len(items) > 0 {
			out = append(out, documentForms(d, items)...)
		}
	}
	return out
}

// Find returns the form with the given id, or nil.
func Find(forms []*Form, id string) *Form {
	for _, f := range forms {
		if f.ID == id {
			return f
		}
	}
	return nil
}

func documentForms(d *corpus.Document, items []Item) []*Form {
	var out []*Form
	add := func(code, name, reason string, keep func(Item) bool) {
		f := &Form{ID: d.ID + "-" + code, Document: d.ID, ShortName: d.ShortName, Edition: d.Edition, Name: name, Reason: reason}
		for _, it := range items {
			if len(it.Roles) == 0 || keep(it) {
				f.Items = append(f.Items, it)
			}
		}
		if slices.ContainsFunc(f.Items, func(it Item) bool { return len(it.Roles) > 0 }) || code == "all" {
			out = append(out, f)
		}
	}
	published := corpus.ChecklistSheets(d.ID)
	for _, a := range audiences {
		has := func(it Item) bool { return slices.ContainsFunc(it.Roles, a.has) }
		switch {
		case slices.ContainsFunc(items, has):
			add(a.code, a.name, "", has)
		case a.code == "pharmacy" && slices.ContainsFunc(published, a.has):
			add(a.code, a.name, reasonPharmacy, func(it Item) bool { return slices.ContainsFunc(it.Roles, audiences[0].has) })
		}
	}
	for _, role := range otherRoles(items) {
		add(hash(role)[:8], role, "", func(it Item) bool { return slices.Contains(it.Roles, role) })
	}
	if len(out) == 0 {
		add("all", d.ShortName, "", func(Item) bool { return true })
	}
	return out
}

// otherRoles are the roles that belong to no known audience, sorted.
func otherRoles(items []Item) []string {
	var out []string
	for _, it := range items {
		for _, r := range it.Roles {
			if !slices.ContainsFunc(audiences, func(a audience) bool { return a.has(r) }) && !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	slices.Sort(out)
	return out
}

// documentItems returns the items of a checklist: those that were read, and
// between them those of which the registry knows the title.
func documentItems(c *corpus.Corpus, d *corpus.Document) []Item {
	var out []Item
	have := map[[2]int]bool{}
	for _, r := range c.Requirements {
		if r.Document != d.ID || r.Kind != corpus.KindChecklistItem {
			continue
		}
		it := readItem(r)
		have[it.order] = true
		out = append(out, it)
	}
	known := corpus.ChecklistItems(d.ID)
	if len(known) == 0 || len(out) == 0 {
		return out
	}
	for _, k := range known {
		it := Item{ID: k.ID, Section: sectionName(k.Section), Label: k.Section.Number + "-" + k.Label, Title: k.Title, Systems: k.Systems, Roles: k.Roles,
			Fingerprint: Fingerprint(k.Title, nil), Certainty: k.Certainty, CertaintyReason: k.CertaintyReason, order: orderOf(k.Section.Number, k.Label)}
		if !have[it.order] {
			out = append(out, it)
		}
	}
	slices.SortStableFunc(out, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.order[0], b.order[0]), cmp.Compare(a.order[1], b.order[1]))
	})
	return out
}

func readItem(r *corpus.Requirement) Item {
	label := r.Label
	if r.Section.Number != "" && !strings.Contains(label, "-") {
		label = r.Section.Number + "-" + label
	}
	return Item{ID: r.ID, Section: sectionName(r.Section), Label: label, Title: r.Title, TitleNote: r.TitleNote, Systems: r.Systems, Roles: r.Roles,
		Fingerprint: Fingerprint(r.Title+r.TitleNote, explanation(r)), Requirement: r,
		Certainty: r.Certainty, CertaintyReason: r.CertaintyReason, order: orderOf(r.Section.Number, r.Label)}
}

func sectionName(s corpus.SectionRef) string { return strings.TrimSpace(s.Number + " " + s.Title) }

// orderOf is the place of an item in a yearly checklist.
func orderOf(section, label string) [2]int {
	n, _ := strconv.Atoi(section)
	for _, r := range label {
		if v := corpus.CircledValue(r); v > 0 {
			return [2]int{n, v}
		}
	}
	m, _ := strconv.Atoi(strings.Trim(label, "()（） ."))
	return [2]int{n, m}
}

// explanation is everything an item says beside its title, and what it cites.
func explanation(r *corpus.Requirement) []string {
	out := []string{r.Text}
	for _, p := range r.Parts {
		out = append(out, p.Label, p.Text)
		for _, row := range p.Rows {
			out = append(out, row...)
		}
	}
	for _, ref := range r.References {
		out = append(out, ref.Raw)
	}
	return out
}

// Fingerprint is a mark of an item's wording: "t", eight digits of its title,
// ".b" and eight digits of its explanation, or ".-" where only the title is
// known. Width, case, spaces and punctuation do not count, because they differ
// between two prints of one wording. It starts with a letter and holds a dot,
// so that no spreadsheet takes it for a number.
func Fingerprint(title string, explanation []string) string {
	f := "t" + hash(key(title))[:8]
	if explanation == nil {
		return f + ".-"
	}
	return f + ".b" + hash(key(strings.Join(explanation, "")))[:8]
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// changed tells what differs between two fingerprints: the title, or the
// explanation where both sides know it.
func changed(before, after string) (title, body bool) {
	t1, b1, _ := strings.Cut(before, ".")
	t2, b2, _ := strings.Cut(after, ".")
	return t1 != t2, b1 != b2 && b1 != "-" && b2 != "-" && b1 != "" && b2 != ""
}

// String names the form for a list: "clm-r7-provider (事業者確認用)".
func (f *Form) String() string { return fmt.Sprintf("%s (%s)", f.ID, f.Name) }
