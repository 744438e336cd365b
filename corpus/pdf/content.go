package pdf

import (
	"bytes"
	"math"
	"sync"
)

// interpreter runs content streams (ISO 32000-1, 8 and 9) as far as text and
// straight lines need it.
type interpreter struct {
	reader *reader
	page   *page
	flip   matrix // user space to page
	facing int    // the direction of user space that runs to the right on the page
	ops    int
	glyphs int
	turns  [4]int // glyphs running right, up, left, down in user space
	lost   map[GlyphCode]int
	recent []GlyphCode // lost since the outermost open ActualText began
	veiled []char      // drawn invisibly
	beside bool        // what is run is no part of the page's content: its lines are no rules
	pen    pen
	forms  map[*stream]bool // being run: a form that draws itself is skipped
	direct map[string]*font // fonts that are no objects of their own
}

type state struct {
	ctm              matrix
	clip             int32
	font             *font
	size, tc, tw, tz float64
	tl, rise         float64
	mode             int
	fill             uint32
	glass            bool // what is filled lets through what lies below
}

func (r *reader) interpreter(number int, flip matrix, w, h float64) *interpreter {
	p := &page{number: number, width: w, height: h, clips: []rect{everywhere}}
	return &interpreter{reader: r, page: p, flip: flip, lost: map[GlyphCode]int{}, forms: map[*stream]bool{}, direct: map[string]*font{}}
}

// scratch is memory for the characters of a page until its tables are found.
var scratch = sync.Pool{New: func() any { return new([]char) }}

func (ip *interpreter) start(content []byte, res dict, annotations array) {
	ip.page.chars = (*scratch.Get().(*[]char))[:0]
	ip.run(content, res, state{ctm: ip.flip, tz: 1}, 0)
	ip.annotate(annotations)
	ip.pen.flush(ip.page)
	ip.page.takeGhosts()
	ip.unveil()
}

// unveil takes what is drawn invisibly for the page's text where it is a scan,
// whose visible characters are at most a stamp; elsewhere it is hidden text.
func (ip *interpreter) unveil() {
	p := ip.page
	switch {
	case len(ip.veiled) == 0:
	case len(p.chars) == 0 || p.images && len(ip.veiled) > 2*len(p.chars):
		p.chars, p.invisible = append(p.chars, ip.veiled...), true
	default:
		p.ghosts = append(p.ghosts, ip.veiled...)
	}
}

// direction is the one most glyphs run in.
func (ip *interpreter) direction() (best int) {
	for i, n := range ip.turns {
		if n > ip.turns[best] {
			best = i
		}
	}
	return best
}

// run is one stream: a page's or a form's.
type run struct {
	*interpreter
	lexer
	res      dict
	depth    int
	s        state
	stack    []state
	args     []token
	tm, tlm  matrix
	path     path
	actual   []actual
	fonts    dict
	xobjects dict
}

// actual is an open marked-content sequence; text is its ActualText.
type actual struct {
	from int
	lost int // length of recent
	text string
	has  bool
}

func (ip *interpreter) run(data []byte, res dict, s state, depth int) {
	f := ip.reader.file
	r := &run{interpreter: ip, lexer: lexer{data: data}, res: res, depth: depth, s: s, tm: identity, tlm: identity,
		fonts: f.dict(res["Font"]), xobjects: f.dict(res["XObject"])}
	for {
		t := r.next()
		if t.kind == tokEOF {
			return
		}
		if t.kind != tokKeyword {
			if len(r.args) < 20_000 {
				r.args = append(r.args, t)
			}
			continue
		}
		if ip.ops++; ip.ops > maxPageOps || !f.budget.op() {
			ip.page.err = errLimit
			return
		}
		r.operator(t.b)
		r.args, r.arena = r.args[:0], r.arena[:0]
		if ip.page.err != nil {
			return
		}
	}
}

func (r *run) num(i int) float64 {
	if i < len(r.args) {
		return r.args[i].num
	}
	return 0
}

func (r *run) matrix() matrix {
	return matrix{r.num(0), r.num(1), r.num(2), r.num(3), r.num(4), r.num(5)}
}

func (r *run) operator(op []byte) {
	if len(op) > 3 {
		return
	}
	var k uint32
	for _, c := range op {
		k = k<<8 | uint32(c)
	}
	switch k {
	case 'q':
		if len(r.stack) < 256 {
			r.stack = append(r.stack, r.s)
		}
	case 'Q':
		if n := len(r.stack); n > 0 {
			r.s = r.stack[n-1]
			r.stack = r.stack[:n-1]
		}
	case 'c'<<8 | 'm':
		r.s.ctm = r.matrix().mul(r.s.ctm)
	case 'D'<<8 | 'o':
		r.do()
	case 'g'<<8 | 's':
		r.graphicsState()
	case 'B'<<8 | 'I':
		r.inlineImage()
	case 'g', 'r'<<8 | 'g', 'k', 's'<<8 | 'c', 's'<<16 | 'c'<<8 | 'n':
		r.s.fill = colorOf(r.args)
	case 'c'<<8 | 's':
		r.s.fill = 0
	case 'B'<<16 | 'D'<<8 | 'C', 'B'<<16 | 'M'<<8 | 'C':
		r.beginMarked()
	case 'E'<<16 | 'M'<<8 | 'C':
		r.endMarked()
	default:
		if !r.pathOperator(k) {
			r.textOperator(k)
		}
	}
}

// graphicsState takes from ExtGState whether fills are transparent.
func (r *run) graphicsState() {
	if len(r.args) == 0 {
		return
	}
	f := r.reader.file
	d := f.dict(f.dict(r.res["ExtGState"])[string(r.args[0].b)])
	if _, ok := d["ca"]; ok {
		r.s.glass = f.number(d["ca"], 1) < .99
	}
	if bm := f.name(d["BM"]); bm != "" {
		r.s.glass = r.s.glass || bm != "Normal" && bm != "Compatible"
	}
}

// colorOf takes the color space from the number of components; a pattern is
// taken for black.
func colorOf(args []token) uint32 {
	var v [4]float64
	n := 0
	for _, t := range args {
		if t.kind == tokNumber && n < 4 {
			v[n] = math.Min(1, math.Max(0, t.num))
			n++
		}
	}
	switch n {
	case 1:
		v[1], v[2] = v[0], v[0]
	case 4:
		for i := range 3 {
			v[i] = (1 - v[i]) * (1 - v[3])
		}
	}
	return uint32(v[0]*255+.5)<<16 | uint32(v[1]*255+.5)<<8 | uint32(v[2]*255+.5)
}

// nearWhite takes what a reader sees as paper.
func nearWhite(c uint32) bool { return c>>16 >= 0xFC && c>>8&255 >= 0xFC && c&255 >= 0xFC }

func (r *run) do() {
	if len(r.args) == 0 {
		return
	}
	f := r.reader.file
	x := f.stream(r.xobjects[string(r.args[0].b)])
	if x == nil {
		return
	}
	switch f.name(x.dict["Subtype"]) {
	case "Image":
		r.page.images = true
	case "Form":
		r.form(x, r.s, r.res, r.depth)
	}
}

// form runs a form XObject in a graphics state, with the resources of what draws
// it if it has none.
func (ip *interpreter) form(x *stream, s state, res dict, depth int) {
	if depth >= maxForms || ip.forms[x] {
		return
	}
	f := ip.reader.file
	data, err := f.decode(x)
	if err != nil && len(data) == 0 {
		ip.page.err = err
		return
	}
	if d := f.dict(x.dict["Resources"]); d != nil {
		res = d
	}
	if m := f.numbers(x.dict["Matrix"], 6); m != nil {
		s.ctm = matrix(m).mul(s.ctm)
	}
	if b := f.numbers(x.dict["BBox"], 4); b != nil {
		s.clip = ip.clipTo(s.clip, boxThrough(s.ctm, b))
	}
	ip.ops += 100 + len(data)/64
	ip.forms[x] = true
	ip.run(data, res, s, depth+1)
	delete(ip.forms, x)
}

// boxThrough is the box around a transformed one.
func boxThrough(m matrix, b []float64) rect {
	box := nowhere
	for _, p := range [][2]float64{{b[0], b[1]}, {b[2], b[1]}, {b[2], b[3]}, {b[0], b[3]}} {
		x, y := m.apply(p[0], p[1])
		box = box.or(rect{x, y, x, y})
	}
	return box
}

// clipTo intersects a clip with a box and gives its index.
func (ip *interpreter) clipTo(clip int32, box rect) int32 {
	c := ip.page.clips[clip].and(box)
	if n := len(ip.page.clips); ip.page.clips[n-1] == c {
		return int32(n - 1)
	}
	ip.page.clips = append(ip.page.clips, c)
	return int32(len(ip.page.clips) - 1)
}

func (r *run) inlineImage() {
	r.page.images = true
	for {
		t := r.next()
		if t.kind == tokEOF {
			return
		}
		if t.is("ID") {
			break
		}
	}
	for {
		i := bytes.Index(r.data[r.pos:], []byte("EI"))
		if i < 0 {
			r.pos = len(r.data)
			return
		}
		at := r.pos + i
		r.pos = at + 2
		if class[r.data[at-1]] == 1 && (r.pos >= len(r.data) || class[r.data[r.pos]] == 1) {
			return
		}
	}
}

func (r *run) beginMarked() {
	a := actual{from: len(r.page.chars), lost: len(r.recent)}
	for i := 0; i+1 < len(r.args); i++ {
		if r.args[i].kind == tokName && string(r.args[i].b) == "ActualText" && r.args[i+1].kind == tokString {
			a.text, a.has = textString(r.args[i+1].b), true
		}
	}
	if len(r.actual) < 256 {
		r.actual = append(r.actual, a)
	}
}

// endMarked lets an ActualText speak for glyphs that have no Unicode.
func (r *run) endMarked() {
	n := len(r.actual)
	if n == 0 {
		return
	}
	a := r.actual[n-1]
	r.actual = r.actual[:n-1]
	recent := r.recent[min(a.lost, len(r.recent)):]
	if n == 1 {
		r.recent = r.recent[:0]
	}
	if !a.has || a.text == "" || a.from >= len(r.page.chars) {
		return
	}
	box, lost := nowhere, 0
	for _, c := range r.page.chars[a.from:] {
		box = box.or(c.box())
		if c.style&unmapped != 0 {
			lost++
		}
	}
	if lost == 0 || lost < len(r.page.chars)-a.from {
		return
	}
	c := r.page.chars[a.from]
	c.style &^= unmapped
	r.page.chars = r.page.chars[:a.from]
	runes := []rune(a.text)
	w := (box.x1 - box.x0) / float64(len(runes))
	for i, u := range runes {
		c.r, c.x0, c.x1 = u, float32(box.x0+w*float64(i)), float32(box.x0+w*float64(i+1))
		r.page.chars = append(r.page.chars, c)
	}
	for _, k := range recent {
		if r.lost[k]--; r.lost[k] <= 0 {
			delete(r.lost, k)
		}
	}
}
