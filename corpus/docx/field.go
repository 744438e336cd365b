package docx

import (
	"strings"

	"shogo/corpus/ooxml"
	"shogo/corpus/pattern"
)

// field is an open complex field.
type field struct {
	code   []byte
	result bool // the separator has passed
	kind   string
	box    string // ☑ or ☐ of a form field
}

// maxFields is how deep fields may nest before the rest is taken for text.
const maxFields = 40

// shown reports whether text at this point is seen: not in a field's code, and
// not a page number of the contents.
func (r *reader) shown() bool {
	contents := false
	for i := range r.fields {
		f := &r.fields[i]
		switch {
		case !f.result, contents && f.kind == "PAGEREF":
			return false
		}
		contents = contents || f.kind == "TOC"
	}
	return true
}

// inContents reports whether a TOC field is open.
func (r *reader) inContents() bool {
	for i := range r.fields {
		if r.fields[i].kind == "TOC" && r.fields[i].result {
			return true
		}
	}
	return false
}

func (t *run) instruction(code string) {
	if n := len(t.fields); n > 0 && !t.fields[n-1].result && len(t.fields[n-1].code) < 1<<16 {
		t.fields[n-1].code = append(t.fields[n-1].code, code...)
	}
}

// fieldChar opens, separates and closes a complex field.
func (t *run) fieldChar(k *ooxml.Node, st *style) {
	n := len(t.fields)
	switch k.Get("fldCharType") {
	case "begin":
		if n < maxFields {
			t.fields = append(t.fields, field{box: checkBox(k)})
		}
	case "separate":
		if n > 0 {
			f := &t.fields[n-1]
			f.result, f.kind = true, fieldKind(string(f.code))
		}
	case "end":
		if n == 0 {
			return
		}
		code, result, box := string(t.fields[n-1].code), t.fields[n-1].result, t.fields[n-1].box
		t.fields = t.fields[:n-1]
		if !result { // such fields are drawn, not stored as text
			t.write(drawn(code)+box, st)
		}
	}
}

func (t *run) simpleField(k *ooxml.Node, st *style) {
	if len(t.fields) >= maxFields {
		t.walk(k, st)
		return
	}
	kind := fieldKind(k.Get("instr"))
	t.fields = append(t.fields, field{result: true, kind: kind})
	t.walk(k, st)
	t.fields = t.fields[:max(0, len(t.fields)-1)]
}

func fieldKind(code string) string {
	words := strings.Fields(code)
	if len(words) == 0 {
		return ""
	}
	return strings.ToUpper(words[0])
}

// checkBox is the mark of a form's check box, empty for any other field.
func checkBox(k *ooxml.Node) string {
	c := k.Kid("ffData", "checkBox")
	switch {
	case c == nil:
		return ""
	case c.Kid("checked") != nil && c.Flag("checked"), c.Kid("checked") == nil && c.Flag("default"):
		return "☑"
	}
	return "☐"
}

var (
	// overstrike matches an enclosed character: eq \o\ac(○,1).
	overstrike = pattern.New(`(?i)^\s*eq\s+(?:\\\*.*?\s)*\\o\s*(?:\\a[clr])?\s*\(\s*([○◯〇□△◇])\s*[,;]\s*([^()]*)\)\s*$`)
	// phonetic matches a reading set above its base: eq \o\ad(\s\up 9(よみ),漢字).
	phonetic = pattern.New(`(?i)\\o\s*(?:\\a[dclr])?\s*\(\s*\\s\\up\s*\d*\s*\([^()]*\)\s*[,;]([^()]*)\)`)
	// switches matches eq's general switches, whose values may be quoted.
	switches = pattern.New(`\\\*\s*(?:"[^"]*"|\S+)`)
)

// drawn is the text of an EQ field: the circled number or the base of a ruby.
func drawn(code string) string {
	if fieldKind(code) != "EQ" {
		return ""
	}
	code = switches.ReplaceAllString(code, "")
	if m := overstrike.FindStringSubmatch(code); m != nil {
		inner := strings.TrimSpace(m[2])
		if n := atoi(halfWidth(inner), 0); n > 0 && strings.Contains("○◯〇", m[1]) {
			return Format(n, "decimalEnclosedCircle", "")
		}
		return inner
	}
	if m := phonetic.FindStringSubmatch(code); m != nil {
		return m[1]
	}
	return ""
}

func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}
