package index

import (
	"fmt"
	"strings"

	"github.com/ikawaha/kagome-dict/dict"
	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome/v2/tokenizer"
)

// UserWord is a word the dictionary lacks, or cuts otherwise than its readers
// do: an organisation's own system, an abbreviation with its reading.
type UserWord struct {
	Surface string `json:"surface"` // as documents write it
	Reading string `json:"reading"` // in kana
	Class   string `json:"class"`   // 品詞, a noun; "" is 名詞
}

// userClasses are the word classes a user word may have: words that inflect
// need more than a reading.
var userClasses = map[string]bool{"": true, "名詞": true, "固有名詞": true, "普通名詞": true, "サ変名詞": true, "カスタム名詞": true}

// ParseUserDict reads words, one a line: surface, reading and, if wanted, the
// word class, separated by tabs; # begins a comment line. An error names file,
// line and remedy; nothing is dropped silently.
func ParseUserDict(name, text string) ([]UserWord, error) {
	out := []UserWord{}
	line := map[string]int{}
	for i, row := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n") {
		row = strings.TrimRight(row, "\r")
		if strings.TrimSpace(row) == "" || strings.HasPrefix(row, "#") {
			continue
		}
		w, err := parseUserWord(row)
		if err != nil {
			return nil, fmt.Errorf("parse user dictionary: %s:%d: %w", name, i+1, err)
		}
		key := normalised(w.Surface)
		if line[key] > 0 {
			return nil, fmt.Errorf("parse user dictionary: %s:%d: %q stands in line %d already; delete one of them", name, i+1, w.Surface, line[key])
		}
		line[key] = i + 1
		out = append(out, w)
	}
	return out, nil
}

func parseUserWord(row string) (w UserWord, err error) {
	cells := strings.Split(row, "\t")
	for i := range cells {
		cells[i] = strings.TrimFunc(cells[i], isBlank)
	}
	for len(cells) > 2 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	switch {
	case len(cells) < 2 || len(cells) > 3:
		return w, fmt.Errorf("%q has %d columns; write word, reading in kana and, if wanted, 名詞, separated by tabs", row, len(cells))
	case letters(cells[0]) == "":
		return w, fmt.Errorf("%q has no letters; write the word as the documents do", cells[0])
	case cells[1] == "" || !isKana(string(fold1(cells[1], foldQuery).r)):
		return w, fmt.Errorf("reading %q of %q is not kana; write it in hiragana or katakana", cells[1], cells[0])
	}
	w = UserWord{Surface: cells[0], Reading: cells[1]}
	if len(cells) == 3 {
		w.Class = cells[2]
	}
	if !userClasses[w.Class] {
		return w, fmt.Errorf("word class %q of %q; only nouns can be added: write 名詞 or leave the column out", w.Class, w.Surface)
	}
	return w, nil
}

// normalised is a word as kagome sees it.
func normalised(s string) string { return string(fold1(s, foldTokens).r) }

// userDict cuts documents with the words of a user dictionary.
type userDict struct {
	words  []UserWord
	number map[string]int // normalised surface -> word
	with   *tokenizer.Tokenizer
}

// newUserDict returns nil for no words.
func newUserDict(words []UserWord) (*userDict, error) {
	if len(words) == 0 {
		return nil, nil
	}
	u := &userDict{words: words, number: map[string]int{}}
	var records dict.UserDictRecords
	for i, w := range words {
		s := normalised(w.Surface)
		if _, twice := u.number[s]; twice || s == "" {
			return nil, fmt.Errorf("index user dictionary: word %q is empty or occurs twice; delete one of them", w.Surface)
		}
		u.number[s] = i
		records = append(records, dict.UserDicRecord{Text: s, Tokens: []string{s}, Yomi: []string{w.Reading}, Pos: "名詞"})
	}
	d, err := records.NewUserDict()
	if err == nil {
		u.with, err = tokenizer.New(ipa.Dict(), tokenizer.UserDict(d), tokenizer.OmitBosEos())
	}
	if err != nil {
		return nil, fmt.Errorf("index user dictionary: %w", err)
	}
	return u, nil
}

// tokenize cuts a normalised text and tells which user words stand in it, as
// often as they do. A user word is no token: it is cut once more without the
// user dictionary, so that its parts are found too, and counted as a compound.
// Both are appended to what is given.
func (u *userDict) tokenize(tokens []token, users []int, text string) ([]token, []int, error) {
	k, err := analyzer()
	if err != nil {
		return nil, nil, err
	}
	if u == nil {
		return tokenizeWith(k, tokens, text), users, nil
	}
	for _, t := range tokenizeWith(u.with, nil, text) {
		if t.class != tokenizer.USER {
			tokens = append(tokens, t)
			continue
		}
		users = append(users, u.number[t.surface])
		tokens = tokenizeWith(k, tokens, normalised(t.surface))
	}
	return tokens, users, nil
}

// addUser makes a term of a user word, and counts it where the compounds of
// addRun will not.
func (b *builder) addUser(doc int32, field, number int) error {
	w := b.dict.words[number]
	tokens, err := tokenize(normalised(w.Surface))
	if err != nil {
		return err
	}
	ws := newVocabulary().words(nil, tokens)
	whole := string(fold1(normalised(w.Surface), foldQuery).r)
	key := kata(whole)
	id, ok := b.byKey[key]
	if !ok {
		id = b.newTerm(&term{key: key, s1: whole, shown: w.Surface, pos: "名詞"})
		for _, run := range contentRuns(ws) {
			for _, x := range run {
				b.terms[id].parts = append(b.terms[id].parts, b.termOf(x))
			}
		}
	}
	t := b.terms[id]
	t.reading = kata(string(fold1(w.Reading, foldQuery).r))
	if !countedByRun(ws, key) {
		b.hit(id, doc, field)
	}
	return nil
}

// countedByRun reports words that addRun makes the same term of: one word, or
// a compound.
func countedByRun(ws []*word, key string) bool {
	runs := contentRuns(ws)
	if len(runs) != 1 || len(ws) != len(runs[0]) {
		return false
	}
	run := runs[0]
	if len(run) == 1 {
		return run[0].key == key
	}
	whole := ""
	for _, w := range run {
		whole += w.surface
	}
	return len(run) <= maxParts && len([]rune(key)) <= maxCompound && !asciiWord(whole) && kata(whole) == key && !run[len(run)-1].verb
}

// putUser adds the readings of user words without kanji, which no other term
// has: エイチピーケーアイ for HPKI.
func (x *lexicon) putUser(b *builder) {
	if b.dict == nil {
		return
	}
	for _, w := range b.dict.words {
		id, ok := b.byKey[Fold(normalised(w.Surface))]
		if !ok {
			continue // in no document
		}
		if t := b.terms[id]; !hasKanji(t.key) && t.reading != t.key {
			x.put(t.reading, id, kindReading, float64(t.cf)/10, 2)
		}
	}
}
