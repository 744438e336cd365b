package assessment

import (
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"
)

// The head of a JSON file.
const (
	format  = "shogo-sheets"
	version = 1
)

type file struct {
	Format  string   `json:"format"`
	Version int      `json:"version"`
	Sheets  []*Sheet `json:"sheets"`
}

// WriteJSON writes sheets as one object {"format":"shogo-sheets","version":1,
// "sheets":[…]}, the form in which the site saves and loads them.
func WriteJSON(w io.Writer, sheets []*Sheet) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	if sheets == nil {
		sheets = []*Sheet{}
	}
	return e.Encode(file{format, version, sheets})
}

func readJSON(raw []byte) ([]*Sheet, []string, error) {
	var f file
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, nil, fmt.Errorf("read sheet: %w", err)
	}
	switch {
	case f.Format != format:
		return nil, nil, fmt.Errorf("read sheet: format %q; a sheet of shogo says %q", f.Format, format)
	case f.Version != version:
		return nil, nil, fmt.Errorf("read sheet: version %d; this shogo reads version %d", f.Version, version)
	case len(f.Sheets) > maxSheets:
		return nil, nil, fmt.Errorf("read sheet: more than %d sheets in one file; split it", maxSheets)
	}
	answers := 0
	for n, s := range f.Sheets {
		if s == nil {
			return nil, nil, fmt.Errorf("read sheet: sheet %d is null", n+1)
		}
		for _, c := range columns {
			if c.sheet != nil && utf8.RuneCountInString(*c.sheet(s)) > maxName {
				return nil, nil, fmt.Errorf("read sheet: sheet %d: %s has more than %d characters", n+1, c.head, maxName)
			}
		}
		seen := map[string]bool{}
		for i := range s.Answers {
			a := &s.Answers[i]
			if a.Item == "" || seen[a.Item] {
				return nil, nil, fmt.Errorf("read sheet: sheet %d, answer %d: item %q is missing or stands twice", n+1, i+1, a.Item)
			}
			seen[a.Item] = true
			for _, c := range columns {
				if c.value != nil {
					*c.value(a) = newlines.Replace(*c.value(a))
				}
			}
		}
		if answers += len(s.Answers); answers > maxAnswers {
			return nil, nil, fmt.Errorf("read sheet: more than %d answers; split the file", maxAnswers)
		}
	}
	return f.Sheets, nil, nil
}
