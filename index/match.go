package index

import "fmt"

// Match answers the vendor's question: which requirements may this clause of a
// contract be about? It gives candidates, never an assignment.
//
// The score of a requirement for a clause is the sum, over the clause's words,
// of the points rank.go gives a piece of a query, times a factor:
//
//	1       a word of the subject: a member of a synonym group, or four
//	        characters and more without hiragana
//	Plain   any other word
//	Common  a word contracts are made of (match_common.txt), and a word of one
//	        character; numbers count nothing
//
// and, for every group of match_words.tsv that has a member in the clause, of
// Phrase times the points of its best other member: the sum of idf*sat of the
// member's words, times r*r, r > MemberShare the share by idf of them found.
//
// Of a stub only the title is known. It is a candidate where the clause has
// half of the title by idf, once for every title, at half the score.
//
// A requirement is a candidate in earnest ("enough") from a score of
// Enough*idf(0) on; where only one word of the subject or one group speaks for
// it, from EnoughAlone*idf(0) on; where none does, never. A clause without such
// a requirement has no honest answer; what comes next is shown as weak.
//
// Measured on testdata/match (see match_test.go). Tried without gain: the share
// of the requirement's best sentence that the clause covers, and a lower bound
// of a single word's weight, which cost first places. Pairs of characters as a
// signal of their own were not measured.

// MatchRules are the words and weights of the matcher. The browser reads them
// as JSON.
type MatchRules struct {
	// Common are words contracts are made of.
	Common []string `json:"common"`
	// Things are words every clause of such a contract is about.
	Things []string `json:"things"`
	// Groups are wordings of one meaning.
	Groups [][]string `json:"groups"`

	// Most bounds the points of one word before its factor, in idf(0): the
	// parts of a compound and the compound itself say one thing.
	Most         float64 `json:"most"`
	CommonWeight float64 `json:"commonWeight"`
	Plain        float64 `json:"plain"`
	Phrase       float64 `json:"phrase"`
	MemberShare  float64 `json:"memberShare"`
	Stub         float64 `json:"stub"`
	StubTitle    float64 `json:"stubTitle"` // share of a stub's title
	StubTop      int     `json:"stubTop"`   // stubs whose title is read, at most
	Enough       float64 `json:"enough"`
	EnoughAlone  float64 `json:"enoughAlone"`
	// TopicTop and TopicShare bound the topics a clause may cover: the best of
	// a document, no worse than a share of the very best.
	TopicTop   int     `json:"topicTop"`
	TopicShare float64 `json:"topicShare"`
}

// DefaultMatchRules are the embedded words and the measured weights.
func DefaultMatchRules() MatchRules {
	common, things := commonWords()
	return MatchRules{
		Common: common, Things: things, Groups: matchGroups(),
		Most: 1.6, CommonWeight: .1, Plain: .5, Phrase: .7, MemberShare: .6,
		Stub: .5, StubTitle: .5, StubTop: 20, Enough: 1.3, EnoughAlone: 1.5, TopicTop: 3, TopicShare: .6,
	}
}

// MatchOptions ask for more than the candidates.
type MatchOptions struct {
	// N is the number of candidates, 0 for 5.
	N int
	// Against names the document whose requirements are topics a contract
	// should speak of; "" for none.
	Against string
}

// Match is what one clause may be about.
type Match struct {
	// Confident is false where no candidate has enough evidence.
	Confident bool
	// Candidates are the best N, best first. Those that are not Enough are
	// weak: words in common, no answer.
	Candidates []Candidate
	// Topics are the requirements of MatchOptions.Against that the clause may
	// cover, best first, each with enough evidence.
	Topics []Topic
}

// Topic is a requirement a clause may cover.
type Topic struct {
	ID    string
	Score float64
}

// Candidate is a requirement a clause may be about.
type Candidate struct {
	ID, Citation, Title string
	// Stub is true where the text is not in the corpus and only the title was
	// compared.
	Stub bool
	// Score is in points of idf, rounded to millionths.
	Score float64
	// Enough is true where the evidence suffices for a candidate in earnest.
	Enough bool
	// Shared tells what the score is made of, the most first.
	Shared []SharedWord
	// Passage is the part of the requirement with the most of it.
	Passage Fragment
}

// SharedWord is a word, or a wording, of the clause and what the requirement
// says for it.
type SharedWord struct {
	// Word is as the clause writes it first.
	Word string
	// Terms are as the requirement's document writes them.
	Terms []string
	// Wording is true where Word is a member of a group of match_words.tsv and
	// Terms are other members.
	Wording bool
	// Weight is the idf of the word, Factor what its points were multiplied by.
	Weight, Factor, Points float64
	// Clause are its places in the clause, in bytes.
	Clause []Span
	// Requirement are its places in the requirement.
	Requirement []Place
}

// Place is a range in a field of a requirement.
type Place struct {
	Field string // "title", "body" or "context"
	Span
}

// Matcher finds candidates. It is not safe for concurrent use.
type Matcher struct {
	x       *Index
	rules   MatchRules
	common  map[string]bool
	things  map[string]bool
	groups  [][]wording
	byFirst map[rune][]wordingKey
	tally   *tally
	sums    sums
}

// wording is a member of a group: as written, as looked for, and the words the
// documents have of it.
type wording struct {
	shown string
	key   []rune
	terms []int // nil until planned, and where the documents lack one of its words
	sum   float64
	plan  bool
}

type wordingKey struct{ group, member int }

// NewMatcher prepares the matching of clauses with the requirements of x.
func NewMatcher(x *Index, rules MatchRules) *Matcher {
	m := &Matcher{x: x, rules: rules, common: map[string]bool{}, things: map[string]bool{}, byFirst: map[rune][]wordingKey{}, tally: newTally(x.man.Documents), sums: newSums(x.man.Documents)}
	for _, w := range rules.Common {
		m.common[letters(w)] = true
	}
	for _, w := range rules.Things {
		m.things[letters(w)] = true
	}
	for g, members := range rules.Groups {
		var list []wording
		for i, w := range members {
			key := []rune(letters(w))
			list = append(list, wording{shown: w, key: key})
			if len(key) > 0 {
				m.byFirst[key[0]] = append(m.byFirst[key[0]], wordingKey{g, i})
			}
		}
		m.groups = append(m.groups, list)
	}
	return m
}

// Match finds the candidates of one clause. An error means the index on disk
// could not be read.
func (m *Matcher) Match(clause string, opts MatchOptions) (Match, error) {
	if opts.N < 0 {
		return Match{}, fmt.Errorf("match: number of candidates %d is below 0", opts.N)
	}
	if opts.N == 0 {
		opts.N = 5
	}
	s := &session{Index: m.x, running: true}
	units := m.units(s, clause)
	order := m.rank(s, units)
	var out Match
	for _, r := range order[:min(opts.N, len(order))] {
		c := m.candidate(s, r, units)
		out.Confident = out.Confident || c.Enough
		out.Candidates = append(out.Candidates, c)
	}
	if opts.Against != "" {
		out.Topics = m.topics(s, order, opts.Against)
	}
	return out, s.err
}

// topics are the best requirements of a document that have enough evidence.
func (m *Matcher) topics(s *session, order []matched, document string) []Topic {
	var out []Topic
	for _, r := range order {
		if !r.enough || len(out) == m.rules.TopicTop {
			continue
		}
		if d := s.document(r.doc); d.Facets.Document == document {
			if len(out) > 0 && r.score < float64(m.rules.TopicShare*out[0].Score*1e6) {
				break
			}
			out = append(out, Topic{d.ID, r.score / 1e6})
		}
	}
	return out
}
