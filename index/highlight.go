package index

import (
	"sort"
	"strings"
)

// marker finds the words of a query in a text without a dictionary: by the
// surfaces the index knows for each matched term, and by the query's own runs.
type marker struct {
	words   map[string]bool // folded to katakana
	longest map[rune]int    // length of the longest by its first character
}

// marker collects what a query's hits are marked by.
func (s *session) marker(q query, plan []planned) marker {
	m := marker{words: map[string]bool{}, longest: map[rune]int{}}
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
	r := []rune(w)
	if len(r) == 0 {
		return
	}
	m.words[w] = true
	m.longest[r[0]] = max(m.longest[r[0]], len(r))
}

// spans returns the matched ranges of a text in bytes, sorted, not
// overlapping: from the left, the longest word first. A single character
// counts only where it stands alone among its class (証 is not marked in 認証).
func (m marker) spans(text string) []Span {
	f := fold1(text, foldText)
	return m.spansIn(f, toKatakana(f.r))
}

// spansIn is spans of a text that was folded to f, and to k in katakana.
func (m marker) spansIn(f *folded, k []rune) []Span {
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
	for n := min(m.longest[k[i]], len(k)-i); n > 0; n-- {
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

// fragmentLength is how many characters of a text a hit shows, at most.
const fragmentLength = 120

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

// cutFragment takes the window with the most marked characters, begun at a
// sentence or line where one begins shortly before.
func cutFragment(field, text string, spans []Span) Fragment {
	at := runeOffsets(text)
	in := make([]Span, len(spans)) // in characters
	for i, s := range spans {
		in[i] = Span{sort.SearchInts(at, s.Start), sort.SearchInts(at, s.End)}
	}
	start := sentenceStart(text, at, densest(in))
	end := min(len(at)-1, start+fragmentLength)
	out := Fragment{Field: field, Text: text[at[start]:at[end]], Start: at[start], More: end < len(at)-1, Marks: []Span{}}
	for i, s := range in {
		if s.Start >= start && s.End <= end {
			out.Marks = append(out.Marks, Span{spans[i].Start - at[start], spans[i].End - at[start]})
		}
	}
	return out
}

// Cut reports whether a quotation of the fragment wants an ellipsis before and
// after it. A fragment that ends with a sentence wants none there.
func (f Fragment) Cut() (before, after bool) {
	return f.Start > 0, f.More && !strings.HasSuffix(f.Text, "。")
}

// densest returns where the window begins that has the most marked characters
// in three quarters of a fragment.
func densest(spans []Span) int {
	start, best := 0, -1
	for i, s := range spans {
		sum := 0
		for _, t := range spans[i:] {
			if t.End > s.Start+fragmentLength*3/4 {
				break
			}
			sum += t.End - t.Start
		}
		if sum > best {
			best, start = sum, s.Start
		}
	}
	return start
}

// runeOffsets returns the byte at which every character begins, and the end.
func runeOffsets(text string) []int {
	out := make([]int, 0, len(text)/2+1)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

// sentenceStart goes back at most a quarter of a fragment to the beginning of
// the sentence or line, else to the beginning of that quarter.
func sentenceStart(text string, at []int, i int) int {
	low := max(0, i-fragmentLength/4)
	for ; i > low; i-- {
		if before := text[at[i-1]:at[i]]; before == "。" || before == "\n" {
			return i
		}
	}
	return low
}
