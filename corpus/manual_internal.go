package corpus

import "shogo/corpus/pattern"

var (
	// itemRef matches `2-①` and `2-(1)`.
	itemRef = pattern.New(`([0-9０-９])\s*[-‐－–−]\s*([①-⑳]|[(（][0-9０-９]{1,2}[)）])`)
	// sectionRange matches `上記 1-3`.
	sectionRange = pattern.New(`上記\s*([0-9０-９])\s*[-‐－–−~～〜]\s*([0-9０-９])`)
)

// internalRefs finds the references to other items and sections of the manual.
func (m *manual) internalRefs(r *Requirement) []Internal {
	texts := []string{r.Title, r.TitleNote}
	for _, p := range r.Parts {
		texts = append(texts, p.Text)
	}
	var out []Internal
	for _, s := range texts {
		for _, x := range sectionRange.FindAllStringSubmatch(s, -1) {
			out = append(out, Internal{Raw: x[0], Section: foldWidth(x[1] + "-" + x[2])})
		}
		for _, x := range itemRef.FindAllStringSubmatch(s, -1) {
			out = append(out, Internal{Raw: x[0], Section: foldWidth(x[1]), Item: foldWidth(x[2])})
		}
	}
	return out
}

// linkInternal sets the targets that are items of this text.
func (m *manual) linkInternal(all []*Requirement) {
	byLabel := map[string]string{}
	for _, r := range all {
		byLabel[r.Section.Number+"-"+r.Label] = r.ID
	}
	for _, r := range all {
		for i, x := range r.InternalRefs {
			r.InternalRefs[i].Target = byLabel[x.Section+"-"+x.Item]
		}
	}
}

// outline lists the sections of the edition: those the registry knows and those
// printed here, in order of their numbers.
func (m *manual) outline(d *Document, all []*Requirement) {
	byNumber := map[string]*Section{}
	put := func(number, title string, roles []string, c Certainty, reason string) {
		if s := byNumber[number]; s != nil {
			if s.Certainty != Certain && c == Certain {
				s.Title, s.Roles, s.Certainty, s.CertaintyReason = title, roles, c, reason
			}
			return
		}
		id := d.ID + "-" + number
		if number == "" {
			id = d.ID + "-u"
		}
		s := &Section{ID: id, Kind: SectionChapter, Number: number, Title: title, Roles: roles, Certainty: c, CertaintyReason: reason}
		at := len(d.Outline)
		for at > 0 && d.Outline[at-1].Number > number {
			at--
		}
		d.Outline = append(d.Outline[:at], append([]*Section{s}, d.Outline[at:]...)...)
		byNumber[number] = s
	}
	for _, s := range m.sections {
		put(s.number, s.title, s.roles, s.certainty, s.reason)
	}
	for _, s := range m.edition.known.Sections {
		put(digit(s.Number), s.Title, s.Roles, Likely, "この節はファイルに含まれていません。公表されている項目一覧によります。")
	}
	for _, r := range all {
		s := byNumber[r.Section.Number]
		s.Requirements = append(s.Requirements, r.ID)
	}
}
