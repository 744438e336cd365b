package corpus

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// review reads what people decided and what was pinned, beside the sources,
// and gives every link its state. A corpus without those files has states too.
func (c *Corpus) review(fsys fs.FS) error {
	reviews, err := readReviews(fsys)
	if err != nil {
		return err
	}
	pins, problems, err := readPins(fsys)
	if err != nil {
		return err
	}
	c.settle(reviews, pins)
	c.ReviewProblems = append(c.ReviewProblems, problems...)
	return nil
}

// settle decides the state of every link and takes the rejected ones out of
// the normal views.
func (c *Corpus) settle(reviews *reviewFile, pins []*pin) {
	c.fingerprintEnds()
	c.completeEvidence()
	s := &settler{c: c, byID: map[string]*Link{}, pins: map[string]*pin{}, rows: map[string][]*Decision{}}
	for _, l := range c.Links {
		s.byID[l.ID] = l
	}
	for _, p := range pins {
		s.pins[s.current(p.link)] = p
	}
	c.Pinned = 0
	c.ReviewProblems = slices.Concat(reviews.problems, c.strayDecisions)
	s.collect(reviews.decisions)
	for _, l := range c.Links {
		if s.pins[l.ID] != nil {
			c.Pinned++
		}
		s.link(l)
	}
	s.orphans(pins)
	var normal []*Link
	for _, l := range c.Links {
		if l.Review == ReviewRejected && l.State == StateResolved {
			c.Rejected = append(c.Rejected, l)
		} else {
			normal = append(normal, l)
		}
	}
	c.Links = normal
	slices.SortStableFunc(c.ReviewProblems, func(a, b ReviewProblem) int { return a.Row - b.Row })
}

type settler struct {
	c     *Corpus
	byID  map[string]*Link
	pins  map[string]*pin        // by current id
	rows  map[string][]*Decision // deciding rows by current id
	order []string               // ids of rows, in order
}

func (s *settler) problem(kind ReviewProblemKind, d *Decision, format string, args ...any) {
	s.c.ReviewProblems = append(s.c.ReviewProblems, ReviewProblem{Kind: kind, File: d.File, Row: d.Row, Link: d.Link, Message: fmt.Sprintf(format, args...)})
}

// current follows the aliases of a link's ends: a clause whose number was not
// known when the link was decided on may have it now.
func (s *settler) current(id string) string {
	if s.byID[id] != nil {
		return id
	}
	set, from, to, ok := cutLinkID(id)
	if !ok {
		return id
	}
	if now := set + "_" + s.c.canonical(from) + "_" + s.c.canonical(to); s.byID[now] != nil {
		return now
	}
	return id
}

// cutLinkID takes a link's id apart; ids of requirements hold no underscore.
func cutLinkID(id string) (set, from, to string, ok bool) {
	f := strings.Split(id, "_")
	if len(f) != 3 {
		return "", "", "", false
	}
	return f[0], f[1], f[2], true
}

// collect sorts the rows by link; what names no link is a decision that a
// requirement corresponds to nothing, an orphan, or a fault.
func (s *settler) collect(decisions []*Decision) {
	for _, d := range decisions {
		id := s.current(d.Link)
		isEnd := s.c.Requirement(d.Link) != nil || s.c.Group(d.Link) != nil
		switch {
		case d.Kind == DecisionNothing && isEnd:
			s.c.Nothing = append(s.c.Nothing, d)
			continue
		case d.Kind == DecisionNothing:
			s.problem(ProblemUnknown, d, "「該当なし」の対象「%s」は、どの項目の番号でもありません。項目の番号を確かめてください。", d.Link)
			continue
		case s.byID[id] == nil && s.pins[id] == nil && d.FromPin == "" && d.ToPin == "":
			s.problem(ProblemUnknown, d, "リンク「%s」はありません。%s", d.Link, s.near(d.Link))
			continue
		case !d.decides():
			continue
		}
		if s.rows[id] == nil {
			s.order = append(s.order, id)
		}
		s.rows[id] = append(s.rows[id], d)
	}
	for _, d := range s.c.Nothing {
		if s.hasLink(d.Link) {
			s.problem(ProblemContradiction, d, "「該当なし」とされていますが、%s からのリンクがあります。どちらかを改めてください。", s.c.Name(d.Link))
		}
	}
}

// hasLink reports whether a link that nobody has rejected starts at id.
func (s *settler) hasLink(id string) bool {
	for _, l := range s.c.Links {
		if l.From == id && !slices.ContainsFunc(s.rows[l.ID], func(d *Decision) bool { return d.Kind == DecisionReject }) {
			return true
		}
	}
	return false
}

// near offers the link whose id is most like a mistyped one.
func (s *settler) near(id string) string {
	best, score := "", 0.6
	for _, l := range s.c.Links {
		if v := pairSimilarity([]rune(id), []rune(l.ID)); v > score {
			best, score = l.ID, v
		}
	}
	if best == "" {
		return "番号を確かめるか、この行を消してください。"
	}
	return "「" + best + "」のことでしょうか。番号を直してください。"
}

// counting returns the row that counts: of one person the latest, of several
// persons only where they agree; ok is false where they do not.
func counting(rows []*Decision) (d *Decision, ok bool) {
	latest := map[string]*Decision{}
	var people []string
	for _, r := range rows {
		old := latest[r.Reviewer]
		switch {
		case old == nil:
			people = append(people, r.Reviewer)
		case r.Date < old.Date:
			continue
		case r.Date == old.Date && !r.same(old):
			return r, false // one day, two minds: nobody can tell which came last
		}
		latest[r.Reviewer] = r
	}
	for _, p := range people {
		r := latest[p]
		if d != nil && !r.same(d) {
			return r, false
		}
		if d == nil || r.Date >= d.Date {
			d = r
		}
	}
	return d, true
}

// link gives one link its state.
func (s *settler) link(l *Link) {
	imported := l.Review // a link table brings its own reviews
	l.Review = ReviewNone
	rows := current(s.rows[l.ID], l)
	d, ok := counting(rows)
	switch {
	case !ok:
		s.contradiction(l, rows)
	case d != nil:
		s.decided(l, d)
	case s.pins[l.ID] != nil && s.pins[l.ID].differs(l) != "":
		l.State = StateSuspect
		l.Changed = s.c.changedSince(s.pins[l.ID], l)
		l.StateReason = s.pins[l.ID].differs(l) + "固定したときの文言と見比べて、もう一度確認してください。"
	case s.c.misquoted(l) != nil:
		l.State, l.Changed = StateSuspect, s.c.misquoted(l)
		l.StateReason = "取り込んだ対応表が引く文言が、資料の今の文言にありません。表が作られたときの文言と見比べて、もう一度確認してください。"
	case imported != "" && imported != ReviewNone:
		l.State, l.Review, l.StateReason = StateResolved, imported, "取り込んだ対応表に書かれた判断です。"
	case slices.Contains([]State{StateSuspect, StateOrphaned, StateAmbiguous}, State(l.Status)):
		l.State, l.StateReason = State(l.Status), "取り込んだ対応表に書かれた状態です。"
	case l.Status == Conflicting:
		l.State, l.StateReason = StateConflicting, l.CertaintyReason
	case l.Certainty == Ambiguous:
		l.State, l.StateReason = StateAmbiguous, l.CertaintyReason
	default:
		l.State = StateUnreviewed
	}
}

// current leaves out rows on older words where a row on the present ones
// exists: who has looked again has the last word.
func current(rows []*Decision, l *Link) []*Decision {
	var out []*Decision
	for _, d := range rows {
		if (d.FromPin != "" || d.ToPin != "") && (&pin{fromPin: d.FromPin, toPin: d.ToPin}).differs(l) == "" {
			out = append(out, d)
		}
	}
	if len(out) == 0 {
		return rows
	}
	for _, d := range rows {
		if d.FromPin == "" && d.ToPin == "" {
			out = append(out, d)
		}
	}
	return out
}

func (s *settler) contradiction(l *Link, rows []*Decision) {
	var said []string
	for _, r := range rows {
		said = append(said, fmt.Sprintf("%d行目%s", r.Row, r.says()))
	}
	l.State = StateConflicting
	l.StateReason = "確認した人の判断が食い違っています：" + strings.Join(said, "、") + "。"
	s.problem(ProblemContradiction, rows[len(rows)-1], "同じリンクへの判断が食い違っています：%s。残さない行の判断を「取消」にしてください。", strings.Join(said, "、"))
}

// decided applies a decision if the words are still those it was made on.
func (s *settler) decided(l *Link, d *Decision) {
	l.Decision = d
	was := &pin{fromPin: d.FromPin, toPin: d.ToPin, fromText: d.fromText, toText: d.toText}
	p := s.pins[l.ID]
	if p != nil && p.fromPin == d.FromPin && p.toPin == d.ToPin {
		was = p // the same words, kept whole
	}
	if d.FromPin == "" && d.ToPin == "" {
		if p == nil {
			s.problem(ProblemUnpinned, d, "指紋がないため、資料の文言が変わっても気づけません。shogo review --pin で今の文言を固定してください。")
		} else {
			was = p
			d.FromPin, d.ToPin = p.fromPin, p.toPin // who passes the decision on passes on what it is about
		}
	}
	if why := was.differs(l); why != "" {
		l.Changed = s.c.changedSince(was, l)
		l.State, l.StateReason = StateSuspect, why+"判断"+d.says()+"は前の文言に対するものです。もう一度確認してください。"
		s.problem(ProblemStale, d, "%s判断%sは前の文言に対するものです。見直して、新しい行に判断を書いてください。", why, d.says())
		return
	}
	l.State, l.Review = StateResolved, d.review()
	l.StateReason = d.Kind.Name() + "：" + d.Reviewer + "（" + d.Date + "）"
	if d.Kind == DecisionChange && d.Relationship != l.Relationship {
		d.Before, l.Relationship = l.Relationship, d.Relationship
	}
}

// orphans finds what was pinned or decided on and exists no more.
func (s *settler) orphans(pins []*pin) {
	seen := map[string]bool{}
	add := func(l *Link, d *Decision) {
		if seen[l.ID] {
			return
		}
		seen[l.ID] = true
		l.State, l.Review, l.Decision, l.Certainty = StateOrphaned, ReviewNone, d, Ambiguous
		l.StateReason = s.lost(l)
		s.c.Orphaned = append(s.c.Orphaned, l)
	}
	for _, p := range pins {
		if id := s.current(p.link); s.byID[id] == nil {
			d, _ := counting(s.rows[id])
			add(p.orphan(), d)
		}
	}
	for _, id := range s.order {
		if s.byID[id] == nil && s.pins[id] == nil {
			d, _ := counting(s.rows[id])
			set, from, to, _ := cutLinkID(id)
			add(&Link{ID: id, Set: set, From: from, To: to}, d)
		}
	}
}

// lost says why the sources make a link no more.
func (s *settler) lost(l *Link) string {
	gone := func(id string) bool { return s.c.Requirement(id) == nil && s.c.Group(id) == nil }
	what := "資料が、この二つを結ぶ引用を含まなくなりました。"
	switch {
	case gone(l.From) && gone(l.To):
		what = "引用元と引用先の項目が、どちらも資料になくなりました。"
	case gone(l.From):
		what = "引用元の項目が資料になくなりました。"
	case gone(l.To):
		what = "引用先の項目が資料になくなりました。"
	}
	return what + "資料の差し替えによるものかを確かめ、要らなければ shogo review --forget で片付けてください。"
}
