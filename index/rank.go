package index

import (
	"math"
)

// The score. This file is its only definition; site/client/search/rank.ts
// mirrors it line by line, and testdata/vectors holds the two together.
//
// Everything that needs a logarithm is an integer in the index (idf in 1024ths
// of a nat, length norms in thousandths). While searching there is nothing but
// + - * / on float64, written so that no processor fuses a product into a sum,
// in an order fixed by the query. Hence equal bits in Go and in any browser.
//
//	f     = body/norm_b + 5*title/norm_t + 0.6*context/norm_c   occurrences of a term by length
//	sat   = 2.2*f / (1.2+f)                                     BM25's saturation, k1 = 1.2
//	W     = idf of a piece: the least of its own terms, the sum of the parts of a compound,
//	        idf(0) when nothing in the corpus explains it
//	piece = sum over parts of idf*sat, then joined with each of the following in turn; a joined
//	        with b is max(a, b) + 0.4*min(a, b), for who says a thing in many words speaks of it:
//	             w*W*sat of each alternative, times 1.2 for the compound itself; where w < 0.9
//	             W is no more than the alternative's own idf: a common word is little evidence of a rare one,
//	             0.72*W*r*r for unknown words, r >= 0.5 the share of their character pairs
//	lit   = 0.7*Wq*r*r + 2*Wq if one field has all pairs; r the share of the query's pairs by idf,
//	        Wq the sum of W over the pieces. Where no piece was found the second part needs a
//	        pair that is not ASCII: the pairs of wifi stand in many English texts.
//	cov   = covered W / Wq, at most 1
//	score = (sum of pieces + lit) * (0.4 + 0.6*cov) * (0.6 for a text brought along, Document.Aside, beside requirements)
//
// The score is rounded to millionths of a 1024th: floor(x*1e6/1024 + 0.5).
// Order: hits with text before stubs, then score, then id in byte order. Last,
// of the first 40 those whose title or body holds every letter run of the query
// literally gain 2*Wq; of these the first ten gain Wq more where the runs of a
// query of several stand one behind the other, and Wq where they are the whole
// title. A text brought along gains 0.6 of it. Then the 40 are ordered again.
//
// A worked example. Two documents, one word each in an average body, N = 2;
// the query is one word that stands in the first only, of two characters:
//
//	idf = ln(1 + (2-1+.5)/(1+.5)) = ln 2, stored as round(1024*0.6931) = 710
//	f   = 1000/988 (level 7 of length, 1-.2+.2*.94 = .988)       = 1.012146
//	sat = 2.2*1.012146/(1.2+1.012146)                           = 1.006589
//	piece = 710*1.006589 = 714.678, lit = .7*710*1 + 2*710 = 1917, cov = 1
//	score = (714.678 + 1917)/1024 = 3.956717; + 1420/1024 for the literal check = 2.569998

// saturation returns sat for the occurrences of a term in one document and the
// levels of that document's lengths.
func (x *Index) saturation(body, title, context, lb, lt, lc int) float64 {
	w := &x.man.Weights
	n := &x.man.Norms
	f := float64(body*1000) / float64(n[fieldBody][lb])
	if title > 0 {
		f += float64(w.Title * (float64(title*1000) / float64(n[fieldTitle][lt])))
	}
	if context > 0 {
		f += float64(w.Context * (float64(context*1000) / float64(n[fieldContext][lc])))
	}
	return float64((w.K1+1)*f) / (w.K1 + f)
}

// tally is the work space of one search: sums per document, kept between
// searches and cleared by the documents touched.
type tally struct {
	score, covered []float64 // over all pieces
	piece, cover   []float64 // of the piece at hand
	share          []float64 // idf of the query's pairs found
	body, title    []int32   // number of pairs found per field
	touched        []int32   // documents with a score
	here           []int32   // documents of the piece at hand
	paired         []int32   // documents with a pair
}

func newTally(n int) *tally {
	return &tally{score: make([]float64, n), covered: make([]float64, n), piece: make([]float64, n), cover: make([]float64, n),
		share: make([]float64, n), body: make([]int32, n), title: make([]int32, n)}
}

// add puts points on a document for the piece at hand.
func (t *tally) add(doc int32, points, cover float64) {
	t.seen(doc)
	t.piece[doc] += points
	t.cover[doc] += cover
}

// raise lifts a document to points for the piece at hand, or adds a share of
// them to what it has.
func (t *tally) raise(doc int32, points, cover, more float64) {
	t.seen(doc)
	t.piece[doc] = joined(t.piece[doc], points, more)
	t.cover[doc] = max(t.cover[doc], cover)
}

// joined joins the points of two terms of one meaning: the greater, and a
// share of the less.
func joined(a, b, more float64) float64 {
	return max(a, b) + float64(more*min(a, b))
}

func (t *tally) seen(doc int32) {
	if t.piece[doc] == 0 && t.cover[doc] == 0 {
		t.here = append(t.here, doc)
	}
}

// close moves the piece's points to the totals.
func (t *tally) close() {
	for _, d := range t.here {
		t.total(d, t.piece[d])
		t.covered[d] += t.cover[d]
		t.piece[d], t.cover[d] = 0, 0
	}
	t.here = t.here[:0]
}

func (t *tally) total(doc int32, points float64) {
	if t.score[doc] == 0 {
		t.touched = append(t.touched, doc)
	}
	t.score[doc] += points
}

func (t *tally) clear() {
	for _, d := range t.touched {
		t.score[d], t.covered[d] = 0, 0
	}
	for _, d := range t.paired {
		t.share[d], t.body[d], t.title[d] = 0, 0, 0
	}
	t.touched, t.paired = t.touched[:0], t.paired[:0]
}

// rankPiece adds one piece of the query.
func (s *session) rankPiece(t *tally, p planned) {
	w := &s.man.Weights
	for _, id := range p.parts {
		r := s.term(id)
		idf := float64(r.idf)
		for i, d := range r.docs {
			t.add(d, float64(idf*r.sat[i]), idf)
		}
	}
	for _, a := range p.alts {
		r := s.term(a.term)
		points := float64(p.weight * a.weight)
		cover := points
		if p.guess {
			cover = float64(w.Guess * points)
		}
		switch {
		case a.weight < w.Own:
			points = float64(min(p.weight, float64(r.idf)) * a.weight)
		case p.parts != nil:
			points = float64(w.Compound * points)
		}
		for i, d := range r.docs {
			t.raise(d, float64(points*r.sat[i]), cover, w.More)
		}
	}
	if p.pairs != nil {
		s.rankUnknown(t, p)
	}
	t.close()
}

// rankUnknown adds an unknown word by its pairs of characters.
func (s *session) rankUnknown(t *tally, p planned) {
	w := &s.man.Weights
	sum := 0
	found := map[int32]int{}
	var order []int32
	for _, text := range p.pairs {
		idf, r := s.pairIDF(text)
		sum += idf
		if r == nil {
			continue
		}
		for _, d := range r.docs {
			if found[d] == 0 {
				order = append(order, d)
			}
			found[d] += idf
		}
	}
	for _, d := range order {
		if r := float64(found[d]) / float64(sum); r >= .5 {
			t.raise(d, float64(float64(float64(w.Bigram*p.weight)*r)*r), float64(float64(w.BigramCover*p.weight)*r), w.More)
		}
	}
}

// pairIDF returns the idf of a pair and its record, nil where no document has
// it or where it is too common to be evidence.
func (s *session) pairIDF(text string) (int, *pair) {
	r := []rune(text)
	p := s.pairOf([2]rune{r[0], r[1]})
	if p == nil {
		return s.man.IDF0, nil
	}
	if p.common {
		return p.idf, nil
	}
	return p.idf, p
}

// rankLiteral adds the evidence of the query's own letters. It returns the
// weight of the query, which is that of the pairs when there is no piece, and
// the number of pairs.
func (s *session) rankLiteral(t *tally, q query, weight float64) (float64, int32) {
	sum, n, strong := 0, int32(0), false
	seen := map[string]bool{}
	for _, run := range q.texts {
		for _, text := range pairsOf(run) {
			if seen[text] {
				continue
			}
			seen[text] = true
			idf, r := s.pairIDF(text)
			if r == nil && idf != s.man.IDF0 {
				continue // common
			}
			n++
			sum += idf
			strong = strong || !asciiWord(text)
			if r != nil {
				t.addPair(r, idf)
			}
		}
	}
	bare := weight == 0
	if bare {
		weight = float64(sum)
	}
	for _, d := range t.paired {
		s.literalPoints(t, d, float64(sum), n, weight, bare, strong || bare)
	}
	return weight, n
}

func (t *tally) addPair(p *pair, idf int) {
	for i, d := range p.docs {
		if t.share[d] == 0 {
			t.paired = append(t.paired, d)
		}
		t.share[d] += float64(idf)
		t.body[d] += int32(p.where[i] >> fieldBody & 1)
		t.title[d] += int32(p.where[i] >> fieldTitle & 1)
	}
}

// literal reports whether one field has all n pairs.
func (t *tally) literal(doc, n int32) bool { return t.body[doc] == n || t.title[doc] == n }

func (s *session) literalPoints(t *tally, d int32, sum float64, n int32, weight float64, bare, strong bool) {
	w := &s.man.Weights
	r := t.share[d] / sum
	points := float64(float64(float64(w.Share*weight)*r) * r)
	found := t.score[d] > 0
	if !found && r < .5 {
		return
	}
	if t.literal(d, n) && (found || strong) {
		points += float64(w.Literal * weight)
	}
	t.total(d, points)
	if bare {
		t.covered[d] = t.share[d]
	}
}

// ranked is a document with its place in the order.
type ranked struct {
	doc   int32
	stub  bool
	score float64 // millionths of a point, a whole number
	cover float64
	// literal: one field has all pairs of the query, so that its letters may
	// stand there in order. Only then is the text worth reading.
	literal bool
	cited   string // see Hit.Cited
}

// before is the order of hits.
func (a ranked) before(b ranked) bool {
	if a.stub != b.stub {
		return b.stub
	}
	if a.score != b.score {
		return a.score > b.score
	}
	return a.doc < b.doc
}

// points rounds 1024ths of a point to whole millionths of a point.
func points(x float64) float64 { return math.Floor(float64(x*1e6)/idfScale + .5) }

// finish turns a document's sums into its score.
func (s *session) finish(t *tally, d int32, weight float64, pairs int32) ranked {
	w := &s.man.Weights
	cover := 0.0
	if weight > 0 {
		cover = min(1, t.covered[d]/weight)
	}
	x := float64(t.score[d] * (1 - w.Coverage + float64(w.Coverage*cover)))
	if s.isAside(d) {
		x = float64(x * w.Aside)
	}
	return ranked{doc: d, stub: s.stub.has(d), score: points(x), cover: cover, literal: t.literal(d, pairs)}
}

// isAside reports a text brought along where the index holds requirements too.
func (x *Index) isAside(d int32) bool { return x.aside.has(d) }
