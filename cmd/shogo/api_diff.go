package main

import (
	"slices"

	"shogo/corpus"
)

// apiDiff is a comparison of two catalogs: that of "shogo diff --json", and
// what every requirement in it says.
type apiDiff struct {
	*corpus.ComparisonReport
	Statements []apiStatement `json:"statements"` // by id
}

func (s *api) diff(from, to string) (*apiDiff, error) {
	d, err := s.corpus.Compare(from, to)
	if err != nil {
		return nil, &notFound{err.Error()}
	}
	d.Changes = slices.DeleteFunc(d.Changes, func(x *corpus.Change) bool { return x.Kind == corpus.Unchanged })
	out := &apiDiff{ComparisonReport: d.Report(s.corpus), Statements: []apiStatement{}}
	var ids []string
	for _, x := range out.Changes {
		ids = append(append(ids, x.From...), x.To...)
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		out.Statements = append(out.Statements, s.end(id))
	}
	return out, nil
}
