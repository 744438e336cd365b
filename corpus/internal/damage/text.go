package damage

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Attack makes a hostile text of about n pieces.
type Attack struct {
	Name string
	Make func(n int) string
}

// Texts makes Count files of sound texts: a third each damaged as bytes, damaged
// between the places where cut parts them (">" in HTML, a line end in Markdown),
// and made by the attacks, each in several sizes up to most pieces.
func Texts(sound [][]byte, cut string, attacks []Attack, most int, seed uint64) []File {
	rng := rand.New(rand.NewPCG(seed, seed^0x7e47))
	var out []File
	for len(out) < 75 {
		out = append(out, textBytes(pick(rng, sound), rng))
	}
	for len(out) < 150 {
		out = append(out, textPieces(pick(rng, sound), cut, rng))
	}
	for i := 0; len(out) < Count; i++ {
		a, n := attacks[i%len(attacks)], most>>rng.IntN(10)
		out = append(out, File{fmt.Sprintf("%s, %d times", a.Name, n), []byte(a.Make(n))})
	}
	return out
}

// textBytes damages a text as a download or a wrong conversion does.
func textBytes(data []byte, rng *rand.Rand) File {
	d := slices.Clone(data)
	at, n := rng.IntN(len(d)), 1+rng.IntN(200)
	end := min(len(d), at+n)
	switch rng.IntN(7) {
	case 0:
		return File{fmt.Sprintf("cut at %d", at), d[:at]}
	case 1:
		return File{fmt.Sprintf("begins at %d", at), d[at:]}
	case 2:
		for range n {
			d[rng.IntN(len(d))] ^= 1 << rng.IntN(8)
		}
		return File{fmt.Sprintf("%d flipped bits", n), d}
	case 3:
		clear(d[at:end])
		return File{fmt.Sprintf("zeros at %d", at), d}
	case 4:
		return File{fmt.Sprintf("hole at %d", at), slices.Concat(d[:at], d[end:])}
	case 5:
		return File{fmt.Sprintf("doubled at %d", at), slices.Concat(d[:at], d)}
	default: // every high byte lost, as in a conversion to ASCII
		return File{"seven bits", bytes.Map(func(r rune) rune { return r & 0x7F }, d)}
	}
}

// textPieces damages the order and number of pieces.
func textPieces(data []byte, cut string, rng *rand.Rand) File {
	p := strings.SplitAfter(string(data), cut)
	times := 1 + rng.IntN(40)
	kind := rng.IntN(4)
	for range times {
		x, y := rng.IntN(len(p)), rng.IntN(len(p))
		switch kind {
		case 0:
			p[x], p[y] = p[y], p[x]
		case 1:
			p[x] = ""
		case 2:
			if len(p[x]) < 2000 { // what was repeated before is long enough
				p[x] = strings.Repeat(p[x], 1+rng.IntN(300))
			}
		default:
			p[x] = pickText(rng, "-1", "99999999999", "\x00", "\uFFFD", "<", "&#x110000;", "①", "\u202e", "|", "```", "<!--", "]]>") + p[y]
		}
	}
	return File{fmt.Sprintf("%d pieces, kind %d", times, kind), []byte(strings.Join(p, ""))}
}
