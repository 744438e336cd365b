package index

import "strings"

// plain is what letters are compared by, of text that fold1 gave: katakana,
// without the ー that ends a katakana word however short it is. The fold keeps
// that of キュー, for short words differ by it; but of メッセージキュー it goes, and the
// two would not be found to have letters in common.
func plain(r []rune) []rune {
	out := make([]rune, 0, len(r))
	for i, c := range toKatakana(r) {
		if c == 'ー' && endsKatakana(r, i) {
			continue
		}
		out = append(out, c)
	}
	return out
}

// endsKatakana reports a ー behind katakana, or with nothing before it, that no
// katakana follows.
func endsKatakana(r []rune, i int) bool {
	j := i + 1
	for j < len(r) && r[j] == 'ー' {
		j++
	}
	if j < len(r) && isKatakana(r[j]) {
		return false
	}
	for i > 0 && r[i-1] == 'ー' {
		i--
	}
	return i == 0 || isKatakana(r[i-1]) || class(r[i-1]) == classNone
}

// sought is plain, unless that leaves too little to look for: キー.
func sought(r []rune) string {
	if p := plain(r); len(p) > 1 {
		return string(p)
	}
	return string(toKatakana(r))
}

// letterText is a text in which wordings are looked for.
type letterText struct{ plain, kept string }

func lettersOf(text string) letterText {
	r := fold1(text, foldText).r
	return letterText{string(plain(r)), string(toKatakana(r))}
}

func (t letterText) has(wording string) bool {
	if strings.HasSuffix(wording, "ー") {
		return strings.Contains(t.kept, wording)
	}
	return strings.Contains(t.plain, wording)
}

// unbroken leaves nothing but letters.
func unbroken(s string) string {
	return strings.Map(func(c rune) rune {
		if class(c) == classNone {
			return -1
		}
		return c
	}, s)
}

// How a text holds the letters of a query.
const (
	heldApart   = 1 << iota // every run of letters somewhere in one field
	heldInOrder             // one after the other with no other letter between
	heldAsTitle             // and the title has no other
)

// held tells how a document holds the letters of a query.
func (d *Document) held(want []string, all string) int {
	out := 0
	for f := range fieldContext {
		t := lettersOf(d.fieldText(f))
		apart := true
		for _, w := range want {
			apart = apart && t.has(w)
		}
		if !apart {
			continue
		}
		out |= heldApart
		if joined := unbroken(t.plain); strings.Contains(joined, all) {
			out |= heldInOrder
			if f == fieldTitle && joined == all {
				out |= heldAsTitle
			}
		}
	}
	return out
}
