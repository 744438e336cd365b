package corpus

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

//go:embed registry.json
var registryJSON []byte

// Registry holds what is known of the publications without their text: the
// editions, their volumes, chapters and sections, how many items a chapter
// has, and the items of the yearly checklists. Every fact carries the basis it
// was learned on, which decides the certainty that readers see.
type Registry struct {
	Guidelines []*guidelineEdition `json:"guidelines"`
	Checklists []*ChecklistEdition `json:"checklists"`
	Annexes    []*annexEdition     `json:"annexes"`
	Others     []*publication      `json:"others"` // of the other families: Q&A, tables of links, 確認表

	cites string // what citedEdition answers for any document but a guideline, where a person has said it
}

// publication is what the registry knows of any edition of any document.
type publication struct {
	ID              string    `json:"id"`
	Family          Family    `json:"family"` // of Others
	Edition         string    `json:"edition"`
	Title           string    `json:"title"`
	ShortName       string    `json:"short_name"`
	Publisher       string    `json:"publisher"`
	Published       string    `json:"published"`
	LandingPage     string    `json:"landing_page"`
	SupersededBy    string    `json:"superseded_by"` // id of the next edition
	Certainty       Certainty `json:"certainty"`     // empty means certain
	CertaintyReason string    `json:"certainty_reason"`
	// Cites is the guideline edition this document's citations mean, empty
	// for the guideline itself.
	Cites       string `json:"cites"`
	CitesReason string `json:"cites_reason"` // set where Cites is inferred
}

type guidelineEdition struct {
	publication
	Volumes []*registryVolume `json:"volumes"`
}

// registryVolume is a 編. Level says what its 遵守事項 are numbered under:
// none, section, chapter, or unknown.
type registryVolume struct {
	Name     string          `json:"name"`
	Code     string          `json:"code"`
	English  string          `json:"english"`
	Level    string          `json:"level"`
	Chapters []*registryNode `json:"chapters"`
}

// registryNode is a chapter or a section.
type registryNode struct {
	Number         string          `json:"number"`
	Title          string          `json:"title"`
	Basis          string          `json:"basis"`
	Variants       []string        `json:"variants"` // other wordings of the title seen in print
	Target         string          `json:"target"`
	TargetInferred bool            `json:"target_inferred"`
	Items          *itemCount      `json:"items"`
	Labels         []labelledItems `json:"labels"` // lists that restart under a label
	Sections       []*registryNode `json:"sections"`
}

// itemCount says how many ① items a list has; not exact means at least.
type itemCount struct {
	Count int  `json:"count"`
	Exact bool `json:"exact"`
}

type labelledItems struct {
	Label string    `json:"label"`
	Items itemCount `json:"items"`
}

// ChecklistEdition is what the registry knows of one year's checklist.
type ChecklistEdition struct {
	publication
	Year     int                `json:"year"`   // of the Reiwa era
	Sheets   []string           `json:"sheets"` // the sheets to fill in, by whom they are for
	Sections []checklistSection `json:"sections"`
}

type checklistSection struct {
	Number int             `json:"number"` // 0 for the unnumbered first section
	Title  string          `json:"title"`
	Roles  []string        `json:"roles"`
	Items  []checklistItem `json:"items"`
}

type checklistItem struct {
	Number  int      `json:"number"`
	Title   string   `json:"title"`
	Basis   string   `json:"basis"`
	Systems []string `json:"systems"`
}

type annexEdition struct {
	publication
	Pages       int          `json:"pages"`
	MajorItems  []majorItem  `json:"major_items"`
	QuotedItems []quotedItem `json:"quoted_items"`
}

type majorItem struct {
	Number string `json:"number"`
	Title  string `json:"title"`
	Page   int    `json:"page"` // where it begins
}

// quotedItem names the item a sentence quoted on a page belongs to, where the
// page's text lost the number.
type quotedItem struct {
	Page      int       `json:"page"`
	Volume    string    `json:"volume"`
	Number    string    `json:"number"`
	Item      int       `json:"item"`
	Beginning string    `json:"beginning"`
	Certainty Certainty `json:"certainty"`
}

// registry returns the embedded registry. It is parsed once and shared; the
// callers never change it.
var registry = sync.OnceValue(func() *Registry {
	r := new(Registry)
	if err := json.Unmarshal(registryJSON, r); err != nil {
		panic(fmt.Sprintf("parse registry.json: %v", err)) // embedded: our own bug
	}
	return r
})

// guideline returns the edition, or nil.
func (r *Registry) guideline(edition string) *guidelineEdition {
	for _, g := range r.Guidelines {
		if g.Edition == edition {
			return g
		}
	}
	return nil
}

// volume returns the volume of an edition by its Japanese name, or nil.
func (g *guidelineEdition) volume(name string) *registryVolume {
	for _, v := range g.Volumes {
		if v.Name == name {
			return v
		}
	}
	return nil
}

// node returns the chapter or section with the number, or nil.
func (v *registryVolume) node(number string) *registryNode {
	for _, c := range v.Chapters {
		if c.Number == number {
			return c
		}
		for _, s := range c.Sections {
			if s.Number == number {
				return s
			}
		}
	}
	return nil
}

// volumeCodes are the ASCII names of the volumes in ids, in document order.
var volumeCodes = []struct{ name, code string }{
	{"概説編", "ovw"}, {"経営管理編", "gov"}, {"企画管理編", "mgt"}, {"システム運用編", "sys"}, {"保守委託機関編", "mnt"},
}

func volumeCode(name string) string {
	for _, v := range volumeCodes {
		if v.name == name {
			return v.code
		}
	}
	if c := olderVolumeCodes[name]; c != "" {
		return c
	}
	return "unknown"
}

// olderVolumeCodes are the volumes of the editions up to 5.2. They are no names
// to look for in running text.
var olderVolumeCodes = map[string]string{"本編": "main", "別冊": "sup"}

// labelCodes are the ASCII names of the labels that item lists restart under.
var labelCodes = map[string]string{"説明責任": "account", "管理責任": "admin", "善後策を講ずる責任": "remedy"}

func labelCode(label string) string {
	if c, ok := labelCodes[label]; ok {
		return c
	}
	if isPartLabel(label) {
		return partCode(label)
	}
	return "x" + fingerprint(label)[:6]
}

// clauseID returns the id of a clause: a chapter or section if item is 0, else
// an item. Volume is the Japanese name.
func (r *Registry) clauseID(edition, volume, number, label string, item int) string {
	id := "mhlw-" + edition + "-" + volumeCode(volume) + "-" + number
	if label != "" {
		id += "-" + labelCode(label)
	}
	if item > 0 {
		id += fmt.Sprintf("-i%02d", item)
	}
	return id
}

// publications returns every edition of every document.
func (r *Registry) publications() []*publication {
	var out []*publication
	for _, g := range r.Guidelines {
		out = append(out, &g.publication)
	}
	for _, c := range r.Checklists {
		out = append(out, &c.publication)
	}
	for _, a := range r.Annexes {
		out = append(out, &a.publication)
	}
	return append(out, r.Others...)
}

func (r *Registry) publication(id string) *publication {
	for _, p := range r.publications() {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// draftSuffix marks the id of a draft: clm-r7-draft is the draft of clm-r7.
const draftSuffix = "-draft"

// successor returns the newer edition of a document, or nil if none is known.
// The successor of a draft is its final edition.
func (r *Registry) successor(documentID string) *Successor {
	next := strings.TrimSuffix(documentID, draftSuffix)
	if next == documentID {
		p := r.publication(documentID)
		if p == nil {
			return nil
		}
		next = p.SupersededBy
	}
	p := r.publication(next)
	if p == nil {
		return nil
	}
	s := &Successor{ID: p.ID, Edition: p.Edition, Published: p.Published, LandingPage: p.LandingPage, Certainty: p.certainty()}
	if s.Certainty != Certain {
		s.Reason = p.CertaintyReason
	}
	return s
}

func (p *publication) certainty() Certainty {
	if p.Certainty == "" {
		return Certain
	}
	return p.Certainty
}

// citedEdition returns the guideline edition that a document's citations mean,
// "" if the registry does not know the document, and a reason where the
// edition is inferred.
func (r *Registry) citedEdition(documentID string) (edition, reason string) {
	p := r.publication(strings.TrimSuffix(documentID, draftSuffix))
	switch {
	case p != nil && p.Cites == "":
		return p.Edition, "" // a guideline cites itself
	case r.cites != "" || p == nil:
		return r.cites, ""
	}
	return p.Cites, p.CitesReason
}

// citing is this registry for a document of which a person has said which
// edition it cites; the registry itself where nobody has.
func (r *Registry) citing(edition string) *Registry {
	if edition == "" {
		return r
	}
	out := *r
	out.cites = edition
	return &out
}
