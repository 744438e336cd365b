package main

import (
	"regexp"
	"strings"
)

var (
	roffFont    = regexp.MustCompile(`\\f(\(..|\[[^\]]*\]|.)`)
	roffSize    = regexp.MustCompile(`\\s[-+]?\d`)
	roffString  = regexp.MustCompile(`\\\*(\(..|\[[^\]]*\]|.)|\\\[[^\]]*\]|\\\(..`)
	roffRemark  = regexp.MustCompile(`\\".*$`)
	roffRequest = regexp.MustCompile(`^[.']\s*([A-Za-z]{1,3})\b\s*(.*)$`)
	roffWidth   = regexp.MustCompile(`\s+\d+$`)
	roffChars   = strings.NewReplacer(`\-`, "-", `\&`, "", `\e`, `\`, `\ `, " ", `\(aq`, "'", `\(bu`, "・", `\(co`, "©",
		`\|`, "", `\^`, "", `\:`, "", `\%`, "", `\/`, "", `\,`, "")
)

// Requests whose arguments are text of the page (man and mdoc macros), and
// requests that end a paragraph.
var (
	roffText  = wordSet("B I BR RB IR RI BI IB R SM SB Fl Ar Nm Xr Nd Pa Dv Ev Em Sy Fn Fa Li Cm")
	roffBreak = wordSet("PP P LP TP IP HP Pp It sp br")
	roffHead  = wordSet("SH Sh SS Ss")
)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// unroff removes fonts, sizes and escapes from a line of a manual page.
func unroff(s string) string {
	s = roffRemark.ReplaceAllString(s, "")
	s = roffFont.ReplaceAllString(s, "")
	s = roffSize.ReplaceAllString(s, "")
	s = roffChars.Replace(s)
	return roffString.ReplaceAllString(s, "")
}

// roff reads the sections of a manual page. name is that of the page, "tar(1)".
// Tables stay as lines; definitions of macros are left out.
func roff(c *collector, name, text string) {
	if strings.HasPrefix(text, ".so ") {
		return // a link to another page
	}
	head := ""
	var paragraphs, line []string
	flush := func() {
		if len(line) > 0 {
			paragraphs, line = append(paragraphs, strings.Join(line, " ")), nil
		}
	}
	end := func() {
		flush()
		c.add(strings.TrimSpace(name+" "+head), paragraphs)
		paragraphs = nil
	}
	for l := range strings.Lines(text) {
		l = strings.TrimRight(l, "\r\n")
		m := roffRequest.FindStringSubmatch(l)
		switch {
		case strings.HasPrefix(l, `.\"`) || strings.HasPrefix(l, `'\"`) || l == "..":
		case m == nil && strings.HasPrefix(l, "."):
		case m == nil && strings.TrimSpace(l) == "":
			flush()
		case m == nil:
			line = append(line, unroff(l))
		default:
			arg := strings.TrimSpace(strings.ReplaceAll(unroff(m[2]), `"`, " "))
			switch {
			case roffHead[m[1]]:
				end()
				head = clean(arg)
			case roffBreak[m[1]]:
				flush()
				if (m[1] == "IP" || m[1] == "It") && arg != "" {
					line = append(line, roffWidth.ReplaceAllString(arg, ""))
				}
			case roffText[m[1]]:
				line = append(line, arg)
			}
		}
	}
	end()
}
