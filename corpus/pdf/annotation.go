package pdf

import "strings"

// Annotations lie over the page: what is filled into a form, typed beside the
// text, stamped. Their text is read as the page's; their boxes are no rules.

const (
	maxAnnotations = 5000
	unseen         = 1<<1 | 1<<5 // flags: hidden, not to be viewed
)

// annotate runs the appearance of every annotation that shows text of its own.
func (ip *interpreter) annotate(annotations array) {
	f := ip.reader.file
	ip.beside = true
	for i, a := range annotations {
		d := f.dict(a)
		if i >= maxAnnotations || ip.page.err != nil || d == nil {
			continue
		}
		kind := f.name(d["Subtype"])
		switch kind {
		case "Link", "Popup", "Text", "Highlight", "Underline", "StrikeOut", "Squiggly":
			continue
		}
		to := f.numbers(d["Rect"], 4)
		if to == nil || int(f.number(d["F"], 0))&unseen != 0 {
			continue
		}
		if x := f.appearance(d); x != nil {
			ip.appear(x, to)
		} else if kind == "Widget" {
			ip.typed(f.fieldValue(d), boxThrough(ip.flip, to))
		}
	}
	ip.beside = false
}

// appearance is the annotation's normal one, in its state if it has several.
func (f *file) appearance(d dict) *stream {
	n := f.dict(d["AP"])["N"]
	if x := f.stream(n); x != nil {
		return x
	}
	return f.stream(f.dict(n)[f.name(d["AS"])])
}

// appear fits the appearance's box into the annotation's (ISO 32000-1, 12.5.5).
func (ip *interpreter) appear(x *stream, to []float64) {
	f := ip.reader.file
	b := f.numbers(x.dict["BBox"], 4)
	if b == nil {
		return
	}
	m := identity
	if n := f.numbers(x.dict["Matrix"], 6); n != nil {
		m = matrix(n)
	}
	from, into := boxThrough(m, b), boxThrough(identity, to)
	w, h := from.x1-from.x0, from.y1-from.y0
	if w <= 0 || h <= 0 {
		return
	}
	sx, sy := (into.x1-into.x0)/w, (into.y1-into.y0)/h
	fit := matrix{sx, 0, 0, sy, into.x0 - from.x0*sx, into.y0 - from.y0*sy}
	ip.form(x, state{ctm: fit.mul(ip.flip), tz: 1}, f.dict(f.acroForm()["DR"]), 0)
}

// acroForm is the document's form.
func (f *file) acroForm() dict {
	return f.dict(f.dict(f.trailer["Root"])["AcroForm"])
}

// fieldValue is what is filled into a field of text or choice.
func (f *file) fieldValue(d dict) string {
	for range 16 {
		if v, ok := f.resolve(d["V"]).(text); ok {
			return textString([]byte(v))
		}
		if d = f.dict(d["Parent"]); d == nil {
			break
		}
	}
	return ""
}

// typed sets a value that has no appearance where a viewer would print it.
func (ip *interpreter) typed(value string, box rect) {
	lines := strings.FieldsFunc(value, func(r rune) bool { return r == '\r' || r == '\n' })
	if len(lines) == 0 {
		return
	}
	size := min(10, .8*(box.y1-box.y0)/float64(len(lines)))
	for k, line := range lines {
		x, base := box.x0+2, box.y0+float64(k+1)*(box.y1-box.y0)/float64(len(lines)+1)+.4*size
		for _, r := range line {
			w := size
			if narrowRune(r) {
				w = size / 2
			}
			if ip.glyphs++; ip.glyphs > maxPageGlyphs || !ip.reader.file.budget.glyph() {
				ip.page.err = errLimit
				return
			}
			ip.page.chars = append(ip.page.chars, char{r: r, x0: float32(x), x1: float32(x + w), y0: float32(base - .88*size), y1: float32(base + .12*size), base: float32(base), size: float32(size)})
			x += w
		}
	}
}
