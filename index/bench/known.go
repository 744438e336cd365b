package main

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"shogo/index"
)

// knownItem is a query with one right answer.
type knownItem struct {
	Kind  string `json:"kind"`
	Query string `json:"query"`
	Want  string `json:"want"` // id
}

// kinds of known items, in the order of the table: a section's heading, a
// phrase, two words, five characters cut out of a text wherever it happens.
var kinds = []string{"title", "phrase", "words", "cut"}

// knownItems draws up to n queries of each kind. Each is found literally in one
// section of the corpus only.
func knownItems(docs []index.Document, n int) []knownItem {
	d := newDrawer(docs)
	var out []knownItem
	for i, draw := range []func(index.Document) string{d.title, d.phrase, d.words, d.cut} {
		found := 0
		for _, at := range d.r.Perm(len(docs)) {
			if q := draw(docs[at]); q != "" {
				out = append(out, knownItem{kinds[i], q, docs[at].ID})
				found++
			}
			if found == n {
				break
			}
		}
	}
	return out
}

type drawer struct {
	r     *rand.Rand
	texts []string // title and body of each section
	all   string
}

func newDrawer(docs []index.Document) *drawer {
	d := &drawer{r: rand.New(rand.NewPCG(seed, 3))}
	for _, doc := range docs {
		d.texts = append(d.texts, doc.Title+"\n"+doc.Body)
	}
	d.all = strings.Join(d.texts, "\n\n")
	return d
}

func (d *drawer) once(s string) bool {
	i := strings.Index(d.all, s)
	return i >= 0 && !strings.Contains(d.all[i+1:], s)
}

var (
	partNumber    = regexp.MustCompile(`\(\d+\)$`)
	sectionNumber = regexp.MustCompile(`^[0-9A-Z.]+ `)
	phraseEnd     = regexp.MustCompile(`[、。「」()（）:：,.\s]+`)
	contentWord   = regexp.MustCompile(`[\p{Han}々]{2,6}|[\p{Katakana}ー]{3,10}`)
	japaneseRun   = regexp.MustCompile(`[\p{Han}々\p{Hiragana}\p{Katakana}ー]{9,}`)
)

func (d *drawer) title(doc index.Document) string {
	t := sectionNumber.ReplaceAllString(doc.Title, "")
	if partNumber.MatchString(t) || countJapanese(t) < 4 || runeLen(t) > 40 || !d.once(t) {
		return ""
	}
	return t
}

func (d *drawer) phrase(doc index.Document) string {
	var fit []string
	for _, p := range phraseEnd.Split(doc.Body, -1) {
		if n := runeLen(p); n >= 8 && n <= 20 && countJapanese(p) >= 7 {
			fit = append(fit, p)
		}
	}
	d.r.Shuffle(len(fit), func(i, j int) { fit[i], fit[j] = fit[j], fit[i] })
	for _, p := range fit[:min(6, len(fit))] {
		if d.once(p) {
			return p
		}
	}
	return ""
}

func (d *drawer) words(doc index.Document) string {
	ws := contentWord.FindAllString(doc.Body, -1)
	slices.Sort(ws)
	ws = slices.Compact(ws)
	if len(ws) < 4 {
		return ""
	}
	for range 8 {
		a, b := ws[d.r.IntN(len(ws))], ws[d.r.IntN(len(ws))]
		if !strings.Contains(a, b) && !strings.Contains(b, a) && d.together(a, b) == 1 {
			return a + " " + b
		}
	}
	return ""
}

func (d *drawer) together(a, b string) (n int) {
	for _, t := range d.texts {
		if strings.Contains(t, a) && strings.Contains(t, b) {
			if n++; n > 1 {
				break
			}
		}
	}
	return n
}

// cut takes five characters with at least three that are not hiragana.
func (d *drawer) cut(doc index.Document) string {
	runs := japaneseRun.FindAllString(doc.Body, -1)
	if len(runs) == 0 {
		return ""
	}
	for range 6 {
		r := []rune(runs[d.r.IntN(len(runs))])
		at := 1 + d.r.IntN(len(r)-6)
		p := r[at : at+5]
		content := 0
		for _, c := range p {
			if c < 'ぁ' || c > 'ゖ' {
				content++
			}
		}
		if content >= 3 && d.once(string(p)) {
			return string(p)
		}
	}
	return ""
}
