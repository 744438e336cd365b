package corpus

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// dropContents takes a table of contents out: it repeats the headings. A page
// with three entries is one, and lines between its entries belong to it.
func (g *guideline) dropContents() {
	for _, p := range g.pages {
		first, last, n := 0, 0, 0
		for i := p.First; i < p.End; i++ {
			if s := lineText(g.t, i); g.roles[i] == "" && (contentsLine.MatchString(s) || squash(s) == "目次") {
				if n == 0 {
					first = i
				}
				last, n = i, n+1
			}
		}
		for i := first; n > 0 && i <= last; i++ {
			if g.roles[i] == "" && (n >= 3 || contentsLine.MatchString(lineText(g.t, i))) {
				g.roles[i] = RoleFurniture
			}
		}
	}
}

// runningHead matches the title or the volume repeated at the edge of a page.
var runningHead = pattern.New(`^(医療情報システムの安全管理に関するガイドライン)?(第[0-9.]+版)?[(]?(概説編|経営管理編|企画管理編|システム運用編|保守委託機関編)?[)]?$`)

// dropRunningHeads takes running heads out of scraped pages: the first and the
// last line of a page, if they are nothing but title, edition or volume.
func (g *guideline) dropRunningHeads() {
	for _, p := range g.pages {
		if p.Page == 0 || p.Body[0] == p.Body[1] {
			continue
		}
		for _, i := range []int{p.Body[0], p.Body[1] - 1} {
			if g.roles[i] == "" && runningHead.MatchString(foldWidth(squash(lineText(g.t, i)))) {
				g.roles[i] = RoleFurniture
			}
		}
	}
}

// identify finds edition and volume: in the title, else on the first lines,
// else by the titles of the chapters.
func (g *guideline) identify(title string) {
	for n := 0; n < len(g.lines) && n < titleReachLines && volumeTitle(title) == ""; n++ {
		if s := g.lines[n].s; utf8.RuneCountInString(s) < 60 && !strings.Contains(s, "。") && volumeTitle(s) != "" {
			title += s
			g.roles[g.lines[n].i] = RoleHeading
		}
	}
	g.dropHeadings()
	g.volume = volumeTitle(title)
	g.draft = isDraftTitle(squash(title))
	if m := editionPrinted.FindStringSubmatch(title); m != nil {
		g.edition = foldWidth(m[1])
	}
	if g.edition == "" {
		g.edition, g.certainty = "6.0", Likely
		g.reason = "版の表示がこのファイルにないため、第6.0版と推定しました。"
	}
	if g.volume != "" {
		return
	}
	g.certainty = Likely
	g.reason += "編の表示がこのファイルにないため、章の題名から推定しました。"
	for _, l := range g.lines {
		if m := chapterLine.FindStringSubmatch(l.s); m != nil {
			volume, number, similarity := g.reg.chapterByTitle(g.edition, "", cutTarget(m[2]))
			if similarity >= 0.8 && number == foldWidth(m[1]) {
				g.volume = volume
				return
			}
		}
	}
}

// dropHeadings takes the lines out that identify read.
func (g *guideline) dropHeadings() {
	kept := g.lines[:0]
	for _, l := range g.lines {
		if g.roles[l.i] == "" {
			kept = append(kept, l)
		}
	}
	g.lines = kept
}
