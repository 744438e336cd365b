package sheet

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// maxCaptions is the largest number of caption rows looked for.
const maxCaptions = 5

// captionWord matches what the families' tables call their columns.
var captionWord = pattern.New(`(?i)^(?:no\.?|№|番号|項番|通番|id)$|項目|内容|区分|備考|確認|結果|日付|目標日|回目|該当|要求|ガイドライン|関連|編$|章$|対応|対策|リスク|シナリオ|分類|名称|担当|根拠|説明|チェック|遵守事項|部分|役割|事業者|医療機関|回答|記入|種別|年月日`)

// startsItem matches what data begins with and captions do not.
var startsItem = pattern.New(`^(?:[\x{2460}-\x{2473}]|[0-9０-９]+(?:[-－.．][0-9０-９]+)*$|[(（][0-9０-９]+[)）]|[0-9０-９][0-9０-９,.．/／%％:：年月日時分 -]*$)`)

// captions returns how many of the table's first rows hold captions.
func (l *layout) captions(t *tableRegion) int {
	if n := l.declaredCaptions(t); n > 0 {
		return n
	}
	n := t.closure(1)
	for n < min(maxCaptions, t.height()-1) && (t.filled(n) && t.filled(0) || t.parted(n-1) && t.captionWords(n)) && t.captionLike(n) {
		n = t.closure(n + 1)
	}
	if n >= t.height() || n > maxCaptions {
		return 0
	}
	words, texts := 0, 0
	for k := range n {
		if !t.captionLike(k) {
			return 0
		}
		for _, s := range t.texts(k) {
			texts++
			if captionWord.MatchString(s) {
				words++
			}
		}
	}
	switch {
	case texts < 2:
		return 0
	case t.marked(0) && !t.marked(n), words > 1 && words*2 >= texts, l.g.frozen == t.top+n-1, l.g.filter.top == t.top+n-1:
		return n
	}
	return 0
}

// parted reports whether a caption of the row stands over several columns but
// not over all, so that each of them has one of its own below.
func (t *tableRegion) parted(row int) bool {
	for _, m := range t.inMerge[t.top+row] {
		if m.right > m.left && m.left >= t.left && m.right <= t.right && (m.left > t.left || m.right < t.right) && m.bottom == t.top+row {
			return true
		}
	}
	return false
}

// captionWords reports whether most texts of a row are words of captions.
func (t *tableRegion) captionWords(row int) bool {
	words, texts := 0, t.texts(row)
	for _, s := range texts {
		if captionWord.MatchString(s) {
			words++
		}
	}
	return words > 1 && words*2 >= len(texts)
}

// declaredCaptions counts the rows that the workbook repeats on every printed
// page, or that stand above its filter.
func (l *layout) declaredCaptions(t *tableRegion) int {
	n := 0
	for n < t.height() && l.g.isTitle(t.top+n) {
		n++
	}
	if n > 0 && n < t.height() {
		return t.closure(n)
	}
	if f := l.g.filter; f.top >= t.top && f.top < t.top+maxCaptions && f.top < t.bottom && f.left <= t.right && f.right >= t.left {
		return t.closure(f.top - t.top + 1)
	}
	return 0
}

func (t *tableRegion) height() int { return t.bottom - t.top + 1 }

// closure lengthens the first n rows until no cell of them reaches below.
func (t *tableRegion) closure(n int) int {
	for k := 0; k < n; k++ {
		for _, m := range t.inMerge[t.top+k] {
			if m.left >= t.left && m.right <= t.right && m.top >= t.top {
				n = max(n, m.bottom-t.top+1)
			}
		}
	}
	return n
}

// texts lists what the cells of a row show.
func (t *tableRegion) texts(row int) []string {
	var out []string
	for col := t.left; col <= t.right; col++ {
		if e := t.g.cells[pos{t.top + row, col}]; e != nil && strings.TrimSpace(e.text) != "" {
			out = append(out, strings.Join(strings.Fields(e.text), ""))
		}
	}
	return out
}

// captionLike reports whether a row may hold captions: short words, no
// sentences, no numbers.
func (t *tableRegion) captionLike(row int) bool {
	for _, s := range t.texts(row) {
		if utf8.RuneCountInString(s) > 50 || strings.Contains(s, "。") || startsItem.MatchString(s) {
			return false
		}
	}
	return true
}

// marked reports whether the texts of a row are filled or bold, or the row is
// all centred.
func (t *tableRegion) marked(row int) bool {
	return t.all(row, func(l look) bool { return l.filled || l.bold }) || t.all(row, func(l look) bool { return l.centred })
}

func (t *tableRegion) filled(row int) bool {
	return t.all(row, func(l look) bool { return l.filled })
}

func (t *tableRegion) all(row int, is func(look) bool) bool {
	n := 0
	for col := t.left; col <= t.right; col++ {
		if e := t.g.cells[pos{t.top + row, col}]; e != nil && strings.TrimSpace(e.text) != "" {
			if n++; !is(t.look(e.style)) {
				return false
			}
		}
	}
	return n > 0
}
