package site

import (
	"cmp"
	"slices"
	"strings"

	"shogo/corpus"
	"shogo/corpus/assessment"
)

// titleOnly is an item with how sure its title is.
type titleOnly struct {
	itemLink
	Badge  badge
	Anchor string // on the page of its section
}

// titlesOnly are the items of a checklist's section of which the registry knows
// the title and no document the text. They stand on the fill-in sheets, so a
// reader who has seen one there must find it among its neighbours too.
func (b *builder) titlesOnly(d *corpus.Document, section *corpus.Section, from string) []titleOnly {
	var out []titleOnly
	seen := map[string]bool{}
	for _, f := range b.forms {
		if f.Document != d.ID {
			continue
		}
		for _, it := range f.Items {
			number, label, _ := strings.Cut(it.Label, "-")
			if it.Requirement != nil || number != section.Number || seen[it.ID] {
				continue
			}
			seen[it.ID] = true
			link := itemLink{ID: it.ID, Label: label, Title: it.Title, Stub: true, URL: root(from) + sheetName(f) + "#" + sheetAnchor(it)}
			out = append(out, titleOnly{link, newBadge(it.Certainty, it.CertaintyReason), b.addr.place[it.ID].anchor})
		}
	}
	slices.SortStableFunc(out, func(x, y titleOnly) int { return byLabel(x.itemLink, y.itemLink) })
	return out
}

// byLabel orders items of one section as the checklist numbers them.
func byLabel(x, y itemLink) int { return cmp.Compare(labelNumber(x.Label), labelNumber(y.Label)) }

func labelNumber(label string) int {
	for _, r := range label {
		return corpus.CircledValue(r)
	}
	return 0
}

// sheetAnchor is where an item stands on its sheet.
func sheetAnchor(it assessment.Item) string { return "item-" + it.ID }
