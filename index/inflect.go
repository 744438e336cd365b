package index

import "strings"

// rows gives, for the last kana of a 五段 verb, the kana it takes in its forms.
var rows = map[rune]string{
	'う': "わいうえお", 'く': "かきくけこ", 'ぐ': "がぎぐげご", 'す': "さしすせそ", 'つ': "たちつてと",
	'ぬ': "なにぬねの", 'ぶ': "ばびぶべぼ", 'む': "まみむめも", 'る': "らりるれろ",
}

// euphonic gives the changed stem ending before た and て (音便).
var euphonic = map[rune]string{
	'う': "っ", 'つ': "っ", 'る': "っ", 'く': "い", 'ぐ': "い", 'ぬ': "ん", 'ぶ': "ん", 'む': "ん",
}

// inflected returns the forms of a base form by its 活用型, without what
// follows as auxiliary words (those are function words of the cut). The base
// itself is among them. Types other than 五段, 一段 and 形容詞 have one form.
func inflected(base, ctype string) []string {
	r := []rune(base)
	if len(r) == 0 {
		return nil
	}
	stem, last := string(r[:len(r)-1]), r[len(r)-1]
	long := len(r) > 2 || len(r) == 2 && isKanji(r[0])
	switch {
	case strings.HasPrefix(ctype, "五段") && rows[last] != "":
		return withEndings(stem, append(strings.Split(rows[last], ""), euphonic[last]))
	case strings.HasPrefix(ctype, "一段") && last == 'る' && long:
		return append([]string{stem}, withEndings(stem, []string{"る", "れ", "ろ", "よ"})...)
	case strings.HasPrefix(ctype, "形容詞") && last == 'い' && long:
		return append([]string{stem}, withEndings(stem, []string{"い", "く", "かっ", "けれ", "さ", "そう"})...)
	}
	return []string{base}
}

func withEndings(stem string, endings []string) []string {
	var out []string
	for _, e := range endings {
		if e != "" {
			out = append(out, stem+e)
		}
	}
	return out
}

// verbOf maps the last kana of a 連用形 to that of its 五段 base form.
var verbOf = map[rune]rune{
	'い': 'う', 'き': 'く', 'ぎ': 'ぐ', 'し': 'す', 'ち': 'つ', 'に': 'ぬ', 'び': 'ぶ', 'み': 'む', 'り': 'る',
}
