package corpus

import "fmt"

// segmentName is what ids of a stretch of the table are built from.
type segmentName struct {
	id    string      // 3.7, or p25, p25b where the 大項目 is not printed
	major *SectionRef // nil where the page does not print it
}

// A segment is the part of a page that belongs to one 大項目; group marks
// restart with every segment.
type segment struct {
	name   segmentName
	from   int // position of its first fragment
	heads  []*fragment
	groups []*mappingGroup
}

// A mappingGroup is a 小項目 as far as this page shows it.
type mappingGroup struct {
	mark     int
	head     *fragment // the line that starts the title; nil if the title stands on an earlier page
	titles   []*fragment
	title    string
	scenario *chain
	rows     []*measureRow
	cells    []*citedCell
	id       string
}

// readSegments cuts the page at its 大項目 headings and where a mark restarts.
func (p *mappingPage) readSegments(carried segmentName) {
	var starts []*segment
	cur := &segment{name: carried}
	seen := map[[2]int]bool{}
	begin := func(f *fragment) {
		cur = &segment{from: f.pos}
		starts = append(starts, cur)
		seen = map[[2]int]bool{}
	}
	for _, f := range p.all {
		switch f.kind {
		case fragMajor:
			begin(f)
			cur.heads = []*fragment{f}
			cur.name = p.majorName(f)
		case fragLabel, fragGroup:
			key := [2]int{f.mark, f.num}
			if f.kind == fragGroup {
				key = [2]int{f.num, 0}
			}
			if len(starts) == 0 || seen[key] {
				begin(f)
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
			s.name.id = fmt.Sprintf("p%d", p.page)
			if unnamed > 1 {
				s.name.id += string(rune('a' + n))
			}
			n++
		}
		for _, g := range s.groups {
			g.id = fmt.Sprintf("%s-%s-%d", annexDocument, s.name.id, g.mark)
		}
	}
	p.segments = starts
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
	return segmentName{id: m[1], major: &SectionRef{Number: m[1], Title: f.body, Certainty: Certain}}
}

// joinTitles completes the titles of 大項目 and 小項目 from the lines behind.
func (p *mappingPage) joinTitles() {
	for _, s := range p.segments {
		for _, f := range s.heads {
			f.used = true
			s.heads = append(s.heads, p.majorRest(f, s.name.major)...)
		}
	}
	for _, s := range p.segments {
		for _, g := range s.groups {
			if g.head == nil {
				continue
			}
			g.head.used = true
			g.titles = append([]*fragment{g.head}, followingPieces(g.head, p.all, groupWidth, width)...)
			g.title = g.head.body
			for _, f := range g.titles[1:] {
				f.used = true
				g.title += f.text
			}
			p.setRole(RoleHeading, g.titles...)
		}
		p.setRole(RoleHeading, s.heads...)
	}
}

// majorRest finds the lines that complete a 大項目 title: by the title the
// registry knows, else by the width of its first line.
func (p *mappingPage) majorRest(f *fragment, ref *SectionRef) []*fragment {
	var rest []*fragment
	known := false
	for _, a := range p.reg.Annexes {
		for _, m := range a.MajorItems {
			if m.Number != ref.Number {
				continue
			}
			if tail, ok := cutTitlePrefix(m.Title, ref.Title); ok {
				rest, known = findPieces(f, tail, p.all, 5)
			}
		}
	}
	if !known {
		rest = followingPieces(f, p.all, majorWidth, width)
	}
	for _, r := range rest {
		r.used = true
		ref.Title += r.text
	}
	return rest
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
