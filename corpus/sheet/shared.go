package sheet

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"shogo/corpus/ooxml"
	"shogo/corpus/pattern"
)

// sharedStrings reads the texts that cells refer to. Runs of rich text are
// joined; readings (furigana) are no text.
func (r *reader) sharedStrings(main string) ([]string, error) {
	part := r.pkg.Related(main, "sharedStrings")
	if part == "" {
		return nil, nil
	}
	body, err := r.pkg.Part(part)
	if err != nil {
		return nil, err
	}
	var out []string
	var t stringText
	d := ooxml.Decoder(body)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, &Error{Place: part, Msg: "cannot parse the XML: " + err.Error(), Remedy: "download the file again; it is damaged"}
		}
		t.token(token)
		if e, ok := token.(xml.EndElement); ok && e.Name.Local == "si" {
			out = append(out, t.take())
		}
	}
}

// stringText gathers the text of a string item, shared or inline.
type stringText struct {
	b       strings.Builder
	inside  bool // in a t
	reading int  // depth of readings
}

func (t *stringText) token(token xml.Token) {
	switch k := token.(type) {
	case xml.StartElement:
		switch k.Name.Local {
		case "t":
			t.inside = true
		case "rPh":
			t.reading++
		}
	case xml.EndElement:
		switch k.Name.Local {
		case "t":
			t.inside = false
		case "rPh":
			t.reading--
		}
	case xml.CharData:
		if t.inside && t.reading == 0 {
			t.b.Write(k)
		}
	}
}

func (t *stringText) take() string {
	s := unescape(t.b.String())
	t.b.Reset()
	t.inside, t.reading = false, 0
	return s
}

// escaped matches a character that XML cannot hold, as spreadsheets write it.
var escaped = pattern.New(`_x([0-9A-Fa-f]{4})_`)

// unescape resolves _x000D_ and makes every line end a \n.
func unescape(s string) string {
	if strings.Contains(s, "_x") {
		s = escaped.ReplaceAllStringFunc(s, func(m string) string {
			n, err := strconv.ParseUint(m[2:6], 16, 16)
			if err != nil || n >= 0xD800 && n < 0xE000 {
				return m
			}
			return string(rune(n))
		})
	}
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
}
