package site

import (
	"shogo/corpus"
)

// coverageView is the coverage of one document in one link set.
type coverageView struct {
	Document string
	Sum      corpus.ChapterCoverage
	Chapters []coverageRow
}

type coverageRow struct {
	Name, URL, Volume string
	corpus.ChapterCoverage
}

func (b *builder) coverage(set string, d *corpus.Document, from string) coverageView {
	c := b.c.Coverage(set, d)
	v := coverageView{Document: d.ShortName, Sum: c.Sum()}
	for _, ch := range c.Chapters {
		if ch.Total() == 0 {
			continue
		}
		row := coverageRow{Name: b.unitName(ch.MatrixUnit), URL: b.unitURL(ch.MatrixUnit, from), ChapterCoverage: ch}
		if ch.Volume != nil {
			row.Volume = sectionTitle(ch.Volume)
		}
		v.Chapters = append(v.Chapters, row)
	}
	return v
}
