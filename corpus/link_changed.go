package corpus

import (
	"slices"
	"strings"
)

// Changed holds, of a suspect link, the words that were pinned or decided on
// against the present ones. An end that reads as it did is nil.
type Changed struct {
	From *WordChange `json:"from,omitempty"`
	To   *WordChange `json:"to,omitempty"`
}

// WordChange is how one end of a link reads now, and how it read.
type WordChange struct {
	// Kept tells what of the older words is at hand.
	Kept KeptWords `json:"kept"`
	// Edits lead from the older words to the present ones, long stretches without
	// a change shortened to …; nil where nothing that was kept has changed.
	Edits []Edit `json:"edits,omitempty"`
}

// KeptWords tells how much of an older text is at hand.
type KeptWords string

// What may have been kept of the words of an end.
const (
	KeptWhole KeptWords = "whole"  // all that the end said: heading, statement, parts
	KeptQuote KeptWords = "quoted" // the quoted words alone; a change beside them shows no characters
	KeptNone  KeptWords = "none"   // a fingerprint, which tells only that something has changed
)

// Note says in Japanese why no changed characters can be shown, "" where they
// are.
func (w *WordChange) Note() string {
	switch {
	case w.Edits != nil:
		return ""
	case w.Kept == KeptNone:
		return "前の文言は控えられていないため、変わった文字を示せません。資料の前の版と見比べてください。"
	case w.Kept == KeptQuote:
		return "控えてある引用の文言は変わっていません。控えていない部分（見出し、解説、表の行など）が変わりました。"
	}
	return "空白と改行のほかに、変わった文字はありません。"
}

// changedSince compares the words of a pin with those of a link, nil if no end
// differs.
func (c *Corpus) changedSince(p *pin, l *Link) *Changed {
	out := &Changed{}
	if p.fromPin != "" && p.fromPin != l.Evidence.From.Pin {
		out.From = wordChange(p.fromText, p.fromSaid, l.Evidence.From.Text, c.saying(l.From))
	}
	if p.toPin != "" && p.toPin != l.Evidence.To.Pin {
		out.To = wordChange(p.toText, p.toSaid, l.Evidence.To.Text, c.saying(l.To))
	}
	if out.From == nil && out.To == nil {
		return nil
	}
	return out
}

func wordChange(quoteThen, saidThen, quoteNow, saidNow string) *WordChange {
	w := &WordChange{Kept: KeptWhole}
	then, now := beside(quoteThen, saidThen), beside(quoteNow, saidNow)
	switch {
	case quoteThen == "" && saidThen == "":
		return &WordChange{Kept: KeptNone}
	case saidThen == "":
		w.Kept, then, now = KeptQuote, quoteThen, quoteNow
	}
	edits, _ := DiffText(then, now)
	if slices.ContainsFunc(edits, func(e Edit) bool { return e.Op != EditEqual }) {
		w.Edits = nearEdits(edits)
	}
	return w
}

// beside puts before a text the lines of a quotation that it does not hold,
// such as the citation as printed.
func beside(quote, said string) string {
	var out []string
	for _, line := range strings.Split(quote, "\n") {
		if !strings.Contains(said, line) {
			out = append(out, line)
		}
	}
	for _, line := range strings.Split(said, "\n") {
		if line != "" && !slices.Contains(out, line) { // a heading may be the statement as well
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// nearWords is how many characters stand on each side of a change.
const nearWords = 40

// nearEdits shortens what has not changed to its ends: a reader looks for the
// changed words among pages of the same ones.
func nearEdits(edits []Edit) []Edit {
	out := slices.Clone(edits)
	for i, e := range out {
		r := []rune(e.Text)
		head, tail := nearWords, nearWords
		if i == 0 {
			head = 0
		}
		if i == len(out)-1 {
			tail = 0
		}
		if e.Op == EditEqual && len(r) > head+tail+1 {
			out[i].Text = string(r[:head]) + "…" + string(r[len(r)-tail:])
		}
	}
	return out
}

// misquoted holds the words that a person's table quotes against those of the
// end they are said to be of, nil where the end still says them. A link of
// another method quotes a citation, which an imported catalog does not hold.
func (c *Corpus) misquoted(l *Link) *Changed {
	if !c.fromTables[l.ID] || l.Method != MethodHuman && l.Method != MethodText {
		return nil
	}
	out := &Changed{}
	if !c.says(l.From, l.Evidence.From.Text) {
		out.From = wordChange(l.Evidence.From.Text, "", c.quoteOf(l.From).Text, "")
	}
	if !c.says(l.To, l.Evidence.To.Text) {
		out.To = wordChange(l.Evidence.To.Text, "", c.quoteOf(l.To).Text, "")
	}
	if out.From == nil && out.To == nil {
		return nil
	}
	return out
}

// says reports whether an end holds every line of a quotation, as its words or
// its citation. White space is not compared.
func (c *Corpus) says(id, quote string) bool {
	all := []string{c.saying(id), c.Name(id)}
	if r := c.Requirement(id); r != nil {
		all = append(all, r.Label)
	} else if g := c.Group(id); g != nil {
		all = append(all, g.Label)
	}
	whole := string(keys(strings.Join(all, "\n")))
	for _, line := range strings.Split(quote, "\n") {
		if !strings.Contains(whole, string(keys(line))) {
			return false
		}
	}
	return true
}
