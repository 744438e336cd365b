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

// dropRunningHeads takes running heads out of the pages: the first and the last
// lines of a page, if they are nothing but title, edition or volume. The first
// page of a text without the site's header is the title page.
func (g *guideline) dropRunningHeads() {
	pages := physicalPages(g.t, g.pages)
	if len(pages) == 1 && pages[0].number == 1 && g.pages[0].Page == 0 {
		g.dropRepeatedHeads(pages[0])
		return
	}
	for n, p := range pages {
		if n == 0 && g.pages[0].Page == 0 {
			continue
		}
		head := func(k int) bool {
			i := p.text[k]
			if g.roles[i] == RoleFurniture {
				return true
			}
			if !runningHead.MatchString(foldWidth(squash(lineText(g.t, i)))) {
				return false
			}
			g.roles[i] = RoleFurniture
			return true
		}
		for k := 0; k < len(p.text) && head(k); k++ {
		}
		for k := len(p.text) - 1; k >= 0 && head(k); k-- {
		}
	}
}

// dropRepeatedHeads takes the running heads out of a text that does not say where
// its pages end. No clause is a line with the name of its volume alone.
func (g *guideline) dropRepeatedHeads(p physicalPage) {
	var heads []int
	for k, i := range p.text {
		if k >= titleReachLines && g.roles[i] == "" && runningHead.MatchString(foldWidth(squash(lineText(g.t, i)))) {
			heads = append(heads, i)
		}
	}
	for _, i := range heads {
		if len(heads) > 1 {
			g.roles[i] = RoleFurniture
		}
	}
}

// dropTitlePage gives the lines of the title page in front of the contents and
// the first heading their role.
func (g *guideline) dropTitlePage() {
	for n := 0; n < len(g.lines) && n < titleReachLines; n++ {
		s := foldWidth(squash(g.lines[n].s))
		if !runningHead.MatchString(s) && !imprintLine.MatchString(s) {
			break
		}
		g.roles[g.lines[n].i] = RoleHeading
	}
	g.dropHeadings()
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
	for _, l := range g.lines[:min(len(g.lines), titleReachLines)] {
		k := foldWidth(squash(l.s))
		if m := editionPrinted.FindString(l.s); m != "" && !editionPrinted.MatchString(title) && (imprintLine.MatchString(k) || runningHead.MatchString(k)) {
			title += m // on a line of its own
		}
	}
	g.dropTitlePage()
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
