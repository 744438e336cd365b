package site

import (
	"shogo/corpus"
)

// viaEntry leads to a transitive view.
type viaEntry struct {
	Name, URL string
	Pairs     int
}

// viaBody is the body of a transitive view.
type viaBody struct {
	Set  *corpus.TransitiveSet
	Rows []viaRow
}

type viaRow struct {
	From    endView
	Clause  endView
	To      []endView
	FirstOf int // rows of the same item that follow, 0 for the later ones
}

func viaName(s *corpus.TransitiveSet) string {
	return s.From.ShortName + " → " + s.Via.ShortName + " ← " + s.To.ShortName
}

func (b *builder) viaPage(s *corpus.TransitiveSet, name string) page {
	p := b.newPage(name, "via.html", viaName(s))
	p.Current, p.Wide = "crosswalk", true
	p.home()
	p.crumb("対応一覧", p.Root+"crosswalk.html")
	p.crumb("対応の一覧表", p.Root+"matrix.html")
	p.crumb(p.Title, "")
	body := viaBody{Set: s}
	first := 0
	for _, pair := range s.Pairs {
		n := len(body.Rows)
		from, clause := b.end(pair.First, pair.First.From, name, false), b.end(pair.First, pair.Via, name, true)
		if n > 0 && body.Rows[n-1].From.ID == from.ID && body.Rows[n-1].Clause.ID == clause.ID {
			body.Rows[n-1].To = append(body.Rows[n-1].To, b.end(pair.Second, pair.Second.From, name, false))
			continue
		}
		if n > 0 && body.Rows[first].From.ID == from.ID {
			body.Rows[first].FirstOf++
		} else {
			first = n
		}
		row := viaRow{From: from, Clause: clause, To: []endView{b.end(pair.Second, pair.Second.From, name, false)}}
		if first == n {
			row.FirstOf = 1
		}
		body.Rows = append(body.Rows, row)
	}
	p.Body = body
	return p
}
