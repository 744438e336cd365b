package corpus

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// A fragment is what one cell left on one line of a scraped page of the
// mapping table: mostly the whole line, sometimes one of two columns.
type fragment struct {
	line int // 1-based line of the text
	also int // 1-based line of its second piece, 0 if it has none
	pos  int // place among the page's fragments that are no captions
	gap  int // empty lines before the line
	text string
	kind fragmentKind
	num  int    // label: row number; group, mark, item: circled value; chapter: number
	mark int    // label: circled value
	body string // chapter, group, major: the words after the number or mark
	used bool
}

// numbers are the lines of the text the fragment stands on.
func (f *fragment) numbers() []int {
	if f.also > 0 {
		return []int{f.line, f.also}
	}
	return []int{f.line}
}

type fragmentKind int

const (
	fragText     fragmentKind = iota
	fragCaption               // the table's header, scattered over the body
	fragPart                  // 1. 人的・組織的対策
	fragMajor                 // 3.7. 機器・ソフトウェア
	fragGroup                 // ②特権IDの最小限の利
	fragLabel                 // ②-1
	fragMark                  // ◎
	fragItem                  // ④ on a line of its own: the 項番 column
	fragVolume                // システム運用編, or システム運用 whose 編 was lost
	fragRest                  // 編, the rest of a wrapped volume
	fragCategory              // 【遵守事項】
	fragChapter               // 13.医療情報システムの利用
)

var (
	mapPart      = pattern.New(`^\d\. ?\S+対策$`)                          // 1. 人的・組織的対策
	mapMajor     = pattern.New(`^(\d+\.\d+)\. ?(\S.*?)(?: ([①-⑳].+))?$`) // 3.7. 機器・ソフトウェア ①安全性が確認できる
	mapLabel     = pattern.New(`^([①-⑳])[-‐‑−ー－] ?(\d{1,2})(?: (.+))?$`) // ②-1
	mapGroup     = pattern.New(`^([①-⑳]) ?([^-‐‑−－\s].*)$`)              // ②特権IDの最小限の利
	mapChapter   = pattern.New(`^(\d{1,2})\. ?([^\d\s].*)$`)             // 13.医療情報システムの利用
	mapTornLabel = pattern.New(`^-\d{1,2}\D`)                            // -1に準じ
	mapVolume    = pattern.New(`^(概説編|経営管理編|企画管理編|システム運用編|システム運用)(?: (.+))?$`)
	// mapBesideGroup and mapBesideLabel match what a program wrote on one line:
	// 2.アクセ ①通信経路, ①通信経路 ①-1.
	mapBesideGroup = pattern.New(`^\d{1,2}\.\S{1,12} +[①-⑳][^-‐‑−－\s].*$`)
	mapBesideLabel = pattern.New(`^[①-⑳][^-‐‑−－\s]\S{0,11} +[①-⑳][-‐‑−ー－]\d{1,2}(?: .*)?$`)
	mapCategory    = pattern.New(`^(【[^】]{2,8}】)(?: (.+))?$`)
)

// mapCaptions are the words of the table's header. It is printed in changing
// order and its words are scattered through the body.
var mapCaptions = map[string]bool{
	"別紙2": true, "対策項目": true, "大項目": true, "小項目": true, "対策項目で対応できる": true,
	"対策項目で対応できるリスクシナリオ例": true, "リスクシナリオ例": true, "No.": true, "内容": true,
	"区分": true, "項番": true, "関連する医療情報安全管理ガイドライン要求事項": true, "編": true,
}

// groupParticles cannot begin a title: a circled number before one of them is
// a reference to another row or item.
const groupParticles = "のとにをはがもやへで及又、・～~"

// fragments cuts the body lines of one page into fragments and tells their
// kinds. skip tells the lines that are furniture or empty.
func fragments(t *Text, first, end int, skip func(int) bool) []*fragment {
	var out []*fragment
	gap, open := 0, 0 // open counts volumes that wait for their 編
	for i := first; i < end; i++ {
		if skip(i) {
			if strings.TrimSpace(t.Lines[i].Text) == "" {
				gap++
			}
			continue
		}
		for k, s := range linePieces(strings.TrimSpace(t.Lines[i].Text)) {
			f := classify(s)
			f.line, f.gap = t.Lines[i].No, gap
			if k > 0 {
				f.gap = 0
			}
			switch {
			case f.kind == fragVolume && f.text == "システム運用":
				open++
			case f.kind == fragCaption && f.text == "編" && open > 0:
				f.kind = fragRest
				open--
			}
			if n := len(out); n > 0 && out[n-1].kind == fragItem && mapTornLabel.MatchString(foldWidth(s)) {
				// ③ / -1に準じ: a reference inside a text
				out[n-1].kind, out[n-1].text, out[n-1].also = fragText, out[n-1].text+s, f.line
				continue
			}
			out = append(out, f)
		}
		gap = 0
	}
	pos := 0
	for _, f := range out {
		f.pos = pos
		if f.kind != fragCaption {
			pos++
		}
	}
	return out
}

// columnGap matches the white space that programs which keep the layout of a
// page print between its columns. The scrapes print one space at most.
var columnGap = pattern.New(`[ 　]{2,}|\t+`)

// linePieces parts a line at the gaps of a kept layout, and each piece by what
// it says.
func linePieces(s string) []string {
	var out []string
	for _, piece := range columnGap.Split(s, -1) {
		if piece = strings.TrimSpace(piece); piece != "" {
			out = append(out, splitColumns(piece)...)
		}
	}
	return out
}

// splitColumns parts a line that holds the text of more than one column:
// "システム運用 14.認証・認可に関", "3.7. 機器・ソフトウェア ①安全性が確認できる".
func splitColumns(s string) []string {
	if m := mapMajor.FindStringSubmatch(foldWidth(s)); m != nil && m[3] != "" {
		i := strings.LastIndexFunc(s, func(r rune) bool { return r == ' ' || r == '　' })
		return []string{strings.TrimSpace(s[:i]), strings.TrimSpace(s[i:])}
	}
	for _, re := range []*pattern.Regexp{mapVolume, mapCategory, mapLabel} {
		if m := re.FindStringSubmatch(foldWidth(s)); m != nil && m[len(m)-1] != "" {
			i := strings.IndexAny(s, " 　")
			return append([]string{s[:i]}, splitColumns(strings.TrimSpace(s[i:]))...)
		}
	}
	for _, re := range []*pattern.Regexp{mapBesideGroup, mapBesideLabel} {
		if m := re.FindStringSubmatch(foldWidth(s)); m != nil {
			i := strings.IndexAny(s, " 　")
			return append(splitColumns(s[:i]), splitColumns(strings.TrimSpace(s[i:]))...)
		}
	}
	if words := strings.Fields(s); len(words) > 1 && allCaptions(words) {
		return words
	}
	return []string{s}
}

func allCaptions(words []string) bool {
	for _, w := range words {
		if !mapCaptions[foldWidth(w)] {
			return false
		}
	}
	return true
}

// classify tells the kind of one column's text.
func classify(s string) *fragment {
	f := &fragment{text: s}
	w := foldWidth(s)
	switch {
	case mapCaptions[w] || strings.Contains(w, "統合前ガイドラインにおける対策項目一覧"):
		f.kind = fragCaption
	case mapVolume.MatchString(w):
		f.kind = fragVolume
	case mapCategory.MatchString(w):
		f.kind = fragCategory
	case utf8.RuneCountInString(w) == 1 && CircledValue([]rune(w)[0]) > 0:
		f.kind, f.num = fragItem, CircledValue([]rune(w)[0])
	case utf8.RuneCountInString(w) == 1 && strings.ContainsAny(w, "◎○●△◯"):
		f.kind = fragMark
	case mapLabel.MatchString(w):
		m := mapLabel.FindStringSubmatch(w)
		f.kind, f.mark, f.num = fragLabel, CircledValue([]rune(m[1])[0]), atoi(m[2])
	case mapMajor.MatchString(w):
		f.kind, f.body = fragMajor, strings.TrimSpace(s[strings.LastIndexAny(s[:min(len(s), 12)], ".．")+1:])
		f.body = mapMajor.FindStringSubmatch(w)[2]
	case mapPart.MatchString(w):
		f.kind = fragPart
	case mapChapter.MatchString(w):
		m := mapChapter.FindStringSubmatch(w)
		f.kind, f.num, f.body = fragChapter, atoi(m[1]), m[2]
	case mapGroup.MatchString(w) && width(w) <= groupWidth+2 && !strings.ContainsRune(groupParticles, []rune(w)[1]):
		f.kind, f.num, f.body = fragGroup, CircledValue([]rune(w)[0]), string([]rune(s)[1:])
		f.body = strings.TrimSpace(f.body)
	}
	return f
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}
