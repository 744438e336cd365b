package pdf

import (
	"bytes"
	"fmt"
	"runtime"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf16"

	"shogo/corpus/block"
)

// leaf is a page dictionary with what it inherits.
type leaf struct {
	dict      dict
	resources object
	box       object
}

// pages walks the page tree; where it is broken, every page object counts, in
// the order of object numbers.
func (f *file) pages() []leaf {
	var out []leaf
	seen := map[int]bool{}
	var walk func(o object, in leaf, depth int)
	walk = func(o object, in leaf, depth int) {
		if r, ok := o.(ref); ok {
			if seen[r.num] {
				return
			}
			seen[r.num] = true
		}
		d := f.dict(o)
		if d == nil || depth > maxDepth || len(out) > maxPages {
			return
		}
		if v := d["Resources"]; v != nil {
			in.resources = v
		}
		for _, k := range []string{"MediaBox", "CropBox"} {
			if v := d[k]; v != nil {
				in.box = v
			}
		}
		if kids := f.array(d["Kids"]); kids != nil && f.name(d["Type"]) != "Page" {
			for _, k := range kids {
				walk(k, in, depth+1)
			}
			return
		}
		in.dict = d
		out = append(out, in)
	}
	if root := f.dict(f.trailer["Root"]); root != nil {
		walk(root["Pages"], leaf{}, 0)
	}
	if len(out) > 0 {
		return out
	}
	return f.strayPages()
}

func (f *file) strayPages() (out []leaf) {
	nums := make([]int, 0, len(f.entries))
	for n := range f.entries {
		nums = append(nums, n)
	}
	sort.Ints(nums)
	for _, n := range nums {
		d, ok := f.resolve(ref{n, 0}).(dict)
		if !ok || f.name(d["Type"]) != "Page" || len(out) > maxPages {
			continue
		}
		l := leaf{dict: d, resources: d["Resources"], box: d["MediaBox"]}
		for p, i := d, 0; i < 16 && (l.resources == nil || l.box == nil); i++ {
			if p = f.dict(p["Parent"]); p == nil {
				break
			}
			if l.resources == nil {
				l.resources = p["Resources"]
			}
			if l.box == nil {
				l.box = p["MediaBox"]
			}
		}
		out = append(out, l)
	}
	return out
}

// title is the document information's, empty if there is none.
func (f *file) title() string {
	return f.info("Title")
}

// info is an entry of the document information, empty if there is none.
func (f *file) info(key string) string {
	s, _ := f.resolve(f.dict(f.trailer["Info"])[key]).(text)
	return strings.TrimSpace(textString([]byte(s)))
}

// textString decodes UTF-16 with its mark, UTF-8 with its, or ASCII.
func textString(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		var u []uint16
		for i := 2; i+1 < len(b); i += 2 {
			u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
		}
		return string(utf16.Decode(u))
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		return strings.ToValidUTF8(string(b[3:]), "\uFFFD")
	}
	return strings.Map(func(r rune) rune {
		if r < 32 || r > 126 {
			return -1
		}
		return r
	}, string(b))
}

// reader runs the pages of a file.
type reader struct {
	file   *file
	opts   Options
	mu     sync.Mutex
	fonts  map[int]*font
	glyphs *glyphCount
}

func newReader(f *file, opts Options) *reader {
	if opts.Workers <= 0 {
		opts.Workers = runtime.GOMAXPROCS(0)
	}
	return &reader{file: f, opts: opts, fonts: map[int]*font{}, glyphs: &glyphCount{pages: map[GlyphCode]map[int]int{}}}
}

// run reads all pages and finds their tables.
func (r *reader) run(leaves []leaf) []*sheet {
	sheets := make([]*sheet, len(leaves))
	var done atomic.Int64
	r.parallel(len(leaves), func(i int) {
		sheets[i] = safeSheet(r.page(i+1, leaves[i]), r.file.budget)
		if r.opts.Progress != nil {
			r.opts.Progress(int(done.Add(1)), len(leaves))
		}
	})
	return sheets
}

// parallel calls do for 0 to n-1 on the reader's workers. A panic of one of them
// is the caller's.
func (r *reader) parallel(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	var failed atomic.Pointer[any]
	for range min(r.opts.Workers, n) {
		wg.Go(func() {
			defer func() {
				if e := recover(); e != nil {
					failed.Store(&e)
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
	if e := failed.Load(); e != nil {
		panic(*e)
	}
}

// page runs one page and turns it so that most of its text reads from left to
// right, whatever its Rotate says: a landscape table on a portrait page often
// has no Rotate at all.
func (r *reader) page(number int, l leaf) (p *page) {
	defer func() {
		if e := recover(); e != nil {
			p = &page{number: number, err: fmt.Errorf("%v", e)}
		}
	}()
	buf := contents.Get().(*[]byte)
	content, own, err := r.content(l, *buf)
	if own {
		defer func() {
			*buf = content
			contents.Put(buf)
		}()
	}
	x0, y0, x1, y1 := 0.0, 0.0, 595.0, 842.0
	if b := r.file.numbers(l.box, 4); b != nil && b[2] != b[0] && b[3] != b[1] {
		x0, y0, x1, y1 = min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3])
	}
	res := r.file.dict(l.resources)
	ip := r.interpreter(number, matrix{1, 0, 0, -1, -x0, y1}, x1-x0, y1-y0)
	annotations := r.file.array(l.dict["Annots"])
	ip.start(content, res, annotations)
	facing := ip.direction()
	switch facing {
	case 1: // upwards
		ip = r.interpreter(number, matrix{0, 1, 1, 0, -y0, -x0}, y1-y0, x1-x0)
	case 2: // upside down
		ip = r.interpreter(number, matrix{-1, 0, 0, 1, x1, -y0}, x1-x0, y1-y0)
	case 3: // downwards
		ip = r.interpreter(number, matrix{0, -1, -1, 0, y1, x1}, y1-y0, x1-x0)
	}
	if facing != 0 {
		ip.facing = facing
		ip.start(content, res, annotations)
	}
	r.glyphs.add(number, ip.lost)
	if ip.page.err == nil {
		ip.page.err = err
	}
	return ip.page
}

// contents is memory for the content streams of pages.
var contents = sync.Pool{New: func() any { return new([]byte) }}

// content decodes a page's content, into buf where it can. own tells that the
// result may be used again for another page.
func (r *reader) content(l leaf, buf []byte) (content []byte, own bool, err error) {
	o := r.file.resolve(l.dict["Contents"])
	if s, ok := o.(*stream); ok {
		return r.file.decodeInto(s, buf)
	}
	a, _ := o.(array)
	if o != nil && a == nil {
		return nil, false, errNoContent
	}
	buf = buf[:0]
	var failed error
	for i, v := range a {
		s := r.file.stream(v)
		if s == nil {
			failed = errNoContent
			continue
		}
		b, err := r.file.decode(s)
		if err != nil {
			failed = err
		}
		if len(buf)+len(b) > maxStreamBytes || i > 10_000 {
			return buf, true, errLimit
		}
		buf = append(append(buf, b...), '\n')
	}
	return buf, true, failed
}

// font is loaded once per object.
func (r *reader) font(o object) *font {
	key, ok := o.(ref)
	if !ok {
		if r.file.dict(o) == nil {
			return nil
		}
		return r.file.loadFont(o, r.opts.Glyphs)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	ft, have := r.fonts[key.num]
	if !have {
		if r.file.dict(o) != nil {
			ft = r.file.loadFont(o, r.opts.Glyphs)
		}
		r.fonts[key.num] = ft
	}
	return ft
}

// glyphCount collects glyphs without Unicode.
type glyphCount struct {
	mu    sync.Mutex
	pages map[GlyphCode]map[int]int
}

func (g *glyphCount) add(page int, lost map[GlyphCode]int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for k, n := range lost {
		if g.pages[k] == nil {
			g.pages[k] = map[int]int{}
		}
		g.pages[k][page] += n
	}
}

func (g *glyphCount) list(given map[GlyphCode]string) (out []block.Glyph) {
	for k, pages := range g.pages {
		b := block.Glyph{Font: k.Font, Code: k.Code, Text: given[k]}
		for p, n := range pages {
			b.Pages = append(b.Pages, p)
			b.Count += n
		}
		sort.Ints(b.Pages)
		out = append(out, b)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Font != out[j].Font {
			return out[i].Font < out[j].Font
		}
		return out[i].Code < out[j].Code
	})
	return out
}
