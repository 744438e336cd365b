package pdf

import "math"

// Coordinates are points from the page's upper left corner, y down, after the
// page is turned so that its text reads from left to right.

type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) has(x, y float64) bool { return x >= r.x0 && x <= r.x1 && y >= r.y0 && y <= r.y1 }

func (r rect) and(o rect) rect {
	return rect{math.Max(r.x0, o.x0), math.Max(r.y0, o.y0), math.Min(r.x1, o.x1), math.Min(r.y1, o.y1)}
}

func (r rect) or(o rect) rect {
	return rect{math.Min(r.x0, o.x0), math.Min(r.y0, o.y0), math.Max(r.x1, o.x1), math.Max(r.y1, o.y1)}
}

var (
	everywhere = rect{-1e9, -1e9, 1e9, 1e9}
	nowhere    = rect{1e9, 1e9, -1e9, -1e9} // neutral for or
)

// matrix is [a b c d e f] of ISO 32000-1, 8.3.3.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul is m followed by o.
func (m matrix) mul(o matrix) matrix {
	return matrix{
		m[0]*o[0] + m[1]*o[2], m[0]*o[1] + m[1]*o[3],
		m[2]*o[0] + m[3]*o[2], m[2]*o[1] + m[3]*o[3],
		m[4]*o[0] + m[5]*o[2] + o[4], m[4]*o[1] + m[5]*o[3] + o[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// char is one character with its box. float32 keeps a page of ten thousand
// small; it is exact to a thousandth of a point.
type char struct {
	r              rune
	x0, y0, x1, y1 float32
	base, size     float32
	clip           int32 // index of page.clips
	style          style
}

type style uint8

const (
	bold     style = 1 << iota
	unmapped       // r is U+FFFD
	white          // painted in white
	buried         // painted over
	upward         // runs from the bottom to the top of the page
	downward       // runs from top to bottom, lying or in vertical writing
	askew          // runs across
	pale           // painted in a light colour or so that one can see through it
)

func (c char) cx() float64 { return float64(c.x0+c.x1) / 2 }
func (c char) cy() float64 { return float64(c.y0+c.y1) / 2 }
func (c char) box() rect {
	return rect{float64(c.x0), float64(c.y0), float64(c.x1), float64(c.y1)}
}

// typeBox is the box as high as the type is, whatever its font claims.
func (c char) typeBox() rect {
	return rect{float64(c.x0), float64(c.base) - .88*float64(c.size), float64(c.x1), float64(c.base) + .12*float64(c.size)}
}

// rule is a straight line along one axis: pos across, a to b along.
type rule struct{ pos, a, b float64 }

// shade is a filled area that is no line and not white.
type shade struct {
	rect
	color uint32 // 0xRRGGBB
}

// page is what the interpreter saw.
type page struct {
	number        int
	width, height float64
	chars         []char // until the tables are found
	letters       int    // how many there were
	hidden        []char // outside of their clip: printed on no paper
	ghosts        []char // under paint or white on white: printed, but not to be seen
	clips         []rect
	horizontal    []rule
	vertical      []rule
	shades        []shade
	images        bool
	invisible     bool // the characters were drawn invisibly, as text recognition does
	radicals      int  // radicals mapped back
	dots          bool // U+2027 occurs, which no Japanese text uses
	shared        int  // and other characters of sharedGlyphs
	turned        bool // the page is in vertical writing
	forms         int  // characters of uprightForms mapped back
	err           error
}
