package index

import (
	"fmt"
	"sort"
	"strings"
)

// Explanation is the score of one document for one query, term by term, as
// rank.go defines it. All points are in points of idf before rounding.
type Explanation struct {
	ID     string
	Pieces []PieceScore
	// Share is the part of the query's pairs of characters the document has.
	Share float64
	// SharePoints and LiteralPoints are what Share and a field that has all of
	// them are worth.
	SharePoints, LiteralPoints float64
	// Coverage is the share of the query's weight found, Factor what the sum is
	// multiplied by for it.
	Coverage, Factor float64
	// Standing is what it is multiplied by where it is a text brought along
	// beside requirements, else 1.
	Standing float64
	// VerifiedPoints are added where a field holds the query's letters as they
	// stand and the document is among the first.
	VerifiedPoints float64
	// Score is what Search returns.
	Score float64
}

// PieceScore is what one piece of the query gave.
type PieceScore struct {
	Word   string // as typed
	Weight float64
	Points float64
	Terms  []TermScore
}

// TermScore is one way a piece was found in the document.
type TermScore struct {
	Term string // as the documents write it; of pairs, the word as typed
	// Role is "word", "part", "variant", "reading", "synonym", "prefix",
	// "typo" or "pairs".
	Role       string
	Weight     float64 // against the word as typed, 0 to 1
	IDF        float64
	Saturation float64 // 0 to 2.2; of pairs, the share found
	Points     float64
	// Counts is true for the terms whose points make the piece's: all parts
	// together, or the best of the others.
	Counts bool
}

// Explain tells how a document's score for a query comes about. The score is
// that of Search, provided the document is among its first VerifyTop hits.
// An unknown id is an error.
func (x *Index) Explain(text, id string, opts SearchOptions) (Explanation, error) {
	s := &session{Index: x}
	doc, ok := s.numberOf(id)
	if !ok {
		return Explanation{}, fmt.Errorf("explain: no document %q", id)
	}
	q := s.cut(readSyntax(text).Words)
	plan := s.planAll(q, opts)
	e := Explanation{ID: id}
	t := newTally(s.man.Documents)
	weight := 0.0
	for i, p := range plan {
		weight += p.weight + p.extra
		e.Pieces = append(e.Pieces, s.explainPiece(q.pieces[i], p, doc))
		s.rankPiece(t, p)
	}
	pieces := t.score[doc]
	weight, pairs := s.rankLiteral(t, q, weight)
	e.Share = t.share[doc] / max(1, s.pairSum(q))
	e.SharePoints = s.man.Weights.Share * weight * e.Share * e.Share / idfScale
	e.LiteralPoints = max(0, (t.score[doc]-pieces)/idfScale-e.SharePoints)
	if t.score[doc] == pieces {
		e.SharePoints = 0
	}
	r := s.finish(t, doc, weight, pairs)
	e.Coverage = r.cover
	e.Factor = 1 - s.man.Weights.Coverage + s.man.Weights.Coverage*r.cover
	e.Standing = 1
	if s.isAside(doc) {
		e.Standing = s.man.Weights.Aside
	}
	before := r.score
	e.Score = s.verify(q, []ranked{r}, weight, 1)[0].score / 1e6
	e.VerifiedPoints = e.Score - before/1e6
	return e, s.err
}

// numberOf finds a document by id: ids are sorted.
func (s *session) numberOf(id string) (int32, bool) {
	n := sort.Search(s.man.Documents, func(i int) bool { return s.document(int32(i)).ID >= id })
	return int32(n), n < s.man.Documents && s.document(int32(n)).ID == id
}

// pairSum is the idf of all pairs that count as literal evidence.
func (s *session) pairSum(q query) float64 {
	sum := 0
	seen := map[string]bool{}
	for _, run := range q.texts {
		for _, text := range pairsOf(run) {
			if idf, r := s.pairIDF(text); !seen[text] && (r != nil || idf == s.man.IDF0) {
				sum += idf
			}
			seen[text] = true
		}
	}
	return float64(sum)
}

func (s *session) explainPiece(p piece, plan planned, doc int32) PieceScore {
	out := PieceScore{Word: p.typed, Weight: plan.weight / idfScale}
	sum := 0.0
	for _, id := range plan.parts {
		r := s.term(id)
		if sat, ok := r.satIn(doc); ok {
			points := float64(r.idf) * sat / idfScale
			sum += points
			out.Terms = append(out.Terms, TermScore{r.shown, "part", 1, float64(r.idf) / idfScale, sat, points, false})
		}
	}
	out.Points = sum
	best := sum
	for _, a := range plan.alts {
		r := s.term(a.term)
		sat, ok := r.satIn(doc)
		if !ok {
			continue
		}
		points := plan.weight * a.weight * sat / idfScale
		switch {
		case a.weight < s.man.Weights.Own:
			points = min(plan.weight, float64(r.idf)) * a.weight * sat / idfScale
		case plan.parts != nil:
			points *= s.man.Weights.Compound
		}
		role := s.expansionKind(p, plan, a)
		if role == "" {
			role = "word"
		}
		out.Points, best = joined(out.Points, points, s.man.Weights.More), max(best, points)
		out.Terms = append(out.Terms, TermScore{r.shown, role, a.weight, float64(r.idf) / idfScale, sat, points, false})
	}
	best = max(best, s.explainPairs(p.typed, plan, doc, &out))
	for i, t := range out.Terms {
		out.Terms[i].Counts = t.Role == "part" && sum == best || t.Role != "part" && t.Points == best
	}
	return out
}

// explainPairs adds an unknown word's pairs of characters and returns their
// points.
func (s *session) explainPairs(typed string, plan planned, doc int32, out *PieceScore) float64 {
	sum, found := 0, 0
	for _, text := range plan.pairs {
		idf, r := s.pairIDF(text)
		sum += idf
		if r != nil && r.in(doc) {
			found += idf
		}
	}
	if found == 0 || found*2 < sum {
		return 0
	}
	r := float64(found) / float64(sum)
	points := s.man.Weights.Bigram * plan.weight * r * r / idfScale
	out.Points = joined(out.Points, points, s.man.Weights.More)
	out.Terms = append(out.Terms, TermScore{typed, "pairs", s.man.Weights.Bigram, plan.weight / idfScale, r, points, false})
	return points
}

// satIn returns the saturated frequency of a term in a document.
func (r *record) satIn(doc int32) (float64, bool) {
	i := sort.Search(len(r.docs), func(i int) bool { return r.docs[i] >= doc })
	if i == len(r.docs) || r.docs[i] != doc {
		return 0, false
	}
	return r.sat[i], true
}

func (p *pair) in(doc int32) bool {
	i := sort.Search(len(p.docs), func(i int) bool { return p.docs[i] >= doc })
	return i < len(p.docs) && p.docs[i] == doc
}

// String lays the explanation out for a terminal, one term a line; a star
// stands before the terms that count.
func (e Explanation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %.6f\n", e.ID, e.Score)
	for _, p := range e.Pieces {
		fmt.Fprintf(&b, "  %s  weight %.3f  points %.3f\n", p.Word, p.Weight, p.Points)
		for _, t := range p.Terms {
			star := " "
			if t.Counts {
				star = "*"
			}
			fmt.Fprintf(&b, "   %s %-8s %s  %.2f x idf %.3f x sat %.3f = %.3f\n", star, t.Role, t.Term, t.Weight, t.IDF, t.Saturation, t.Points)
		}
	}
	fmt.Fprintf(&b, "  pairs %.2f: %.3f, all in one field: %.3f\n", e.Share, e.SharePoints, e.LiteralPoints)
	fmt.Fprintf(&b, "  coverage %.2f: x %.3f\n  standing: x %.3f\n  letters as typed: %.3f\n", e.Coverage, e.Factor, e.Standing, e.VerifiedPoints)
	return b.String()
}
