package corpus

import (
	"fmt"
	"io"
	"strings"
)

// ComparisonReport is the documented form of a comparison.
type ComparisonReport struct {
	From     ComparedCatalog `json:"from"`
	To       ComparedCatalog `json:"to"`
	Counts   []ChangeCount   `json:"counts"` // every kind, zero included
	Changes  []*Change       `json:"changes"`
	Official *OfficialReport `json:"official,omitempty"` // absent where no official table joins the two
	Carried  []*CarriedLink  `json:"carried_links"`
}

// ComparedCatalog names an end of a comparison.
type ComparedCatalog struct {
	ID           string `json:"id"`
	Title        string `json:"title"`
	Edition      string `json:"edition"`
	Requirements int    `json:"requirements"`
	Stubs        int    `json:"stubs"` // of them without text, which cannot be compared
}

// OfficialReport is the agreement with official migration tables.
type OfficialReport struct {
	Sets      []string       `json:"sets"`
	Rows      int            `json:"rows"` // pairs the tables name
	Agrees    int            `json:"agrees"`
	Differs   int            `json:"differs"`
	Undecided int            `json:"undecided"`
	Pairs     []officialPair `json:"pairs"`
}

type officialPair struct {
	Link    string   `json:"link"`
	From    string   `json:"from"`
	To      string   `json:"to"`
	Outcome Official `json:"outcome"`
}

// Report puts a comparison into its documented form.
func (d *Comparison) Report(c *Corpus) *ComparisonReport {
	out := &ComparisonReport{From: c.compared(d.From), To: c.compared(d.To), Counts: d.Counts(), Changes: d.Changes, Carried: list(c.CarryLinks(d))}
	if len(d.Rows) > 0 {
		o := &OfficialReport{Sets: d.Sets, Rows: len(d.Rows), Agrees: d.Count(OfficialAgrees), Differs: d.Count(OfficialDiffers), Undecided: d.Count(OfficialUndecided)}
		for _, r := range d.Rows {
			o.Pairs = append(o.Pairs, officialPair{r.Link.ID, r.Link.From, r.Link.To, r.Outcome})
		}
		out.Official = o
	}
	return out
}

func (c *Corpus) compared(d *Document) ComparedCatalog {
	out := ComparedCatalog{ID: d.ID, Title: d.Title, Edition: d.Edition}
	for _, r := range c.Requirements {
		if r.Document == d.ID {
			out.Requirements++
			if r.Stub {
				out.Stubs++
			}
		}
	}
	return out
}

// changeNames are the kinds in Japanese.
var changeNames = map[ChangeKind]string{Unchanged: "変更なし", Reworded: "文言の変更", Moved: "移動", Split: "分割", Merged: "統合",
	New: "新設", Withdrawn: "廃止", NotCompared: "比較できない"}

// Name is the kind in Japanese.
func (k ChangeKind) Name() string {
	if n, ok := changeNames[k]; ok {
		return n
	}
	return string(k)
}

var officialNames = map[Official]string{OfficialAgrees: "一致", OfficialDiffers: "相違", OfficialSilent: "記載なし", OfficialUndecided: "判定不能"}

// Name is the word in Japanese, empty for the empty word.
func (o Official) Name() string { return officialNames[o] }

// changeColumns are the captions of the table of changes.
var changeColumns = []string{"kind", "変化", "from", "旧", "to", "新", "confidence", "certainty", "similarity", "official", "理由", "旧の文言", "新の文言", "差分"}

// WriteCSV writes one row a change, as spreadsheets in Japan read it. Several
// ids stand in one cell, separated by spaces; the last column marks what went
// as [-…-] and what came as {+…+}.
func (d *Comparison) WriteCSV(w io.Writer, c *Corpus) error {
	rows := [][]string{changeColumns}
	for _, x := range d.Changes {
		rows = append(rows, []string{string(x.Kind), x.Kind.Name(), strings.Join(x.From, " "), c.names(x.From), strings.Join(x.To, " "), c.names(x.To),
			fmt.Sprint(x.Confidence), string(x.Certainty), fmt.Sprint(x.Similarity), string(x.Official), x.Reason,
			c.statements(x.From), c.statements(x.To), MarkEdits(x.Edits)})
	}
	return writeTable(w, rows)
}

// MarkEdits writes edits as one line: what went as [-…-], what came as {+…+}.
func MarkEdits(edits []Edit) string {
	var b strings.Builder
	for _, e := range edits {
		switch e.Op {
		case EditDelete:
			b.WriteString("[-" + e.Text + "-]")
		case EditInsert:
			b.WriteString("{+" + e.Text + "+}")
		default:
			b.WriteString(e.Text)
		}
	}
	return b.String()
}

func (c *Corpus) names(ids []string) string {
	var out []string
	for _, id := range ids {
		out = append(out, c.Name(id))
	}
	return strings.Join(out, "、")
}

// statements is what the requirements say, as compared.
func (c *Corpus) statements(ids []string) string {
	var out []string
	for _, id := range ids {
		if r := c.Requirement(id); r != nil {
			out = append(out, r.statement())
		}
	}
	return strings.Join(out, "\n")
}
