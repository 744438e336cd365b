package docx

import (
	"strings"

	"shogo/corpus/pattern"
)

// level returns the definition that counts for this num.
func (u *num) level(i int) level {
	if u.override[i] != nil {
		return *u.override[i]
	}
	return u.list.levels[i]
}

// first is where level i begins.
func (u *num) first(i int) int {
	if u.start[i] >= 0 {
		return u.start[i]
	}
	return u.level(i).start
}

// next counts one paragraph and returns its number as a page shows it; bullet
// is true for a mark that does not count.
func (u *num) next(i int) (mark string, bullet bool) {
	l := u.list
	if u.start[i] >= 0 && !u.begun[i] {
		l.set[i] = false
	}
	u.begun[i] = true
	for j := range i {
		if !l.set[j] {
			l.value[j], l.set[j] = u.first(j), true
		}
	}
	if l.set[i] {
		l.value[i]++
	} else {
		l.value[i], l.set[i] = u.first(i), true
	}
	for j := i + 1; j < levels; j++ {
		if r := u.level(j).restart; r < 0 || r > 0 && i < r {
			l.set[j] = false
		}
	}
	return u.label(i)
}

// label fills lvlText.
func (u *num) label(i int) (mark string, bullet bool) {
	def := u.level(i)
	if def.format == "bullet" {
		return bulletMark(def.text), true
	}
	if def.format == "none" && !strings.Contains(def.text, "%") {
		return strings.TrimSpace(def.text), false
	}
	var b strings.Builder
	text := []rune(def.text)
	for k := 0; k < len(text); k++ {
		if text[k] == '%' && k+1 < len(text) && text[k+1] >= '1' && text[k+1] <= '9' {
			j := int(text[k+1] - '1')
			k++
			if j > i { // a level below has no number here
				continue
			}
			format, custom := u.level(j).format, u.level(j).custom
			if def.legal {
				format, custom = "decimal", ""
			}
			b.WriteString(Format(u.list.value[j], format, custom))
			continue
		}
		b.WriteRune(text[k])
	}
	return strings.TrimSpace(b.String()), false
}

// symbolFonts name the fonts whose letters are drawn as symbols.
var symbolFonts = pattern.New(`(?i)wingdings|webdings|symbol`)

// symbolText moves a single letter of a symbol font to the code that stands for
// the symbol; Courier New draws an o where Word means a hollow circle.
func symbolText(s, font string) string {
	r := []rune(strings.TrimSpace(s))
	switch {
	case len(r) != 1 || r[0] >= 0x100:
		return s
	case symbolFonts.MatchString(font):
		return string(r[0] + 0xF000)
	case r[0] == 'o' && strings.Contains(font, "Courier"):
		return "○"
	}
	return s
}

// bulletMark turns the characters of symbol fonts that serve as bullets into the
// ones that look like them.
func bulletMark(s string) string {
	s = strings.TrimSpace(s)
	if r := []rune(s); len(r) == 1 {
		switch r[0] & 0xFF {
		case 0xB7, 0x6C, 0x9F:
			if r[0] >= 0xF000 {
				return "・"
			}
		case 0xD8, 0xE0, 0xE8:
			if r[0] >= 0xF000 {
				return "➢"
			}
		case 0x6E, 0xA7:
			if r[0] >= 0xF000 {
				return "■"
			}
		case 0x75:
			if r[0] >= 0xF000 {
				return "◆"
			}
		case 0x71, 0x6F, 0xA8:
			if r[0] >= 0xF000 {
				return "□"
			}
		case 0xFC:
			if r[0] >= 0xF000 {
				return "✓"
			}
		}
		if r[0] >= 0xF000 && r[0] <= 0xF8FF {
			return "・"
		}
	}
	return s
}
