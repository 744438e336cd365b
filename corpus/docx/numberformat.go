package docx

import (
	"strconv"
	"strings"
)

// Format writes n in a number format of Office Open XML (ST_NumberFormat), such
// as decimalFullWidth, decimalEnclosedCircle or aiueoFullWidth. An unknown
// format gives decimal digits.
func Format(n int, format, custom string) string {
	if n < 0 {
		n = 0
	}
	switch format {
	case "none":
		return ""
	case "decimal", "", "numberInDash":
		return strconv.Itoa(n)
	case "decimalZero":
		return pad(n, 2)
	case "custom":
		return pad(n, strings.Count(strings.Split(custom, ",")[0], "0")+1)
	case "decimalFullWidth", "decimalFullWidth2":
		return fullWidth(strconv.Itoa(n))
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letters(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	case "lowerLetter":
		return letters(n, "abcdefghijklmnopqrstuvwxyz")
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return enclosed(n)
	case "decimalEnclosedParen":
		return oneOf(n, '⑴', 20)
	case "decimalEnclosedFullstop":
		return oneOf(n, '⒈', 20)
	case "aiueo":
		return cycle(n, "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ")
	case "aiueoFullWidth":
		return cycle(n, "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン")
	case "iroha":
		return cycle(n, "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽ")
	case "irohaFullWidth":
		return cycle(n, "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス")
	case "ideographTraditional":
		return cycle(n, "甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return cycle(n, "子丑寅卯辰巳午未申酉戌亥")
	case "ideographEnclosedCircle":
		return oneOf(n, '㊀', 10)
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "chineseCountingThousandDigital":
		return replaceDigits(n, "〇一二三四五六七八九")
	case "japaneseCounting", "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand":
		return kanji(n, "〇一二三四五六七八九", "十百千", false)
	case "japaneseLegal":
		return kanji(n, "零壱弐参四伍六七八九", "拾百阡", true)
	}
	return strconv.Itoa(n)
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, min(width, 8)-len(s))) + s
}

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune { return r - '0' + '０' }, s)
}

func roman(n int) string {
	if n <= 0 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		v int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.v; n -= d.v {
			b.WriteString(d.s)
		}
	}
	return b.String()
}

// letters counts a, b, … z, aa, bb as Word does.
func letters(n int, alphabet string) string {
	if n <= 0 || n > 26*10 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(alphabet[(n-1)%26:(n-1)%26+1], (n-1)/26+1)
}

func cycle(n int, alphabet string) string {
	r := []rune(alphabet)
	if n <= 0 {
		return strconv.Itoa(n)
	}
	return string(r[(n-1)%len(r)])
}

// oneOf counts through consecutive characters, digits beyond the last.
func oneOf(n int, first rune, last int) string {
	if n < 1 || n > last {
		return strconv.Itoa(n)
	}
	return string(first + rune(n-1))
}

// enclosed gives ① to ㊿.
func enclosed(n int) string {
	switch {
	case n >= 1 && n <= 20:
		return string('①' + rune(n-1))
	case n >= 21 && n <= 35:
		return string('㉑' + rune(n-21))
	case n >= 36 && n <= 50:
		return string('㊱' + rune(n-36))
	}
	return strconv.Itoa(n)
}

func replaceDigits(n int, digits string) string {
	r := []rune(digits)
	return strings.Map(func(d rune) rune { return r[d-'0'] }, strconv.Itoa(n))
}

// kanji counts 十一, 百二十; with one it writes 壱拾壱.
func kanji(n int, digits, units string, one bool) string {
	d, u := []rune(digits), []rune(units)
	if n == 0 || n >= 10000 {
		return replaceDigits(n, digits)
	}
	var b strings.Builder
	for p, v := 3, 1000; p >= 0; p, v = p-1, v/10 {
		k := n / v % 10
		if k == 0 {
			continue
		}
		if k > 1 || p == 0 || one {
			b.WriteRune(d[k])
		}
		if p > 0 {
			b.WriteRune(u[p-1])
		}
	}
	return b.String()
}
