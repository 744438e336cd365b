package corpus

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// layer tells the two superimposed text layers of the mapping table apart: the
// table in force and an older draft of it, white or covered in the image.
type layer int

const (
	layerUnknown layer = iota
	layerFinal
	layerDraft
)

// A citedCell is one line of the right half of the table: volume, chapter,
// 項番 and 区分. Its text stands in chains of its own.
type citedCell struct {
	chapter   []*fragment // in reading order, at least one
	volume    *fragment   // nil if none was found
	category  *fragment
	item      *fragment
	layer     layer
	number    int
	title     string // as printed, joined
	texts     []*chain
	reference Reference
}

func (c *citedCell) pos() int { return c.chapter[0].pos }

func (c *citedCell) fragments() []*fragment {
	out := append([]*fragment{}, c.chapter...)
	for _, f := range []*fragment{c.volume, c.category, c.item} {
		if f != nil {
			out = append(out, f)
		}
	}
	return out
}

// knownCells reads the chapter cells whose titles the registry knows: the
// title tells which lines belong together.
func knownCells(all []*fragment, reg *Registry, edition string) []*citedCell {
	var cells []*citedCell
	for _, f := range all {
		if f.kind != fragChapter || f.used {
			continue
		}
		if lines, ok := knownChapter(f, all, reg.chapterTitles(edition, f.num)); ok {
			c := newCitedCell(lines)
			for _, l := range lines {
				l.used = true
			}
			if len(lines) == 1 {
				c.layer = layerUnknown // a title of one line fits either layer
			}
			cells = append(cells, c)
		}
	}
	return cells
}

// knownChapter finds the lines of the longest known title that starts with f.
func knownChapter(f *fragment, all []*fragment, titles []string) ([]*fragment, bool) {
	n := utf8.RuneCountInString(strings.ReplaceAll(f.text, " ", ""))
	var best []*fragment
	bestLen := -1
	for _, title := range titles {
		key := titleKey(title)
		rest, ok := strings.CutPrefix(key, titleKey(f.body))
		if !ok {
			continue
		}
		if found, ok := findPieces(f, rest, all, n-3); ok && len(key) > bestLen {
			best, bestLen = found, len(key)
		}
	}
	return append([]*fragment{f}, best...), bestLen >= 0
}

// newCitedCell makes a cell of the lines of its chapter; their length tells
// the layer.
func newCitedCell(lines []*fragment) *citedCell {
	f := lines[0]
	c := &citedCell{chapter: lines, number: f.num, title: f.body}
	for _, l := range lines[1:] {
		c.title += l.text
	}
	switch n := utf8.RuneCountInString(strings.ReplaceAll(f.text, " ", "")); {
	case n >= chapterFinal-2 && n <= chapterFinal+1:
		c.layer = layerFinal
	case n >= chapterDraft-1 && n <= chapterDraft+1:
		c.layer = layerDraft
	}
	if len(lines) == 1 {
		c.layer = layerUnknown
	}
	return c
}

// readCells adds the chapter cells with other titles and finds the volume,
// 項番 and 区分 of each. It returns the chains that are no chapter cells.
func (p *mappingPage) readCells(cs []*chain) []*chain {
	var rest []*chain
	for _, c := range cs {
		if c.lines[0].kind == fragChapter {
			p.cells = append(p.cells, newCitedCell(c.lines))
		} else {
			rest = append(rest, c)
		}
	}
	slices.SortStableFunc(p.cells, func(a, b *citedCell) int { return a.pos() - b.pos() })
	joinVolumes(p.cells, p.all)
	p.settleLayers()
	joinSingles(p.cells, p.all, fragCategory, func(c *citedCell, f *fragment) { c.category = f })
	joinSingles(p.cells, p.all, fragItem, func(c *citedCell, f *fragment) { c.item = f })
	for _, f := range p.all {
		switch {
		case f.kind != fragItem || f.used:
		case p.hasDraft(): // the older layer prints its 項番 too
			p.setRole(RoleDraft, f)
		default:
			p.setRole(RoleUnassigned, f)
		}
	}
	return rest
}

// settleLayers decides the layer of the cells of one line, which fit either:
// one whose volume lost its 編 is a draft; of two alike on a page with drafts,
// the one nearer to a 区分 is in force, for the older layer has none.
func (p *mappingPage) settleLayers() {
	hasDraft := p.hasDraft()
	for i, c := range p.cells {
		if c.layer != layerUnknown {
			continue
		}
		c.layer = layerFinal
		if !hasDraft {
			continue
		}
		if c.volume != nil && c.volume.text == "システム運用" {
			c.layer = layerDraft
			continue
		}
		for _, d := range p.cells[i+1:] {
			if d.layer == layerUnknown && d.number == c.number && d.title == c.title && d.printedVolume() == c.printedVolume() {
				c.layer, d.layer = layerDraft, layerFinal
				if p.categoryDistance(c) <= p.categoryDistance(d) {
					c.layer, d.layer = layerFinal, layerDraft
				}
				break
			}
		}
	}
}

func (p *mappingPage) categoryDistance(c *citedCell) float64 {
	least := forbidden
	for _, f := range p.all {
		if f.kind == fragCategory {
			least = min(least, nearest(c.chapter, f))
		}
	}
	return least
}

// titleKey is a title without spaces and with brackets and digits half width.
func titleKey(s string) string { return strings.ReplaceAll(foldWidth(s), " ", "") }

// findPieces finds the lines that make up rest, each the nearest that fits.
// Every line but the last holds at least least characters.
func findPieces(from *fragment, rest string, all []*fragment, least int) ([]*fragment, bool) {
	if rest == "" {
		return nil, true
	}
	var best *fragment
	for _, f := range all {
		key := titleKey(f.text)
		if f.used || f.kind != fragText || !strings.HasPrefix(rest, key) {
			continue
		}
		if key != rest && utf8.RuneCountInString(key) < least {
			continue
		}
		if best == nil || distance(from, f) < distance(from, best) {
			best = f
		}
	}
	if best == nil {
		return nil, false
	}
	best.used = true
	more, ok := findPieces(best, rest[len(titleKey(best.text)):], all, least)
	best.used = false
	return append([]*fragment{best}, more...), ok
}

// distance counts the fragments between two lines; a step back counts double.
func distance(from, to *fragment) int {
	if d := to.pos - from.pos; d >= 0 {
		return d
	}
	return 2 * (from.pos - to.pos)
}

// joinVolumes gives every cell its volume: a complete システム運用編 fits only
// the table in force, one that lost its 編 only the draft, because the draft's
// column is too narrow for it.
func joinVolumes(cells []*citedCell, all []*fragment) {
	var volumes []*fragment
	for _, f := range all {
		if f.kind == fragVolume {
			volumes = append(volumes, f)
		}
	}
	const alone = 500 // every volume belongs to a cell, if the layers allow it
	match := pair(len(cells), len(volumes), func(i, j int) float64 {
		c, v := cells[i], volumes[j]
		if c.layer == layerFinal && v.text == "システム運用" || c.layer == layerDraft && v.text == "システム運用編" {
			return forbidden
		}
		if v.line == c.chapter[0].line {
			return 0
		}
		return nearest(c.chapter, v)
	}, func(int) float64 { return alone }, func(int) float64 { return alone })
	for i, j := range match {
		if j >= 0 {
			cells[i].volume = volumes[j]
		}
	}
}

func nearest(frags []*fragment, to *fragment) float64 {
	best := forbidden
	for _, f := range frags {
		best = min(best, float64(max(f.pos-to.pos, to.pos-f.pos)))
	}
	return best
}

// joinSingles gives the fragments of a kind to the nearest cells of the table
// in force, one each.
func joinSingles(cells []*citedCell, all []*fragment, kind fragmentKind, set func(*citedCell, *fragment)) {
	var final []*citedCell
	var singles []*fragment
	for _, c := range cells {
		if c.layer == layerFinal {
			final = append(final, c)
		}
	}
	for _, f := range all {
		if f.kind == kind && !f.used {
			singles = append(singles, f)
		}
	}
	const alone = 500
	match := pair(len(final), len(singles), func(i, j int) float64 { return nearest(final[i].fragments(), singles[j]) },
		func(int) float64 { return alone }, func(int) float64 { return alone })
	for i, j := range match {
		if j >= 0 {
			singles[j].used = true
			set(final[i], singles[j])
		}
	}
}
