package main

import (
	"strings"
	"unicode"

	"shogo/index"
)

// A section is made of paragraphs up to about this many characters, which
// gives a mean near 200.
const sectionLimit = 300

// collector gathers sections and drops what no Japanese reader would search:
// texts that are short, mostly not Japanese, or seen before.
type collector struct {
	seen map[string]bool
	docs []index.Document
}

func newCollector() *collector { return &collector{seen: map[string]bool{}} }

// add cuts paragraphs under one heading into sections. Later sections of one
// heading carry their number in the title, as a split page would.
func (c *collector) add(title string, paragraphs []string) {
	parts := split(paragraphs)
	for i, text := range parts {
		t := firstRunes(clean(title), 120)
		if len(parts) > 1 {
			t += " (" + itoa(i+1) + ")"
		}
		if c.seen[text] || !worthSearching(text) {
			continue
		}
		c.seen[text] = true
		c.docs = append(c.docs, index.Document{Title: t, Body: text})
	}
}

// split joins short paragraphs and cuts long ones at the end of a sentence.
func split(paragraphs []string) []string {
	var out []string
	cur := ""
	flush := func() {
		if cur != "" {
			out, cur = append(out, cur), ""
		}
	}
	for _, p := range paragraphs {
		p = clean(p)
		if p == "" {
			continue
		}
		if cur != "" && runeLen(cur)+runeLen(p) > sectionLimit {
			flush()
		}
		for r := []rune(p); len(r) > 2*sectionLimit; r = []rune(p) {
			flush()
			at := sentenceEnd(r)
			out, p = append(out, string(r[:at])), string(r[at:])
		}
		cur = strings.TrimSpace(cur + " " + p)
	}
	flush()
	return out
}

// sentenceEnd finds the last 。 between half and twice the limit.
func sentenceEnd(r []rune) int {
	for i := 2*sectionLimit - 1; i >= sectionLimit/2; i-- {
		if r[i] == '。' {
			return i + 1
		}
	}
	return sectionLimit
}

// clean folds white space and removes it where a line of Japanese was broken.
func clean(s string) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	out := r[:0]
	for i, c := range r {
		if c == ' ' && i > 0 && i+1 < len(r) && wide(out[len(out)-1]) && wide(r[i+1]) {
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

// wide tells characters of Japanese text, its punctuation included.
func wide(c rune) bool {
	return c >= 0x3000 && c <= 0x30ff || c >= 0x4e00 && c <= 0x9fff || c >= 0xff00 && c <= 0xffef
}

func japanese(c rune) bool {
	return unicode.In(c, unicode.Hiragana, unicode.Katakana, unicode.Han) || c == 'ー'
}

func countJapanese(s string) (n int) {
	for _, c := range s {
		if japanese(c) {
			n++
		}
	}
	return n
}

func worthSearching(s string) bool {
	n := countJapanese(s)
	return n >= 10 && 100*n >= 15*runeLen(s)
}

func runeLen(s string) int { return len([]rune(s)) }

func firstRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}
