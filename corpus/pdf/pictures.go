package pdf

import "strings"

// pictureFont gives the characters of fonts that show something else than the
// letters of their codes, nil for other fonts (ISO 32000-1, D.5 and D.6). A tick
// in a form is the 4 of such a font.
func pictureFont(name string) func(c byte) string {
	if _, rest, ok := strings.Cut(name, "+"); ok {
		name = rest
	}
	switch {
	case strings.HasPrefix(name, "ZapfDingbats"), strings.HasSuffix(name, "Dingbats"):
		return dingbat
	case name == "Symbol", strings.HasPrefix(name, "Symbol,"), strings.HasPrefix(name, "SymbolMT"):
		return symbol
	case strings.HasPrefix(name, "Wingdings"), strings.HasPrefix(name, "Webdings"):
		return func(c byte) string { // nobody has written down what they are
			if c == ' ' {
				return " "
			}
			return ""
		}
	}
	return nil
}

// dingbat is a character of Zapf Dingbats. Unicode took them over in their order,
// but for those that it had already.
func dingbat(c byte) string {
	switch {
	case c == ' ':
		return " "
	case c >= 0x21 && c <= 0x7E:
		if i := strings.IndexByte("\x25\x2A\x2B\x48\x6C\x6E\x73\x74\x75\x77", c); i >= 0 {
			return string([]rune("☎☛☞★●■▲▼◆◗")[i])
		}
		return string(rune(0x2701 + int(c) - 0x21))
	case c >= 0xA8 && c <= 0xAB:
		return string([]rune("♣♦♥♠")[c-0xA8])
	case c >= 0xAC && c <= 0xB5:
		return string(rune(0x2460 + int(c) - 0xAC))
	case c >= 0xD5 && c <= 0xD7:
		return string([]rune("→↔↕")[c-0xD5])
	case c >= 0xA1 && c <= 0xFE && c != 0xF0:
		return string(rune(0x2761 + int(c) - 0xA1))
	}
	return ""
}

const (
	symbolUpper = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
	symbolLower = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
)

// symbol is a character of the font Symbol, as far as texts use it.
func symbol(c byte) string {
	switch {
	case c >= 'A' && c <= 'Z':
		return string([]rune(symbolUpper)[c-'A'])
	case c >= 'a' && c <= 'z':
		return string([]rune(symbolLower)[c-'a'])
	case c >= '0' && c <= '9', strings.IndexByte(" !#%&()+,./:;<=>?[]_{|}", c) >= 0:
		return string(rune(c))
	}
	if i := strings.IndexByte("\x2A\x2D\xA3\xAC\xAD\xAE\xAF\xB0\xB1\xB3\xB4\xB7\xB8\xB9", c); i >= 0 {
		return string([]rune("∗−≤←↑→↓°±≥×•÷≠")[i])
	}
	return ""
}
