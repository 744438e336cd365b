package pdf

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// look is how a document is printed: what differs between the programs that
// write PDF files, and what must not change what is read.
type look struct {
	face      string  // how characters are coded: see face
	draw      string  // "" a string a line, glyph, kerned, twice
	wrap      string  // "" plain, form, marked, nested
	rules     string  // "" strokes, fills, dots, dashes, double, boxes, hair
	inner     string  // rules between cells: "" all, columns, rows, none
	frameless bool    // no outer border
	breaks    string  // rows at the page's end: "" whole, open, closed
	middle    bool    // texts are centred in the height of their cells
	once      bool    // captions stand on the first page only
	two       bool    // two rows of captions, one of them over two columns
	plain     bool    // captions without a background
	rotate    int     // Rotate of the page
	crop      bool    // a crop box inside of the media box, with marks outside
	packed    bool    // object streams and a cross-reference stream
	landscape bool    // A4 on its side
	size      float64 // of the type, 9 if 0
	lead      float64 // from line to line, in sizes, 1.4 if 0
	margin    bool    // prose: citations in the margin
	half      bool    // prose: half-width numbers in headings
	hang      float64 // prose: indent of items, in sizes
	gap       float64 // prose: between blocks, in sizes
	foot      string  // of the page number, "- %d -" if empty
}

// press prints a document page by page. Coordinates are points from the page's
// upper left corner.
type press struct {
	look
	rng   *rand.Rand
	w, h  float64
	pages []*strings.Builder
	*face
}

func newPress(l look, seed uint64) *press {
	if l.size == 0 {
		l.size = 9
	}
	if l.lead == 0 {
		l.lead = 1.4
	}
	if l.foot == "" {
		l.foot = "- %d -"
	}
	p := &press{look: l, rng: rand.New(rand.NewPCG(seed, 4)), w: 595, h: 842, face: newFace(l.face)}
	p.pieces(registration, false) // its glyphs are in the font
	if l.landscape {
		p.w, p.h = p.h, p.w
	}
	return p
}

func (p *press) newPage() { p.pages = append(p.pages, &strings.Builder{}) }

func (p *press) printf(format string, args ...any) {
	fmt.Fprintf(p.pages[len(p.pages)-1], format, args...)
}

// text prints one line with its base line at y.
func (p *press) text(x, y, size float64, s string) {
	p.run(x, y, size, s)
	if p.draw == "twice" { // bold type is made so
		p.run(x+.25, y, size, s)
	}
}

func (p *press) run(x, y, size float64, s string) {
	if p.wrap == "marked" {
		p.printf("/Span << /MCID %d >> BDC ", len(s))
		defer p.printf("EMC\n")
	}
	for _, piece := range p.pieces(s, p.draw == "glyph") {
		codes := "<" + piece.hex + "> Tj"
		if p.draw == "kerned" && len(piece.text) > 1 {
			k := p.rng.IntN(40) - 20
			n := len(piece.hex) / len(piece.text)
			codes = fmt.Sprintf("[<%s> %d <%s>] TJ", piece.hex[:n], k, piece.hex[n:])
		}
		p.printf("BT /F%d %.2f Tf %.2f %.2f Td %s ET\n", piece.font, size, x, p.h-y, codes)
		x += width(string(piece.text)) * size
	}
}

// width is the length of a line in sizes.
func width(s string) (w float64) {
	for _, r := range s {
		w += advance(r)
	}
	return w
}

func advance(r rune) float64 {
	if r < 0x2000 {
		return .5
	}
	return 1
}

// lines breaks a text as Japanese type setters do: no line begins with
// punctuation.
func lines(s string, room float64) (out []string) {
	line, w := []rune{}, 0.0
	rs := []rune(s)
	for i, r := range rs {
		a := advance(r)
		stays := i+1 < len(rs) && strings.ContainsRune(noStart, rs[i+1])
		if w+a > room || w+a+advance(r) > room && stays && !strings.ContainsRune(noStart, r) {
			out = append(out, string(line))
			line, w = nil, 0
		}
		line = append(line, r)
		w += a
	}
	return append(out, string(line))
}

// The rules of tables.

func (p *press) horizontal(x0, x1, y float64) {
	if p.inner == "" || p.inner == "rows" {
		p.rule(x0, y, x1, y)
	}
}

func (p *press) vertical(x, y0, y1 float64) {
	if p.inner == "" || p.inner == "columns" {
		p.rule(x, y0, x, y1)
	}
}

func (p *press) rule(x0, y0, x1, y1 float64) {
	y0, y1 = p.h-y0, p.h-y1
	switch p.rules {
	case "fills":
		p.printf("%.2f %.2f %.2f %.2f re f\n", x0-.25, min(y0, y1)-.25, x1-x0+.5, max(y0, y1)-min(y0, y1)+.5)
	case "dots":
		for k := 0.0; k <= max(x1-x0, y0-y1); k += 2 {
			x, y := min(x0+k, x1), max(y0-k, y1)
			p.printf("%.2f %.2f .5 .5 re f\n", x-.25, y-.25)
		}
	case "dashes":
		p.printf("[3 2] 0 d .5 w %.2f %.2f m %.2f %.2f l S [] 0 d\n", x0, y0, x1, y1)
	case "double":
		dx, dy := 0.0, .75
		if x0 == x1 {
			dx, dy = dy, dx
		}
		p.printf(".4 w %.2f %.2f m %.2f %.2f l S %.2f %.2f m %.2f %.2f l S\n", x0-dx, y0-dy, x1-dx, y1-dy, x0+dx, y0+dy, x1+dx, y1+dy)
	case "hair":
		p.printf(".6 G 0 w %.2f %.2f m %.2f %.2f l S\n", x0, y0, x1, y1)
	default:
		p.printf(".5 w %.2f %.2f m %.2f %.2f l S\n", x0, y0, x1, y1)
	}
}

func (p *press) box(x0, y0, x1, y1 float64) {
	p.printf(".5 w %.2f %.2f %.2f %.2f re S\n", x0, p.h-y1, x1-x0, y1-y0)
}

func (p *press) shade(x0, y0, x1, y1 float64) {
	p.printf("q .87 .92 .97 rg %.2f %.2f %.2f %.2f re f Q\n", x0, p.h-y1, x1-x0, y1-y0)
}

// done gives the file.
func (p *press) done() []byte {
	b := newBuilder()
	fonts := p.write(b, 10)
	next := b.top + 1
	kids := ""
	for _, c := range p.pages {
		content := p.turned(c.String())
		extra := ""
		if p.wrap == "form" || p.wrap == "nested" {
			content, extra = p.formed(b, &next, content, fonts)
		}
		kids += fmt.Sprintf("%d 0 R ", next)
		b.object(next, fmt.Sprintf("<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R /Resources << /Font << %s >> %s >> >>", p.boxes(), next+1, fonts, extra))
		b.flate(next+1, "", []byte(content))
		next += 2
	}
	b.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	b.object(2, fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(p.pages)))
	if p.packed {
		return b.pack()
	}
	return b.done("")
}

// formed puts the content into a form, or into a form inside of a form.
func (p *press) formed(b *builder, next *int, content, fonts string) (string, string) {
	depth := 1
	if p.wrap == "nested" {
		depth = 2
	}
	extra := ""
	for range depth {
		b.flate(*next, fmt.Sprintf("/Type /XObject /Subtype /Form /Matrix [1 0 0 1 5 -5] /BBox [-50 -50 2000 2000] /Resources << /Font << %s >> %s >>", fonts, extra), []byte(content))
		extra = fmt.Sprintf("/XObject << /X %d 0 R >>", *next)
		content = "q 1 0 0 1 -5 5 cm /X Do Q"
		*next++
	}
	return content, extra
}

const (
	bleed        = 36 // points between crop box and media box
	registration = "印刷用の見当"
)

func (p *press) boxes() string {
	w, h := p.w, p.h
	if p.rotate%180 != 0 {
		w, h = h, w
	}
	s := fmt.Sprintf("/Rotate %d /MediaBox [0 0 %g %g]", p.rotate, w, h)
	if p.crop {
		s = fmt.Sprintf("/Rotate %d /MediaBox [0 0 %g %g] /CropBox [%d %d %g %g]", p.rotate, w+2*bleed, h+2*bleed, bleed, bleed, w+bleed, h+bleed)
	}
	return s
}

// turned sets the content so that Rotate makes it upright.
func (p *press) turned(content string) string {
	m := ""
	switch p.rotate {
	case 90:
		m = fmt.Sprintf("0 1 -1 0 %g 0 cm\n", p.h)
	case 180:
		m = fmt.Sprintf("-1 0 0 -1 %g %g cm\n", p.w, p.h)
	case 270:
		m = fmt.Sprintf("0 -1 1 0 0 %g cm\n", p.w)
	}
	if p.crop {
		codes := p.pieces(registration, false)[0]
		m = fmt.Sprintf("1 0 0 1 %d %d cm BT /F%d 6 Tf -30 -20 Td <%s> Tj ET\n", bleed, bleed, codes.font, codes.hex) + m
	}
	return m + content
}
