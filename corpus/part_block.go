package corpus

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// blockMarkers open a block of the manual; the words may be bracketed in any way.
var blockMarker = pattern.New(`^[(（【〈<＜\[]?\s*(用語の解説|用語解説|用語の説明|補足|補足説明)\s*[)）】〉>＞\]]?\s*[:：]?\s*(.*)$`)

// readBlockMarker returns the kind of block that s opens, and the text behind
// the marker. A bare word counts only if it fills the line.
func readBlockMarker(s string) (kind PartKind, rest string) {
	m := blockMarker.FindStringSubmatch(s)
	first, _ := utf8.DecodeRuneInString(s)
	if m == nil || !strings.ContainsRune("(（【〈<＜[", first) && m[2] != "" {
		return "", s
	}
	if strings.HasPrefix(m[1], "用語") {
		return PartDefinition, m[2]
	}
	return PartSupplement, m[2]
}

var (
	// dotCaption matches `●アクセスログの例` and `●連絡体制図の例 1（医療機関）`.
	dotCaption = pattern.New(`^[●◆■◎○▼]\s*(.*例.*)$`)
	// bracketCaption matches `〈危険なパスワード使い回し例〉`.
	bracketCaption = pattern.New(`^[〈<＜《【]\s*([^〈〉<>＜＞《》【】]*例[^〈〉<>＜＞《》【】]*)[〉>＞》】]$`)
	// inlineExample matches `例) システム管理者は…`.
	inlineExample = pattern.New(`^[(（]?(例\s*[0-9０-９①-⑳]?)\s*[)）:：]\s*(.*)$`)
)

// exampleCaption returns the caption that opens an example, and the text that
// follows it on the line.
func exampleCaption(s string) (caption, rest string) {
	if m := dotCaption.FindStringSubmatch(s); m != nil && !strings.Contains(s, "。") {
		return m[1], ""
	}
	if m := bracketCaption.FindStringSubmatch(s); m != nil {
		return m[1], ""
	}
	if m := inlineExample.FindStringSubmatch(s); m != nil {
		return m[1], m[2]
	}
	return "", s
}

// noteLine matches `※例えば…` and `（※）例えば…`.
var noteLine = pattern.New(`^[(（]?\s*※`)

// startsBlock reports whether s begins a new block, whatever stands before it.
func startsBlock(s string) bool {
	if kind, _ := readBlockMarker(s); kind != "" {
		return true
	}
	if caption, _ := exampleCaption(s); caption != "" {
		return true
	}
	_, isBullet := bullet(s)
	return isBullet || noteLine.MatchString(s) || tableCells(s) != nil || rolesPrinted(s) != nil
}

// tableCells splits a table row at its tabs, or at the bars of Markdown; nil if
// s is no row.
func tableCells(s string) []string {
	if strings.HasPrefix(s, "|") && strings.HasSuffix(s, "|") && len(s) > 1 {
		cells := strings.Split(strings.Trim(s, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		return cells
	}
	if strings.Contains(s, "\t") {
		return strings.Split(s, "\t")
	}
	return nil
}

// definitionLine matches `世代管理：バックアップの一種で、…` and `MAC アドレス : Media…`.
var definitionLine = pattern.New(`^([^。、:：]{1,40}?)\s*[:：]\s*(.*)$`)
