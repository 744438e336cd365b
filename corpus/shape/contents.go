package shape

import "strings"

// Contents are the entries of a table of contents: where nothing else shows that
// a line is a heading, standing there does. The zero value is empty.
type Contents map[string]bool

// entryKey is an entry as it is compared: without white space.
func entryKey(s string) string { return strings.Join(strings.Fields(s), "") }

// Add notes an entry, without leader and page number.
func (c *Contents) Add(entry string) {
	if *c == nil {
		*c = Contents{}
	}
	if key := entryKey(entry); key != "" && len(*c) < 5000 {
		(*c)[key] = true
	}
}

// Lists reports whether the line, with the number that its format generates in
// front, is an entry.
func (c Contents) Lists(mark, line string) bool {
	if len(c) == 0 || len(line) > longest {
		return false
	}
	key := entryKey(mark + line)
	if c[key] {
		return true
	}
	bare, scope := CutScope(key)
	return scope != "" && c[bare]
}
