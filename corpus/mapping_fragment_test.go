package corpus

import (
	"slices"
	"testing"
)

func TestFragmentsAreToldApart(t *testing.T) {
	for s, want := range map[string]fragmentKind{
		"①-13":           fragLabel,
		"②特権IDの最小限の利":    fragGroup,
		"③の場合には":         fragText, // a reference, not a title
		"①-6の結果を踏まえ、":    fragText,
		"④":              fragItem,
		"◎":              fragMark,
		"【遵守事項】":         fragCategory,
		"システム運用編":        fragVolume,
		"システム運用":         fragVolume,
		"3.責任分界":         fragChapter,
		"13.医療情報システムの利用": fragChapter,
		"1.1. 規程・手順の策定":  fragMajor,
		"1. 人的・組織的対策":    fragPart,
		"リスクシナリオ例":       fragCaption,
		"特権の使用時には記録する。":  fragText,
		"・ 台帳に記録する。":     fragText,
		"2事業者以上に確認する。":   fragText,
		"関連する医療情報安全管理ガイドライン要求事項": fragCaption,
	} {
		if got := classify(s).kind; got != want {
			t.Errorf("classify(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestSplitColumns(t *testing.T) {
	for s, want := range map[string][]string{
		"システム運用 14.認証・認可に関":         {"システム運用", "14.認証・認可に関"},
		"3.7. 機器・ソフトウェア ①安全性が確認できる": {"3.7. 機器・ソフトウェア", "①安全性が確認できる"},
		"特権 ID の発行は必要":              {"特権 ID の発行は必要"},
		"区分 内容":                     {"区分", "内容"},
	} {
		if got := splitColumns(s); !slices.Equal(got, want) {
			t.Errorf("splitColumns(%q) = %q, want %q", s, got, want)
		}
	}
}

// The widths of lines of page 25 that are full in their columns.
func TestWidthOfALineTellsItsColumn(t *testing.T) {
	for s, want := range map[string]float64{
		"認可されていない利用者あるいは第三者がロ":                  rowWidth,
		"知られた可能性がある場合には、直ちにパス":                  rowWidth,
		"特権IDが不正利用又は乗っ取られるこ":                    scenarioWidth,
		"限に関する規程を整備し、管理すること。":                   19,
		"リスク評価に基づいて、医療情報システムにおける利用者の認証等及びアクセス権": columnFinal.first,
	} {
		if got := width(s); got < want-1 || got > want+overfull {
			t.Errorf("width(%q) = %v, want about %v", s, got, want)
		}
	}
	if got := firstUnit("ID を"); got != 1 {
		t.Errorf("a word of ASCII stays whole: %v", got)
	}
	if got := firstUnit("ー文"); got != 1 {
		t.Errorf("firstUnit = %v", got)
	}
}

func TestBreakSigns(t *testing.T) {
	l := newLanguage(nil, []string{"定期的に確認", "ファイル", "操作が行われる"})
	if s := l.breakSigns("ないことを定", "期的に確認する。"); s.torn || s.gain == 0 {
		t.Errorf("a known word across the break: %+v", s)
	}
	if s := l.breakSigns("必要のないもの", "期的に確認する。"); !s.torn {
		t.Errorf("half a word: %+v", s)
	}
	if s := l.breakSigns("確認し、", "記録する。"); !s.silent {
		t.Errorf("punctuation says nothing: %+v", s)
	}
}
