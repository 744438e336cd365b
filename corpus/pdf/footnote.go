package pdf

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
)

// isNoteMark tells a raised number, which points to a footnote, from the
// characters of its line.
func (l *proseLine) isNoteMark(i int) bool {
	c := &l.chars[i]
	if !unicode.IsDigit(c.r) && !strings.ContainsRune("*＊)）※注", c.r) {
		return false
	}
	rise := l.base - float64(c.base)
	return float64(c.size) < l.height*.8 && rise > .1*l.height || float64(c.size) < l.height*.9 && rise > .2*l.height
}

// loneMark tells a mark that the line break cut off from its text.
func (d *prose) loneMark(l *proseLine) bool { return l.height < .75*d.size && len(l.s) <= 3 }

// noteMarks are the numbers of the footnotes that a line points to.
func (d *prose) noteMarks(l *proseLine) (out []int) {
	v, alone := -1, d.loneMark(l)
	for i := range l.chars {
		c := &l.chars[i]
		digit := digitValue(c.r)
		if digit >= 0 && !alone && !l.isNoteMark(i) {
			digit = -1
		}
		if digit >= 0 && v >= 0 && c.x0-l.chars[i-1].x1 < .6*c.size {
			v = v*10 + digit
			continue
		}
		if v > 0 && v < 1000 {
			out = append(out, v)
		}
		v = digit
	}
	if v > 0 && v < 1000 {
		out = append(out, v)
	}
	return out
}

// dropNoteMarks removes the numbers that point to footnotes.
func (w *writer) dropNoteMarks(l proseLine) proseLine {
	var keep []char
	alone := w.cur != nil && w.loneMark(&l)
	for i, c := range l.chars {
		if l.isNoteMark(i) || alone && (unicode.IsDigit(c.r) || strings.ContainsRune("*＊)）※注", c.r)) {
			if keep == nil {
				keep = append(make([]char, 0, len(l.chars)), l.chars[:i]...)
			}
			continue
		}
		if keep != nil {
			keep = append(keep, c)
		}
	}
	if keep != nil {
		l.chars = keep
		l.s = l.trimmed()
	}
	return l
}

// splitFootnotes cuts off what stands below a rule at the page's foot, in small
// type or under a number that the page points to. Without a rule it is the
// small type at the page's end that begins with such a number.
func (d *prose) splitFootnotes(i int) {
	body := d.body[i]
	if i > 0 { // a footnote for which its page has no room is on the next one
		d.marks[i] = d.openMarks(i - 1)
	}
	d.own[i] = len(d.marks[i])
	for k := range body {
		d.marks[i] = append(d.marks[i], d.noteMarks(&body[k])...)
	}
	from := d.belowRule(i)
	if from == len(body) && len(d.marks[i]) > 0 {
		for k := len(body) - 1; k > 0 && body[k].height < d.size*.93; k-- {
			if no, _, _ := noteNumber(&body[k], d.marks[i][0]); markValue(no) == d.marks[i][0] {
				from = k
			}
		}
	}
	d.body[i], d.foot[i] = body[:from], body[from:]
}

// openMarks are the numbers on a page for which it has no footnote.
func (d *prose) openMarks(i int) (open []int) {
	for _, m := range d.marks[i][d.own[i]:] {
		if !slices.ContainsFunc(d.foot[i], func(l proseLine) bool {
			no, _, _ := noteNumber(&l, m)
			return markValue(no) == m
		}) {
			open = append(open, m)
		}
	}
	return open
}

// belowRule is the index of the first line below the rule over the footnotes,
// or the number of lines if there is no such rule.
func (d *prose) belowRule(i int) int {
	s, body := d.sheets[i], d.body[i]
	from := len(body)
	for _, r := range s.horizontal {
		w := r.b - r.a
		if r.pos < s.height*.3 || w < 40 || r.a > d.left[i%2]+4*d.size {
			continue
		}
		k := len(body)
		small := w <= s.width*.5
		for k > 0 && body[k-1].base > r.pos {
			k--
			small = small && body[k].height < d.size*.96
		}
		if k < from && (small || d.pointedAt(i, k)) {
			from = k
		}
	}
	return from
}

// pointedAt tells whether the lines from k on begin with the first number that
// the page points to, and hold all of them.
func (d *prose) pointedAt(i, k int) bool {
	marks, body := d.marks[i], d.body[i]
	if len(marks) == 0 || body[k].height > d.size || body[k].bold && !d.bold || body[k].base < .4*d.sheets[i].height {
		return false
	}
	if no, _, apart := noteNumber(&body[k], marks[0]); !apart && body[k].height > d.size*.93 || markValue(no) != marks[0] {
		return false
	}
	for ; k < len(body) && len(marks) > 0; k++ {
		if no, _, _ := noteNumber(&body[k], marks[0]); markValue(no) == marks[0] {
			marks = marks[1:]
		}
	}
	return len(marks) == 0
}

// footLine starts a footnote: 12 text, *3 text, 注1) text.
var footLine = pattern.New(`^(?:注|※|\*)?\s*[(（]?([0-9０-９]{1,3})([\s　)）．.:：]*)(.+)$`)

// noteNumber reads the number that a line begins with; due is the one that is
// expected, for a number may stand before digits of the text: 7 before 30日.
// apart tells that type or a space sets the number off.
func noteNumber(l *proseLine, due int) (no, text string, apart bool) {
	m := footLine.FindStringSubmatch(l.s)
	if m == nil {
		return "", l.s, false
	}
	section := strings.ContainsAny(m[2], ".．") && digitValue(firstRune(m[3])) >= 0 // 11.3
	if section && isTitle(l.s) {
		return "", l.s, false
	}
	if n := l.raisedDigits(); n > 0 && n < len([]rune(m[1])) {
		rs := []rune(m[1])
		return string(rs[:n]), string(rs[n:]) + m[2] + m[3], true
	} else if n > 0 {
		return m[1], m[3], true
	}
	rs, want := []rune(m[1]), len(strconv.Itoa(due))
	if len(rs) > want && markValue(string(rs[:want])) == due {
		return string(rs[:want]), string(rs[want:]) + m[2] + m[3], false
	}
	if section && markValue(m[1]) != due {
		return "", l.s, false
	}
	return m[1], m[3], m[2] != ""
}

// raisedDigits counts the small or raised digits at a line's start.
func (l *proseLine) raisedDigits() (n int) {
	for i := range l.chars {
		c := &l.chars[i]
		switch small := float64(c.size) < .85*l.height || l.isNoteMark(i); {
		case small && digitValue(c.r) >= 0:
			n++
		case !unicode.IsSpace(c.r) && (n > 0 || !small && !strings.ContainsRune("注※*(（", c.r)):
			return n
		}
	}
	return n
}

// footnotes files the lines at a page's foot.
func (w *writer) footnotes(ls []proseLine) {
	used := 0 // of the numbers that the page points to
	for k := range ls {
		l := &ls[k]
		due := 1
		if n := len(w.notes); n > 0 {
			due = markValue(w.notes[n-1].No) + 1
		}
		marks := w.marks[l.page][min(used, len(w.marks[l.page])):]
		if len(marks) > 0 {
			due = marks[0]
		}
		no, text, apart := noteNumber(l, due)
		at := slices.Index(marks, markValue(no))
		if no != "" && w.startsNote(markValue(no), at, due, apart, len(w.marks[l.page]) > 0, k > 0 && !w.ended(&ls[k-1], *l)) {
			used += at + 1
			w.notes = append(w.notes, &block.Block{Type: block.Footnote, No: no, Text: text, Page: l.page + 1, Box: boxOf(rect{l.x0, l.y0, l.x1, l.y1})})
			continue
		}
		if n := len(w.notes); n > 0 {
			w.notes[n-1].Text = joinPages(w.notes[n-1].Text, l.s)
			continue
		}
		w.notes = append(w.notes, &block.Block{Type: block.Footnote, Text: l.s, Page: l.page + 1, Box: boxOf(rect{l.x0, l.y0, l.x1, l.y1})})
	}
}

// startsNote: number v is among those that the page still points to, at place
// at, or else the next one. Where the page points to none, it is the one that is
// due, or is set off by its type. inside tells that the line above runs on.
func (w *writer) startsNote(v, at, due int, apart, pointed, inside bool) bool {
	switch {
	case at < 0 && pointed:
		return apart && !inside && len(w.notes) > 0 && v == markValue(w.notes[len(w.notes)-1].No)+1
	case at < 0 && v != due && v != 1 && len(w.notes) > 0:
		return false
	}
	return apart || !inside
}

// ended tells that a line of a footnote ends its paragraph: with a sentence, or
// before the edge although there was room for the next word; an address may be
// parted anywhere.
func (w *writer) ended(p *proseLine, l proseLine) bool {
	word := math.Min(math.Max(firstWord(l), p.height), 8*p.height)
	return endsSentence(p.s) || w.right[p.page%2]-p.ink1 > word+.8*p.height
}
