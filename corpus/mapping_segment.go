package corpus

import (
	"fmt"
	"strconv"
)

// segmentName is what ids of a stretch of the table are built from.
type segmentName struct {
	id    string      // 3.7, or p25, p25b where the 大項目 is not printed
	major *SectionRef // nil where the page does not print it
}

// A segment is the part of a page that belongs to one 大項目; group marks
// restart with every segment.
type segment struct {
	name   segmentName
	from   int    // position of its first fragment
	part   string // 1. 人的・組織的対策, where the page prints it
	heads  []*fragment
	groups []*mappingGroup
}

// A mappingGroup is a 小項目 as far as this page shows it.
type mappingGroup struct {
	mark     int
	head     *fragment // the line that starts the title; nil if the title stands on an earlier page
	titles   []*fragment
	title    string
	doubt    *chain // how sure the title is; nil if it is not on this page
	scenario *chain
	rows     []*measureRow
	cells    []*citedCell
	id       string
}

// readSegments cuts the page at its 大項目 headings and where a mark restarts.
func (p *mappingPage) readSegments() {
	var starts []*segment
	cur := &segment{}
	seen := map[[2]int]bool{}
	begin := func(pos int) {
		cur = &segment{from: pos}
		starts = append(starts, cur)
		seen = map[[2]int]bool{}
	}
	heads := p.segmentHeads()
	for _, f := range p.all {
		if major := heads[f]; major != nil {
			begin(f.pos)
			cur.heads, cur.name = []*fragment{major}, p.majorName(major)
		}
		switch f.kind {
		case fragLabel, fragGroup:
			key := [2]int{f.mark, f.num}
			if f.kind == fragGroup {
				key = [2]int{f.num, 0}
			}
			if len(starts) == 0 || seen[key] {
				begin(f.pos)
			}
			seen[key] = true
			p.groupIn(cur, key[0])
			if f.kind == fragGroup {
				p.groupIn(cur, key[0]).head = f
			}
		}
	}
	if len(starts) == 0 {
		starts = []*segment{cur}
	}
	starts[0].from = 0
	unnamed := 0
	for _, s := range starts {
		if s.name.major == nil {
			unnamed++
		}
	}
	n := 0
	for _, s := range starts {
		if s.name.major == nil {
			s.name.id = pageID(p.page)
			if unnamed > 1 {
				s.name.id += string(rune('a' + n))
			}
			n++
		}
		for _, g := range s.groups {
			g.id = fmt.Sprintf("%s-%s-%d", p.document, s.name.id, g.mark)
		}
	}
	p.segments = starts
	for _, f := range p.all {
		if f.kind == fragPart {
			p.givePart(f)
		}
	}
}

// givePart writes the heading of a part to the 大項目 of its number that is
// nearest to it: 1. 人的・組織的対策 to 1.3.
func (p *mappingPage) givePart(f *fragment) {
	var best *segment
	for _, s := range p.segments {
		if len(s.heads) == 0 || foldWidth(s.heads[0].text)[0] != foldWidth(f.text)[0] || s.part != "" {
			continue
		}
		if best == nil || distance(f, s.heads[0]) < distance(f, best.heads[0]) {
			best = s
		}
	}
	if best == nil {
		best = p.segments[0]
	}
	best.part = f.text
}

// segmentReach is how many fragments before the heading of a 大項目 its first
// cells may be read: what stands at one height is read in any order.
const segmentReach = 10

// segmentHeads gives for the first fragment of every 大項目 its heading: the
// heading itself, or a ① or ①-1 read shortly before, which nothing but a new
// 大項目 begins.
func (p *mappingPage) segmentHeads() map[*fragment]*fragment {
	out := map[*fragment]*fragment{}
	for i, f := range p.all {
		if f.kind != fragMajor {
			continue
		}
		first, begun := f, p.beginsBehind(i)
		for k := i - 1; k >= 0 && p.all[k].kind != fragMajor && p.all[k].pos >= f.pos-segmentReach; k-- {
			g := p.all[k]
			if !begun[0] && g.kind == fragGroup && g.num == 1 || !begun[1] && g.kind == fragLabel && g.mark == 1 && g.num == 1 {
				first = g
			}
		}
		out[first] = f
	}
	return out
}

// beginsBehind tells whether the title ① and the label ①-1 stand behind the
// heading at i, nearer to it than to the next one.
func (p *mappingPage) beginsBehind(i int) (begun [2]bool) {
	from, next := p.all[i].pos, len(p.all)*2
	for _, g := range p.all[i+1:] {
		if g.kind == fragMajor {
			next = g.pos
			break
		}
	}
	for _, g := range p.all[i+1:] {
		switch {
		case g.pos-from > next-g.pos:
			return begun
		case g.kind == fragGroup && g.num == 1:
			begun[0] = true
		case g.kind == fragLabel && g.mark == 1 && g.num == 1:
			begun[1] = true
		}
	}
	return begun
}

// groupIn returns the group with the mark in s, made if new; groups stay in
// the order of their marks.
func (p *mappingPage) groupIn(s *segment, mark int) *mappingGroup {
	for i, g := range s.groups {
		if g.mark == mark {
			return g
		}
		if g.mark > mark {
			n := &mappingGroup{mark: mark}
			s.groups = append(s.groups[:i], append([]*mappingGroup{n}, s.groups[i:]...)...)
			return n
		}
	}
	n := &mappingGroup{mark: mark}
	s.groups = append(s.groups, n)
	return n
}

func (p *mappingPage) majorName(f *fragment) segmentName {
	m := mapMajor.FindStringSubmatch(foldWidth(f.text))
	if m == nil { // plainMajors
		number := strconv.Itoa(f.num)
		return segmentName{id: number, major: &SectionRef{Number: number, Title: f.body, Certainty: Likely,
			CertaintyReason: "表の列がこのテキストでは失われているため、番号の並びと小項目①の前にあることから大項目と推定しました。"}}
	}
	return segmentName{id: m[1], major: &SectionRef{Number: m[1], Title: f.body, Certainty: Certain}}
}

// knownMajors completes the titles of 大項目 that the registry knows from the
// lines behind; the others are joined with the rest of the page.
func (p *mappingPage) knownMajors() {
	for _, s := range p.segments {
		for _, f := range s.heads {
			if rest, ok := p.majorRest(f, s.name.major); ok {
				s.heads = append(s.heads, rest...)
				f.used = true
				for _, r := range rest {
					r.used = true
					s.name.major.Title += r.text
				}
				p.setRole(RoleHeading, s.heads...)
				break
			}
		}
	}
}

// majorRest finds the lines that complete a 大項目 title the registry knows.
func (p *mappingPage) majorRest(f *fragment, ref *SectionRef) ([]*fragment, bool) {
	for _, a := range p.reg.Annexes {
		for _, m := range a.MajorItems {
			if m.Number != ref.Number {
				continue
			}
			if tail, ok := cutTitlePrefix(m.Title, ref.Title); ok {
				return findPieces(f, tail, p.all, 5)
			}
		}
	}
	return nil, false
}

// readTitles takes the titles of 大項目 and 小項目 from the joined cells and
// returns the other cells.
func (p *mappingPage) readTitles(cs []*chain) []*chain {
	var rest []*chain
	for _, c := range cs {
		switch c.lines[0].kind {
		case fragGroup:
			p.groupTitle(c)
		case fragMajor:
			for _, s := range p.segments {
				if len(s.heads) > 0 && s.heads[0] == c.lines[0] {
					s.heads = c.lines
					s.name.major.Title = c.title()
				}
			}
		default:
			rest = append(rest, c)
			continue
		}
		p.setRole(RoleHeading, c.lines...)
	}
	return rest
}

func (p *mappingPage) groupTitle(c *chain) {
	for _, s := range p.segments {
		for _, g := range s.groups {
			if g.head == c.lines[0] {
				g.titles, g.title, g.doubt = c.lines, c.title(), c
			}
		}
	}
}

// title joins the words of a title without its number or mark.
func (c *chain) title() string {
	s := c.lines[0].body
	for _, f := range c.lines[1:] {
		s += f.text
	}
	return s
}

func cutTitlePrefix(title, prefix string) (string, bool) {
	t, q := titleKey(title), titleKey(prefix)
	if len(t) < len(q) || t[:len(q)] != q {
		return "", false
	}
	return t[len(q):], true
}

// groupAt returns the group that the position stands in: the last one whose
// title or first row label stands before it.
func (p *mappingPage) groupAt(pos int) *mappingGroup {
	var best *mappingGroup
	bestStart := -1
	for _, s := range p.segments {
		for _, g := range s.groups {
			start := p.groupStart(s, g)
			if start <= pos && start >= bestStart || best == nil {
				best, bestStart = g, start
			}
		}
	}
	return best
}

func (p *mappingPage) groupStart(s *segment, g *mappingGroup) int {
	if g.head != nil {
		return g.head.pos
	}
	return s.from // continued from the page before
}
