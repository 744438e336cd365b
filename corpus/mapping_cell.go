package corpus

import (
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
	known     bool   // the title is one the registry knows
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

// citedCells reads the chapter cells of a page and finds the volume, 項番 and
// 区分 of each.
func citedCells(all []*fragment, reg *Registry, edition string) []*citedCell {
	var cells []*citedCell
	for _, f := range all {
		if f.kind == fragChapter && !f.used {
			cells = append(cells, readChapterCell(f, all, reg, edition))
		}
	}
	hasDraft := false
	for _, c := range cells {
		hasDraft = hasDraft || c.layer == layerDraft
	}
	joinVolumes(cells, all)
	for _, c := range cells {
		if c.layer == layerUnknown {
			c.layer = layerFinal
			if hasDraft && c.volume != nil && c.volume.text == "システム運用" {
				c.layer = layerDraft
			}
		}
	}
	joinSingles(cells, all, fragCategory, func(c *citedCell, f *fragment) { c.category = f })
	joinSingles(cells, all, fragItem, func(c *citedCell, f *fragment) { c.item = f })
	return cells
}

// readChapterCell joins the lines of a chapter cell. The titles the registry
// knows tell which lines belong together; for any other title the lines behind
// a full line are taken.
func readChapterCell(f *fragment, all []*fragment, reg *Registry, edition string) *citedCell {
	f.used = true
	cell := &citedCell{chapter: []*fragment{f}, number: f.num, title: f.body}
	n := utf8.RuneCountInString(strings.ReplaceAll(f.text, " ", ""))
	switch {
	case n >= chapterFinal-2 && n <= chapterFinal+1:
		cell.layer = layerFinal
	case n >= chapterDraft-1 && n <= chapterDraft+1:
		cell.layer = layerDraft
	}
	var best []*fragment
	bestLen := -1
	for _, title := range reg.chapterTitles(edition, f.num) {
		key := titleKey(title)
		rest, ok := strings.CutPrefix(key, titleKey(f.body))
		if !ok {
			continue
		}
		if found, ok := findPieces(f, rest, all, n-3); ok && len(key) > bestLen {
			best, bestLen = found, len(key)
		}
	}
	if bestLen < 0 {
		best = followingPieces(f, all, float64(n), func(s string) float64 { return float64(utf8.RuneCountInString(s)) })
	}
	cell.known = bestLen >= 0
	if cell.known && len(best) == 0 {
		cell.layer = layerUnknown // a title of one line fits either layer
	}
	for _, p := range best {
		p.used = true
		cell.chapter = append(cell.chapter, p)
		cell.title += p.text
	}
	return cell
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

// pieceReach is how many fragments behind a full line its continuation may
// stand: the other cells of the same height come between.
const pieceReach = 8

// followingPieces takes the short lines behind a full title line as its
// continuation until a line is not full.
func followingPieces(f *fragment, all []*fragment, w float64, measure func(string) float64) []*fragment {
	var out []*fragment
	last := f
	for measure(last.text) >= w-1 {
		var next *fragment
		for _, g := range all {
			if g.pos > last.pos && g.pos <= last.pos+pieceReach && g.kind == fragText && !g.used &&
				measure(g.text) <= w+1.5 && !closesText(g.text) && !strings.HasSuffix(g.text, "、") {
				next = g
				break
			}
		}
		if next == nil {
			return out
		}
		next.used = true
		out = append(out, next)
		last = next
	}
	for _, g := range out {
		g.used = false
	}
	return out
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
