package sheet

// look is what a cell's format tells about its part in a table.
type look struct {
	bordered bool // some side has a line
	boxed    bool // a horizontal and a vertical side have one
	filled   bool
	bold     bool
	strike   bool
	centred  bool
	code     string // of its number format, empty where the library knows it by number
}

// look returns the format of a style, read once.
func (r *reader) look(style int) look {
	if l, ok := r.styles[style]; ok {
		return l
	}
	var l look
	if s, err := r.book.GetStyle(style); err == nil && s != nil {
		l.code = codes[s.NumFmt]
		if s.CustomNumFmt != nil {
			l.code = *s.CustomNumFmt
			if len(l.code) > maxCode {
				r.warn("", "長すぎる表示形式（%d バイト）があります。その形式の値は、保存されている数のまま示します。", len(l.code))
			}
		}
		across, along := false, false
		for _, b := range s.Border {
			if b.Style == 0 {
				continue
			}
			switch b.Type {
			case "top", "bottom":
				across = true
			case "left", "right":
				along = true
			}
		}
		l.bordered, l.boxed = across || along, across && along
		for _, c := range s.Fill.Color {
			l.filled = l.filled || s.Fill.Pattern > 0 && c != "" && c != "FFFFFF" && c != "FFFFFFFF"
		}
		l.filled = l.filled || s.Fill.Type == "gradient"
		if s.Font != nil {
			l.bold, l.strike = s.Font.Bold, s.Font.Strike
		}
		l.centred = s.Alignment != nil && s.Alignment.Horizontal == "center"
	}
	r.styles[style] = l
	return l
}
