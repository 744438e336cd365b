package contract

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Cut divides a text into clauses, in order. The work grows with the length of
// the text and with nothing else.
func Cut(text string) []Clause {
	c := &cutter{text: text, all: lines(text)}
	for i := range c.all {
		if m, ok := markOf(c.all[i].text); ok && m.depth < depthBullet && !m.heading {
			c.numbered = true
			break
		}
	}
	for i := range c.all {
		c.take(i)
	}
	c.close()
	return c.out
}

// cutter walks over the lines. Where the text has numbers, a line without one
// goes on with the clause before it; where it has none, a line that follows the
// end of a sentence or a blank line is a clause of its own.
type cutter struct {
	text     string
	all      []line
	numbered bool

	out   []Clause
	open  *Clause
	path  []mark
	row   int // of the table at hand
	notch int // bullets below the mark at hand
}

func (c *cutter) take(i int) {
	l := c.all[i]
	if strings.Contains(l.text, "\t") && !startsWithMark(l.text) {
		c.row++
		c.begin(l, c.label(mark{label: "行" + strconv.Itoa(c.row)}), 0)
		return
	}
	m, ok := markOf(l.text)
	switch {
	case isCaption(l.text) && i+1 < len(c.all) && startsArticle(c.all[i+1].text):
		c.close()
		c.out = append(c.out, Clause{Mark: l.text, Label: l.text, Heading: true, Start: l.end, End: l.end, Line: l.no})
	case ok:
		c.row = 0
		c.marked(l, m)
	case isBanner(l.text):
		c.row = 0
		c.marked(l, mark{depth: depthAppendix, label: l.text, length: len(l.text), heading: true})
	case isClosing(l.text):
		c.path = nil
		c.begin(l, "後文", 0)
	case c.open == nil || c.row > 0 || !c.numbered && (l.blank || c.ended()):
		c.row = 0
		c.begin(l, c.label(mark{}), 0)
	default:
		c.open.End = l.end
	}
}

// startsWithMark tells a number with a tab behind it from a row of a table.
func startsWithMark(l string) bool {
	m, ok := markOf(l)
	return ok && (m.heading || !strings.Contains(l[m.length:], "\t"))
}

func startsArticle(l string) bool {
	m, ok := markOf(l)
	return ok && m.depth == depthArticle
}

// ended reports that the clause so far ends a sentence.
func (c *cutter) ended() bool {
	return strings.HasSuffix(c.text[c.open.Start:c.open.End], "。")
}

// marked begins the clause of a mark.
func (c *cutter) marked(l line, m mark) {
	for len(c.path) > 0 && c.path[len(c.path)-1].depth >= m.depth {
		c.path = c.path[:len(c.path)-1]
	}
	if m.depth == depthBullet {
		c.notch++
		m.label = strings.TrimRight(m.label, "-*+") + strconv.Itoa(c.notch)
		if m.label[0] >= '0' && m.label[0] <= '9' {
			m.label = "・" + m.label
		}
		c.begin(l, c.label(m), m.length)
		return
	}
	c.notch = 0
	if m.heading {
		c.close()
		c.out = append(c.out, Clause{Label: m.label, Mark: l.text, Heading: true, Start: l.end, End: l.end, Line: l.no})
	} else {
		c.begin(l, c.label(m), m.length)
	}
	if m.depth > depthPart {
		c.path = append(c.path, m)
	}
}

// label joins the marks around a clause: 第3条 2 (1).
func (c *cutter) label(m mark) string {
	var parts []string
	marks := c.path
	if m.label != "" {
		marks = append(marks[:len(marks):len(marks)], m)
	}
	for i, p := range marks {
		if p.depth < depthParagraph || !holdsOuter(marks[i+1:]) {
			parts = append(parts, p.label)
		}
	}
	return strings.Join(parts, " ")
}

// holdsOuter reports a mark that holds the numbers outside of it.
func holdsOuter(marks []mark) bool {
	return slices.ContainsFunc(marks, func(m mark) bool { return m.decimal })
}

func (c *cutter) begin(l line, label string, skip int) {
	c.close()
	start := l.start + skip
	for start < l.end {
		r, n := utf8.DecodeRuneInString(c.text[start:l.end])
		if !isBlank(r) {
			break
		}
		start += n
	}
	c.open = &Clause{Label: label, Mark: strings.TrimRight(l.text[:skip], " \t　"), Start: start, End: l.end, Line: l.no}
}

// close ends the clause at hand, in parts where it is long.
func (c *cutter) close() {
	if c.open == nil {
		return
	}
	parts := divide(c.text, c.open.Start, c.open.End)
	for i, p := range parts {
		x := *c.open
		x.Start, x.End, x.Text = p[0], p[1], c.text[p[0]:p[1]]
		if len(parts) > 1 {
			x.Label = strings.TrimSpace(x.Label + "（" + strconv.Itoa(i+1) + "/" + strconv.Itoa(len(parts)) + "）")
		}
		if i > 0 {
			x.Mark = ""
			x.Line += strings.Count(c.text[c.open.Start:p[0]], "\n")
		}
		c.out = append(c.out, x)
	}
	c.open = nil
}

// divide cuts a long text behind the last 。 or line break of every Longest
// characters, else where they end.
func divide(text string, start, end int) [][2]int {
	var out [][2]int
	for {
		n, stop, at := 0, 0, start
		for i, r := range text[start:end] {
			if n == Longest {
				at = start + i
				break
			}
			if n++; r == '。' || r == '\n' {
				stop = start + i + utf8.RuneLen(r)
			}
			at = end
		}
		if at == end {
			return append(out, [2]int{start, end})
		}
		if stop > start {
			at = stop
		}
		out = append(out, [2]int{start, at})
		start = at
	}
}
