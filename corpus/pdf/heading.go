package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
)

var (
	// ５．人的な管理に係る措置 [Ⅱ～Ⅳ]   第5章　人的な管理
	chapterLine = pattern.New(`^([0-9０-９]{1,2}|第\s*[0-9０-９]{1,2}\s*章)(?:[．.]|[\s　]+|章)\s*([^\s0-9０-９．.].*)$`)
	// 第5章人的な管理, but not 第5章の定め
	chapterClose = pattern.New(`^(第\s*[0-9０-９]{1,2}\s*章)([^\s0-9０-９．.、，。のにはをがでとやも及又か以].*)$`)
	// ５．１安全管理   7.2.1 医療機関等
	sectionLine = pattern.New(`^([0-9０-９]{1,2}(?:[．.][0-9０-９]{1,2}){1,4})[．.]?[\s　]*([^\s0-9０-９．.].*)$`)
	sectionOnly = pattern.New(`^[0-9０-９]{1,2}(?:[．.][0-9０-９]{1,2}){1,4}$`)
	// [Ⅰ、Ⅲ]   〔Ⅰ～Ⅳ〕   [Ⅰ、Ⅲ なお遵守事項⑤・⑥及び12.3は、Ⅱ、Ⅳも参照]
	scopeTail = pattern.New(`^(.*?)\s*([\[［〔(（]\s*[ⅠⅡⅢⅣ][^\]］〕)）]*[\]］〕)）])$`)
	scopeOpen = pattern.New(`[\[［〔]\s*[ⅠⅡⅢⅣ][^\]］〕]*$`)
	// ①　利用者の…   （１）体制
	itemLine = pattern.New(`^([①-⑳㉑-㉟㊱-㊿]|[（(][0-9０-９]{1,2}[)）])[\s　]*(.*)$`)
	// （３）に定める…   ①及び②の…   ②～④を踏まえて…: the mark is that of another item
	referring = pattern.New(`^(?:[のを、～〜~①-⑳]|及び|から|まで|に(?:定|よ|基|つい|示|掲|係|関|該|準|従|記))`)
	// １．１　目的 ……… 3    contents: leaders, then a page number
	leaderTail = pattern.New(`[\s　]*[.．…・‥･·_\s　]{4,}[-–—－\s]*(?:[0-9０-９]{1,4}|[ivxlcⅰ-ⅻ]{1,6})[-–—－\s]*$`)
	numberTail = pattern.New(`[\s　]*[-–—－]?\s*[0-9０-９]{1,4}\s*[-–—－]?$`)
	// ア　利用者の…   (a) 端末   （ア）端末   a. 端末   1) 端末
	letterLine = pattern.New(`^(?:([(（](?:[ア-ン]|[a-zａ-ｚ])[)）]|(?:[0-9０-９]{1,2}|[ア-ン]|[a-zａ-ｚ])[)）])[\s　]*|([ア-ン]|[a-zａ-ｚ])(?:[.．][\s　]*|[　\s]+))(\S.*)$`)
	labelLine  = pattern.New(`^[<＜〈][^<>＜＞〈〉]{1,20}[>＞〉]$`)
)

// splitScope takes the target symbols off the end of a title.
func splitScope(title string) (string, string) {
	if !strings.ContainsAny(title, "ⅠⅡⅢⅣ") {
		return title, ""
	}
	if m := scopeTail.FindStringSubmatch(title); m != nil && m[1] != "" {
		return m[1], m[2]
	}
	return title, ""
}

// heading reads a numbered title; ok is false if the line has no such form.
func heading(s string) (b block.Block, ok bool) {
	if r := firstRune(s); digitValue(r) < 0 && r != '第' {
		return b, false
	}
	if m := sectionLine.FindStringSubmatch(s); m != nil {
		b = block.Block{Type: block.Section, No: m[1]}
		b.Text, b.Scope = splitScope(m[2])
		return b, true
	}
	m := chapterLine.FindStringSubmatch(s)
	if m == nil {
		m = chapterClose.FindStringSubmatch(s)
	}
	if m != nil {
		b = block.Block{Type: block.Chapter, No: strings.TrimSpace(m[1])}
		b.Text, b.Scope = splitScope(m[2])
		return b, true
	}
	return b, false
}

// isTOC tells a line of a table of contents: it ends in a page number after
// leaders or a wide gap. text is the line without both.
func isTOC(l textLine, s string) (text string, ok bool) {
	if !strings.ContainsRune("0123456789０１２３４５６７８９ivxlcⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ-–—－", lastRune(s)) {
		return "", false
	}
	if loc := leaderTail.FindStringIndex(s); loc != nil && loc[0] > 0 && strings.ContainsAny(s[loc[0]:], ".．…・‥･·_") {
		return strings.TrimSpace(s[:loc[0]]), true
	}
	n := len(l.chars)
	k := n
	for k > 0 && (unicode.IsDigit(l.chars[k-1].r) || strings.ContainsRune("-–—－ ", l.chars[k-1].r)) {
		k--
	}
	if k == 0 || k == n || n-k > 8 {
		return "", false
	}
	p := k - 1
	for p > 0 && unicode.IsSpace(l.chars[p].r) {
		p--
	}
	for k < n && unicode.IsSpace(l.chars[k].r) {
		k++
	}
	if k == n || float64(l.chars[k].x0-l.chars[p].x1) < 2*l.size {
		return "", false
	}
	if _, numbered := heading(s); !numbered {
		return "", false
	}
	return strings.TrimSpace(numberTail.ReplaceAllString(s, "")), true
}

// letterMark cuts the mark of a list that counts with letters, or with brackets
// open on one side: ア　, (ア), a), 1). Empty if there is none.
func letterMark(s string) (mark, rest string) {
	r := firstRune(s)
	if r != '(' && r != '（' && digitValue(r) < 0 && (r < 'ア' || r > 'ン') && (r < 'a' || r > 'z') && (r < 'ａ' || r > 'ｚ') {
		return "", s
	}
	if m := letterLine.FindStringSubmatch(s); m != nil {
		return m[1] + m[2], m[3]
	}
	return "", s
}

// bulletMark is the bullet that a line begins with; a hyphen is one before a
// space, one of full width before any Japanese character. Empty if there is none.
func bulletMark(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	if strings.ContainsRune("・●○◎■□◆◇•▪‣", r) {
		return s[:n]
	}
	if next, _ := utf8.DecodeRuneInString(s[n:]); strings.ContainsRune("-－–−", r) && unicode.IsSpace(next) || strings.ContainsRune("－−", r) && next > 0x2E7F && digitValue(next) < 0 && !strings.ContainsRune(noStart, next) {
		return s[:n]
	}
	return ""
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// markValue is the number of an item mark, 0 if it is none.
func markValue(no string) int {
	rs := []rune(no)
	if len(rs) == 0 {
		return 0
	}
	switch r := rs[0]; {
	case r >= '①' && r <= '⑳':
		return int(r-'①') + 1
	case r >= '㉑' && r <= '㉟':
		return int(r-'㉑') + 21
	case r >= '㊱' && r <= '㊿':
		return int(r-'㊱') + 36
	}
	v := 0
	for _, r := range rs {
		if d := digitValue(r); d >= 0 {
			v = v*10 + d
		}
	}
	return v
}

func digitValue(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= '０' && r <= '９':
		return int(r - '０')
	}
	return -1
}

// follows tells whether a section number is a successor of the last heading's:
// 5.1.1 or 5.2 or 6 after 5.1.
func follows(last, no string) bool {
	a, b := numberParts(last), numberParts(no)
	if len(b) == 0 || len(b) > len(a)+1 {
		return false
	}
	k := len(b) - 1
	for i := range k {
		if a[i] != b[i] {
			return false
		}
	}
	if k == len(a) {
		return b[k] == 1
	}
	return b[k] == a[k]+1
}

func numberParts(no string) (out []int) {
	v := -1
	for _, r := range no + "." {
		if d := digitValue(r); d >= 0 {
			v = max(v, 0)*10 + d
		} else if v >= 0 {
			out = append(out, v)
			v = -1
		}
	}
	return out
}
