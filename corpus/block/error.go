package block

// Error tells why a reader refuses a document, where, and what the reader of
// the message can do. The readers name it Error too (sheet.Error, docx.Error);
// the caller adds the file name.
type Error struct {
	Place  string // word/document.xml, Sheet1!B7, line 30; empty if the whole file
	Msg    string // what is wrong
	Remedy string // what to do about it, may be empty
}

// Error prints "place: what is wrong; what to do".
func (e *Error) Error() string {
	s := e.Msg
	if e.Place != "" {
		s = e.Place + ": " + s
	}
	if e.Remedy != "" {
		s += "; " + e.Remedy
	}
	return s
}
