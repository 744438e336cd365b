package contract

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// Depths of the marks, from the outside in. A mark ends all marks that are not
// outside of it.
const (
	depthPart      = 0  // 第1章: not part of a label
	depthAppendix  = 10 // 別紙1
	depthArticle   = 20 // 第3条
	depthParagraph = 30 // 2.  １．２ is one deeper
	depthItem      = 40 // (1)
	depthSmall     = 50 // ア ① a.
	depthBullet    = 60 // ・
)

// mark is what begins a clause.
type mark struct {
	depth   int
	label   string // as cited
	length  int    // of the mark in the line, bytes, with the space behind it
	heading bool   // the whole line is a heading
	decimal bool   // 1.2: holds the numbers outside of it
}

const (
	digits = `[0-9０-９]+`
	kanji  = `[〇一二三四五六七八九十百千]+`
	space  = `[ \t　]`
)

var (
	// 第3条の2, 第十二条
	articleMark = pattern.New(`^第` + space + `*(?:` + digits + `|` + kanji + `)` + space + `*条(?:` + space + `*の` + space + `*(?:` + digits + `|` + kanji + `))*`)
	// 第1章
	partMark = pattern.New(`^第` + space + `*(?:` + digits + `|` + kanji + `)` + space + `*[章節編部款]`)
	// 別紙1, 別表第2, 附則
	appendixMark = pattern.New(`^(?:別紙|別表|別添|別記|添付資料|添付|付属書|附属書|付録|附録|附則|付則|様式)` + space + `*(?:第?` + space + `*(?:` + digits + `|` + kanji + `|[A-ZＡ-Ｚ])` + space + `*号?)?`)
	// 1.2  ３．４．１
	decimalMark = pattern.New(`^` + digits + `(?:[.．]` + digits + `)+[.．]?`)
	// 2.  ２　 3)
	paragraphMark = pattern.New(`^` + digits + `(?:[.．、)）]|` + space + `)`)
	// (1) （ア） (iv)
	itemMark = pattern.New(`^[(（](?:` + digits + `|` + kanji + `|[ア-ン]|[a-zａ-ｚ]|[ivxⅰ-ⅹ]+)[)）]`)
	// ① ㉒
	circledMark = pattern.New(`^[①-⑳㉑-㊿]`)
	// ア　 イ. 一　 a) B.
	smallMark = pattern.New(`^(?:[ア-ン]|` + kanji + `|[a-zA-Zａ-ｚＡ-Ｚ])(?:[.．)）]|、|` + space + `)`)
	// ・ ● -
	bulletMark = pattern.New(`^(?:[・●○■□◆◇▪•※]|[-*+]` + space + `)`)
	// ## of Markdown
	hashMark = pattern.New(`^#{1,6}` + space + `+`)
)

// references are what follows a mark that is no mark: 第3条に定める.
const references = "、。，．にのでをとはがもへ及又並若第各柱ただかから・~〜～ー—-項号まさよや"

// units follow a number that is a quantity: 12 月, 1.5 倍.
const units = "年月日時分秒円％%個台件名人回週か箇ヶヵ倍割世営以MGTKkm"

// closings begin what stands behind the last article.
var closings = []string{"以上、本契約", "以上,本契約", "本契約の締結を証", "本契約成立の証", "この契約の成立を証", "本契約の成立を証", "上記契約の成立を証", "以上の合意を証", "本書2通", "本書二通", "本書２通"}

// headingLength is the length in characters up to which a line is a heading.
const headingLength = 40

// markOf reads the mark a line begins with. The first character says which it
// can be: a contract of a million lines is not tried against all of them.
func markOf(l string) (mark, bool) {
	first, _ := utf8.DecodeRuneInString(l)
	switch {
	case first == '第':
		return articleOrPart(l)
	case strings.ContainsRune("別添付附様", first):
		if m := appendixMark.FindString(l); m != "" && short(l) && !refers(l[len(m):]) {
			return mark{depth: depthAppendix, label: tight(m), length: len(l), heading: true}, true
		}
	case first == '#':
		return hashed(l)
	case isDigit(first):
		return numberMark(l)
	case first == '(' || first == '（':
		if m := itemMark.FindString(l); m != "" && !refers(l[len(m):]) {
			return mark{depth: depthItem, label: m, length: len(m)}, true
		}
	}
	return smallOrBullet(l)
}

func articleOrPart(l string) (mark, bool) {
	if m := articleMark.FindString(l); m != "" && !refers(l[len(m):]) {
		return mark{depth: depthArticle, label: tight(m), length: len(m)}, true
	}
	if m := partMark.FindString(l); m != "" && !refers(l[len(m):]) && short(l) {
		return mark{depth: depthPart, label: tight(m), length: len(l), heading: true}, true
	}
	return mark{}, false
}

// hashed reads a heading of Markdown: the mark behind the signs, else a name.
func hashed(l string) (mark, bool) {
	m := hashMark.FindString(l)
	if m == "" || len(m) == len(l) {
		return mark{}, false
	}
	if x, ok := markOf(l[len(m):]); ok && l[len(m)] != '#' {
		x.length += len(m)
		return x, true
	}
	return mark{depth: depthAppendix, label: l[len(m):], length: len(l), heading: true}, true
}

// numberMark reads 1.2 and 2.
func numberMark(l string) (mark, bool) {
	if m := decimalMark.FindString(l); m != "" && !measures(l[len(m):]) {
		label := strings.TrimRight(tight(m), ".．")
		dots := strings.Count(label, ".") + strings.Count(label, "．")
		return mark{depth: depthParagraph + min(dots, 9), label: label, length: len(m), decimal: true}, true
	}
	if m := paragraphMark.FindString(l); m != "" && !startsWithDigit(l[len(m):]) && !measures(l[len(m):]) {
		return mark{depth: depthParagraph, label: bare(m), length: len(m)}, true
	}
	return mark{}, false
}

// smallOrBullet reads ①, ア and ・.
func smallOrBullet(l string) (mark, bool) {
	for _, re := range []*pattern.Regexp{circledMark, smallMark} {
		if m := re.FindString(l); m != "" {
			return mark{depth: depthSmall, label: bare(m), length: len(m)}, true
		}
	}
	if m := bulletMark.FindString(l); m != "" {
		return mark{depth: depthBullet, label: tight(m), length: len(m)}, true
	}
	return mark{}, false
}

// refers reports what makes a mark a citation in a sentence.
func refers(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && strings.ContainsRune(references, r)
}

// measures reports what makes a number a quantity.
func measures(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \t　"))
	return rest != "" && strings.ContainsRune(units, r)
}

func startsWithDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isDigit(r)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// short reports a line that can be a heading.
func short(l string) bool {
	return utf8.RuneCountInString(l) <= headingLength && !strings.HasSuffix(l, "。")
}

// tight takes the spaces out of a mark.
func tight(m string) string {
	return strings.NewReplacer(" ", "", "\t", "", "　", "").Replace(m)
}

// bare takes off what only separates a number from its text.
func bare(m string) string { return strings.TrimRight(tight(m), ".．、") }

// isBanner reports a heading in signs of its own: 【保守体制】, ■ 稼働率.
func isBanner(l string) bool {
	return short(l) && strings.HasPrefix(l, "【") && strings.HasSuffix(l, "】")
}

// isCaption reports a heading that stands on the line before its article:
// （秘密保持）.
func isCaption(l string) bool {
	return short(l) && (strings.HasPrefix(l, "（") && strings.HasSuffix(l, "）") || strings.HasPrefix(l, "(") && strings.HasSuffix(l, ")"))
}

func isClosing(l string) bool {
	for _, c := range closings {
		if strings.HasPrefix(l, c) {
			return true
		}
	}
	return false
}
