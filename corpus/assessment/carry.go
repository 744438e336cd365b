package assessment

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Outcome counts what Carry has done.
type Outcome struct {
	Same    int // answers to items whose wording is the same
	Recheck int // answers to items that have changed: 要再確認
	New     int // items nobody answered before
	// Left are answers whose item the new form does not have. They stay in the
	// sheet, behind the items of the form.
	Left int
}

// likeEnough is the similarity of two titles from which the later is taken for
// a new wording of the earlier.
const likeEnough = 0.5

// Carry brings the answers of an earlier sheet to a form. An item is found by
// its title, wherever it stands; else by the most similar title. Every answer
// keeps its words and days; where title, explanation or number have changed it
// is marked 要再確認 with the reason. No answer is dropped.
func Carry(old *Sheet, f *Form) (*Sheet, Outcome) {
	s, out := f.New(), Outcome{}
	s.Organization, s.System, s.Person = old.Organization, old.System, old.Person
	if old.Form == f.ID {
		s.Date = old.Date
	}
	from := pair(old, f)
	used := map[int]bool{}
	for i := range s.Answers {
		n := from[i]
		if n < 0 {
			out.New++
			continue
		}
		used[n] = true
		carryOne(&s.Answers[i], &old.Answers[n], old)
		switch {
		case s.Answers[i].Recheck != "":
			out.Recheck++
		case old.Answers[n].Filled():
			out.Same++
		default:
			out.New++
		}
	}
	for n, a := range old.Answers {
		if !used[n] && a.Filled() {
			s.Answers = append(s.Answers, a)
			out.Left++
		}
	}
	return s, out
}

func carryOne(to, from *Answer, old *Sheet) {
	blank := *to
	*to = *from
	to.Item, to.Section, to.Label, to.Title, to.Systems, to.Fingerprint = blank.Item, blank.Section, blank.Label, blank.Title, blank.Systems, blank.Fingerprint
	if !from.Filled() {
		return
	}
	if old.Edition != "" && from.Item != to.Item {
		to.Carried = old.Edition
	}
	if why := reasons(from, to, old.Edition); why != "" {
		to.Recheck = strings.TrimSpace(strings.Join([]string{from.Recheck, why}, " "))
	}
}

// reasons says what has changed between two editions of an item.
func reasons(from, to *Answer, edition string) string {
	var why []string
	title, body := changed(from.Fingerprint, to.Fingerprint)
	if from.Fingerprint == "" { // made by hand
		title = key(from.Title) != key(to.Title)
	}
	if title {
		why = append(why, fmt.Sprintf("項目の文言が変わりました。前回（%s）：「%s」", strings.TrimSpace(edition+" "+from.Label), from.Title))
	}
	if body {
		why = append(why, "解説または引用条文が変わりました。")
	}
	if from.Label != to.Label {
		why = append(why, fmt.Sprintf("項目の番号が変わりました。前回は %s でした。", from.Label))
	}
	return strings.Join(why, " ")
}

// pair finds for each item of the form the answer of the earlier sheet, -1 for
// none: first those of the same id, title and all, then of the same title, then
// by the most similar title, best pairs first.
func pair(old *Sheet, f *Form) []int {
	out := make([]int, len(f.Items))
	taken := make([]bool, len(old.Answers))
	for i := range out {
		out[i] = -1
	}
	match := func(same func(a *Answer, it *Item) bool) {
		for i := range f.Items {
			if out[i] >= 0 {
				continue
			}
			for n := range old.Answers {
				if !taken[n] && same(&old.Answers[n], &f.Items[i]) {
					out[i], taken[n] = n, true
					break
				}
			}
		}
	}
	sameTitle := func(a *Answer, it *Item) bool {
		title, _ := changed(a.Fingerprint, it.Fingerprint)
		return !title || key(a.Title) == key(it.Title)
	}
	match(func(a *Answer, it *Item) bool { return place(a.Label) == place(it.Label) && sameTitle(a, it) })
	match(sameTitle)
	like := likeness(old, f, out, taken)
	for {
		bi, bn, best := -1, -1, likeEnough
		for i := range f.Items {
			for n := range old.Answers {
				if out[i] < 0 && !taken[n] && like[i][n] > best {
					bi, bn, best = i, n, like[i][n]
				}
			}
		}
		if bi < 0 {
			break
		}
		out[bi], taken[bn] = bn, true
	}
	// The same form again: what is left is the item itself, reworded beyond likeness.
	match(func(a *Answer, it *Item) bool { return a.Item == it.ID })
	return out
}

// likeness compares the titles that have found no equal: by item and answer.
func likeness(old *Sheet, f *Form, out []int, taken []bool) [][]float64 {
	titles := make([]pairs, len(old.Answers))
	for n, a := range old.Answers {
		if !taken[n] {
			titles[n] = pairsOf(a.Title)
		}
	}
	like := make([][]float64, len(f.Items))
	for i, it := range f.Items {
		like[i] = make([]float64, len(titles))
		if out[i] >= 0 {
			continue
		}
		title := pairsOf(it.Title)
		for n := range titles {
			if !taken[n] {
				like[i][n] = title.similarity(titles[n])
			}
		}
	}
	return like
}

// place folds a label: 2-⑥ and ２－６ are one place.
func place(label string) string {
	return strings.Join(strings.FieldsFunc(norm.NFKC.String(label), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }), "-")
}
