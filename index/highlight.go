package index

// marker finds the words of a query in a text without a dictionary: by the
// surfaces the index knows for each matched term, and by the query's own runs.
type marker struct {
	words   map[string]bool // folded to katakana, of at most longest characters
	longest int
}

// marker collects what a query's hits are marked by.
func (s *session) marker(q query, plan []planned) marker {
	m := marker{words: map[string]bool{}}
	for _, r := range q.runs {
		m.add(r)
	}
	for _, p := range plan {
		m.add(p.word)
		for _, id := range p.parts {
			m.addTerm(s.term(id))
		}
		for _, a := range p.alts {
			m.addTerm(s.term(a.term))
		}
	}
	return m
}

func (m *marker) addTerm(r *record) {
	m.add(Fold(r.shown))
	for _, f := range r.forms {
		m.add(Fold(f))
	}
}

func (m *marker) add(w string) {
	m.words[w] = true
	m.longest = max(m.longest, len([]rune(w)))
}

// spans returns the matched ranges of a text in bytes, sorted, not
// overlapping: from the left, the longest word first. A single character
// counts only where it stands alone among its class (証 is not marked in 認証).
func (m marker) spans(text string) []Span {
	f := fold1(text, foldText)
	k := toKatakana(f.r)
	out := []Span{}
	for i := 0; i < len(k); {
		n := m.longestAt(f.r, k, i)
		if n == 0 {
			i++
			continue
		}
		from, to := int(f.from[i]), int(f.to[i+n-1])
		if l := len(out); l > 0 && out[l-1].End >= from {
			out[l-1].End = max(out[l-1].End, to)
		} else {
			out = append(out, Span{from, to})
		}
		i += n
	}
	return out
}

func (m marker) longestAt(w, k []rune, i int) int {
	for n := min(m.longest, len(k)-i); n > 0; n-- {
		if m.words[string(k[i:i+n])] && (n > 1 || alone(w, i)) {
			return n
		}
	}
	return 0
}

// alone reports a character whose neighbours are of other classes.
func alone(w []rune, i int) bool {
	c := class(w[i])
	return (i == 0 || class(w[i-1]) != c) && (i+1 == len(w) || class(w[i+1]) != c)
}

// fragmentBytes is about how much of a text a hit shows: 120 characters.
const fragmentBytes = 360

// fragment cuts the part of a document that shows most matches: of the body,
// else of the context where the body has none, else of the title.
func (m marker) fragment(d Document) Fragment {
	fields := []struct {
		name, text string
	}{{"body", d.Body}, {"context", d.Context}, {"title", d.Title}}
	for _, f := range fields {
		if spans := m.spans(f.text); len(spans) > 0 {
			return cutFragment(f.name, f.text, spans)
		}
	}
	for _, f := range fields {
		if f.text != "" {
			return cutFragment(f.name, f.text, nil)
		}
	}
	return Fragment{Field: "title", Marks: []Span{}}
}

// cutFragment takes the window with the most marked bytes, begun at a sentence
// or line where one begins shortly before.
func cutFragment(field, text string, spans []Span) Fragment {
	start := 0
	best := -1
	for i, s := range spans {
		sum := 0
		for _, t := range spans[i:] {
			if t.End > s.Start+fragmentBytes*3/4 {
				break
			}
			sum += t.End - t.Start
		}
		if sum > best {
			best, start = sum, s.Start
		}
	}
	start = sentenceStart(text, start)
	end := runeStart(text, min(len(text), start+fragmentBytes))
	out := Fragment{Field: field, Text: text[start:end], Start: start, Marks: []Span{}}
	for _, s := range spans {
		if s.Start >= start && s.End <= end {
			out.Marks = append(out.Marks, Span{s.Start - start, s.End - start})
		}
	}
	return out
}

// sentenceStart goes back at most a quarter of a fragment to the beginning of
// the sentence or line, else to the beginning of that quarter.
func sentenceStart(text string, at int) int {
	low := max(0, at-fragmentBytes/4)
	if low == 0 {
		low = 0
	}
	for i := at; i > low; i = runeStart(text, i-1) {
		if c, n := decodeRune(text[runeStart(text, i-1):]); (c == '。' || c == '\n') && n > 0 {
			return i
		}
	}
	return runeStart(text, low)
}

// runeStart moves a byte offset back to the beginning of its character.
func runeStart(text string, i int) int {
	for i > 0 && i < len(text) && text[i]&0xC0 == 0x80 {
		i--
	}
	return i
}
