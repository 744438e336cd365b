package sheet

import "testing"

func FuzzNumberFormat(f *testing.F) {
	for _, code := range []string{`[$-411]ggge"年"m"月"d"日";@`, `[>=100]"多";0`, `#,##0_ ;[Red]\-#,##0\ `, `"`, `[`, `\`, "h:mm AM/PM", "mmmmm", `_*`} {
		f.Add(code, 45077.5)
		f.Add(code, -1.0)
	}
	f.Fuzz(func(t *testing.T, code string, v float64) {
		r := &reader{}
		sections := cutSections(code)
		if at, _ := choose(sections, v); at >= len(sections) {
			t.Errorf("section %d of %q", at, code)
		}
		if v >= 0 && v < 3e6 {
			for _, s := range sections {
				r.date(s, v)
				literals(s)
			}
		}
	})
}
