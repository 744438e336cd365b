package docx

import (
	"strconv"
	"strings"

	"shogo/corpus/ooxml"
	"shogo/corpus/pattern"
)

// style is a paragraph or character style with what it inherits.
type style struct {
	id, name string
	outline  int  // 1 to 9, 0 for running text
	size     int  // half points, 0 if unknown
	bold     bool // of its run properties
	vanish   bool
	strike   bool
	numID    string
	level    int // of its numbering, -1 if the numbering part decides
	leader   bool
	hanging  bool
}

type styles struct {
	byID     map[string]*ooxml.Node
	done     map[string]*style
	standard string // id of the default paragraph style
	size     int    // default size
}

func (r *reader) readStyles() *styles {
	s := &styles{byID: map[string]*ooxml.Node{}, done: map[string]*style{}, size: 20}
	part := r.pkg.Related(r.main, "styles")
	if part == "" {
		return s
	}
	root, err := r.pkg.Parse(part, skipped...)
	if err != nil {
		r.warn(part, "スタイルの定義を読めませんでした。見出しと自動番号が不足することがあります。")
		return s
	}
	if v, ok := root.Kid("docDefaults", "rPrDefault", "rPr").Val("sz"); ok {
		s.size = atoi(v, s.size)
	}
	for _, n := range root.Kids {
		if n.Name != "style" {
			continue
		}
		id := n.Get("styleId")
		if _, twice := s.byID[id]; !twice {
			s.byID[id] = n
		}
		if d := n.Get("default"); n.Get("type") == "paragraph" && (d == "1" || d == "true") {
			s.standard = id
		}
	}
	return s
}

// paragraph returns the style of a paragraph; an empty id means the default.
func (s *styles) paragraph(id string) *style {
	if id == "" || s.byID[id] == nil {
		id = s.standard
	}
	return s.get(id, 0)
}

var (
	headingName = pattern.New(`^(?i:heading|見出し)[\s　]*([1-9１-９])$`)
	tocName     = pattern.New(`^(?i:toc|目次|table of figures|図表目次)[\s　]*[0-9０-９]*$`)
	tocHeadName = pattern.New(`^(?i:toc heading|目次の見出し|目次見出し)$`)
)

// maxChain ends circles of basedOn.
const maxChain = 30

// get resolves a style by id; it never returns nil.
func (s *styles) get(id string, depth int) *style {
	if st := s.done[id]; st != nil {
		return st
	}
	n := s.byID[id]
	if n == nil || depth > maxChain {
		return &style{id: id, size: s.size, level: -1}
	}
	st := &style{size: s.size, level: -1}
	if base, ok := n.Val("basedOn"); ok && base != id {
		*st = *s.get(base, depth+1)
	}
	st.id = id
	st.name, _ = n.Val("name")
	if m := headingName.FindStringSubmatch(st.name); m != nil {
		st.outline = int([]rune(m[1])[0]-'0') & 0xF
	}
	st.applyParagraph(n.Kid("pPr"))
	st.applyRun(n.Kid("rPr"))
	if depth == 0 {
		s.done[id] = st
	}
	return st
}

// applyParagraph lays paragraph properties over the style.
func (st *style) applyParagraph(p *ooxml.Node) {
	if p == nil {
		return
	}
	if v, ok := p.Val("outlineLvl"); ok {
		if l := atoi(v, 9); l >= 0 && l < 9 {
			st.outline = l + 1
		} else {
			st.outline = 0
		}
	}
	if num := p.Kid("numPr"); num != nil {
		if v, ok := num.Val("numId"); ok {
			st.numID = v
		}
		if v, ok := num.Val("ilvl"); ok {
			st.level = atoi(v, 0)
		}
	}
	if ind := p.Kid("ind"); ind != nil {
		st.hanging = atoi(ind.Get("hanging"), 0) > 0 || atoi(ind.Get("hangingChars"), 0) > 0
	}
	if tabs := p.Kid("tabs"); tabs != nil {
		for _, t := range tabs.Kids {
			if l := t.Get("leader"); l != "" && l != "none" {
				st.leader = true
			}
		}
	}
}

// applyRun lays run properties over the style.
func (st *style) applyRun(p *ooxml.Node) {
	if p == nil {
		return
	}
	if v, ok := p.Val("sz"); ok {
		st.size = atoi(v, st.size)
	}
	for name, on := range map[string]*bool{"b": &st.bold, "vanish": &st.vanish, "strike": &st.strike} {
		if p.Kid(name) != nil {
			*on = p.Flag(name)
		}
	}
	if p.Flag("dstrike") {
		st.strike = true
	}
}

// atoi reads a whole number, other if s is none or out of any sense.
func atoi(s string, other int) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n > 1<<24 || n < -1<<24 {
		return other
	}
	return n
}
