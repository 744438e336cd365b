package corpus

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"shogo/corpus/pattern"
)

// reviewColumns are the captions of the file of reviews: the first name is
// written, all are read. Those after reason are for the reader's eye, but for
// the fingerprints, and the words, which a later change is shown against.
var reviewColumns = [][]string{
	{"リンク", "link", "id"}, {"判断", "decision"}, {"関係", "relationship"}, {"確認者", "reviewer", "who"},
	{"確認日", "date", "when"}, {"理由", "reason", "why"}, {"状態", "state"}, {"確かさ", "certainty"},
	{"引用元", "from"}, {"引用元の文言", "from_text"}, {"引用先", "to"}, {"引用先の文言", "to_text"},
	{"引用元の指紋", "from_fingerprint"}, {"引用先の指紋", "to_fingerprint"},
}

// pinPrefix keeps a spreadsheet from reading sixteen hexadecimal digits as a
// number: 12345678901234e5 would come back as 1.23E+18.
const pinPrefix = "fp-"

// reviewFile is the file of reviews as read.
type reviewFile struct {
	decisions []*Decision // rows that can be read, in order, holds and withdrawn ones included
	problems  []ReviewProblem
}

// readReviews reads reviews.csv at the root of fsys. No file means no
// decisions. A row that cannot be read does not count and is a problem; only a
// file that is no CSV, or has no columns for link and decision, is an error.
func readReviews(fsys fs.FS) (*reviewFile, error) {
	out := &reviewFile{}
	t, err := readTable(fsys, ReviewsName)
	if err != nil || t == nil {
		return out, err
	}
	return t.reviews()
}

// IsReviewTable reports whether a row of captions is that of a file of reviews.
func IsReviewTable(captions []string) bool {
	t := &table{captions: captions}
	return t.column("リンク", "link") >= 0 && t.column(reviewColumns[1]...) >= 0
}

// ReadReviewTable reads the decisions of a file of reviews that somebody has
// passed on. A row that cannot be read is a *SyntaxError, of at most twenty; a
// row without a decision is none.
func ReadReviewTable(name string, rows []CSVRow) ([]*Decision, error) {
	t := &table{name: name}
	for i, r := range rows {
		if i == 0 {
			t.captions = r.Cells
		} else {
			t.rows = append(t.rows, tableRow{r.No, r.Cells})
		}
	}
	read, err := t.reviews()
	if err != nil {
		return nil, err
	}
	var faults []error
	for _, p := range read.problems[:min(len(read.problems), 20)] {
		faults = append(faults, &SyntaxError{Source: name, Place: fmt.Sprintf("row %d", p.Row), Msg: p.Message})
	}
	return read.decisions, errors.Join(faults...)
}

// reviews reads the rows of a table with the columns of a file of reviews.
func (t *table) reviews() (*reviewFile, error) {
	out := &reviewFile{}
	at := make([]int, len(reviewColumns))
	for i, names := range reviewColumns {
		at[i] = t.column(names...)
	}
	if at[0] < 0 || at[1] < 0 {
		return nil, &SyntaxError{Source: t.name, Line: 1, Msg: "no columns リンク (link) and 判断 (decision)",
			Remedy: "keep the captions as \"shogo review --csv\" writes them"}
	}
	for _, row := range t.rows {
		field := func(i int) string { return row.cell(at[i]) }
		d := &Decision{Link: field(0), Reviewer: field(3), Reason: field(5), FromPin: readPin(field(12)), ToPin: readPin(field(13)), File: t.name, Row: row.no,
			fromText: field(9), toText: field(11)}
		if field(1) == "" {
			continue // not decided yet: the sheet lists every link
		}
		if msg := d.read(field(1), field(2), field(4)); msg != "" {
			out.problems = append(out.problems, ReviewProblem{Kind: ProblemInvalid, File: t.name, Row: row.no, Link: d.Link, Message: msg + "この行は数えていません。"})
			continue
		}
		out.decisions = append(out.decisions, d)
	}
	return out, nil
}

// read fills in decision, relation and date, and says in Japanese what cannot
// be read.
func (d *Decision) read(decision, relation, date string) string {
	var ok bool
	if d.Kind, ok = readDecision(decision); !ok {
		return "判断「" + decision + "」が読めません。承認、却下、関係変更、該当なし、保留、取消のどれかを書いてください。"
	}
	if d.Link == "" {
		return "リンクの番号がありません。shogo review --csv の「リンク」列の値を入れてください。"
	}
	if d.Kind == DecisionChange {
		if d.Relationship, ok = readRelationship(relation); !ok {
			return "関係「" + relation + "」が読めません。" + relationshipChoice() + "のどれかを書いてください。"
		}
	}
	if d.Date, ok = readDate(date); !ok {
		return "確認日「" + date + "」が読めません。2026-11-22 のように書いてください。"
	}
	switch {
	case !d.decides():
	case d.Reviewer == "":
		return "確認者が書かれていません。"
	case d.Date == "":
		return "確認日が書かれていません。"
	case d.Reason == "" && d.Kind != DecisionAccept:
		return "「" + d.Kind.Name() + "」には理由が要ります。"
	}
	return ""
}

func readDecision(s string) (DecisionKind, bool) {
	s = strings.ToLower(strings.TrimSpace(foldWidth(s)))
	for _, n := range decisionNames {
		if slices.Contains(n.words, s) {
			return n.kind, true
		}
	}
	return "", false
}

func readRelationship(s string) (string, bool) {
	s = strings.ToLower(strings.TrimSpace(foldWidth(s)))
	for _, word := range Relationships {
		if s == word || s == relationshipNames[word] {
			return word, true
		}
	}
	return "", false
}

func relationshipChoice() string {
	var out []string
	for _, word := range Relationships {
		out = append(out, relationshipNames[word])
	}
	return strings.Join(out, "、")
}

// readDate accepts what spreadsheets make of a date: 2026-11-22, 2026/1/2,
// 2026年1月2日, with a time behind it. An empty date is no fault by itself.
var dateForm = pattern.New(`^(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?(?:[ T].*)?$`)

func readDate(s string) (string, bool) {
	s = strings.TrimSpace(foldWidth(s))
	if s == "" {
		return "", true
	}
	m := dateForm.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return "", false
	}
	pad := func(n int) string { return strconv.Itoa(n/10) + strconv.Itoa(n%10) }
	return m[1] + "-" + pad(month) + "-" + pad(day), true
}

func readPin(s string) string { return strings.TrimPrefix(strings.TrimSpace(s), pinPrefix) }

func writePin(s string) string {
	if s == "" {
		return ""
	}
	return pinPrefix + s
}

// WriteReviewSheet writes links as the rows of a file of reviews, the columns
// of the decision as they stand: an officer fills them in and saves the sheet
// as reviews.csv beside the sources.
func (c *Corpus) WriteReviewSheet(w io.Writer, links []*Link) error {
	rows := [][]string{reviewCaptions()}
	for _, l := range links {
		rows = append(rows, c.reviewRow(l, l.Decision))
	}
	return writeTable(w, rows)
}

func reviewCaptions() []string {
	var out []string
	for _, n := range reviewColumns {
		out = append(out, n[0])
	}
	return out
}

// reviewRow is the row of a link; a decision that is out of date is not
// repeated, for the row gets the fingerprints of the present words.
func (c *Corpus) reviewRow(l *Link, d *Decision) []string {
	row := []string{l.ID, "", RelationshipName(l.Relationship), "", "", "", string(l.State), string(l.Certainty),
		c.Name(l.From), l.Evidence.From.Text, c.Name(l.To), l.Evidence.To.Text, writePin(l.Evidence.From.Pin), writePin(l.Evidence.To.Pin)}
	if d != nil && (l.State == StateResolved || d.Row == 0) {
		row[1], row[3], row[4], row[5] = d.Kind.Name(), d.Reviewer, d.Date, d.Reason
		if d.Relationship != "" {
			row[2] = RelationshipName(d.Relationship)
		}
	}
	return row
}

// RelationshipName is a relation's word in Japanese, the word itself if it is
// none of OSCAL's.
func RelationshipName(word string) string {
	return cmp.Or(relationshipNames[word], word)
}

// Name is how people call a requirement or group: its citation, of a group
// with the document; the id where the corpus holds neither.
func (c *Corpus) Name(id string) string {
	if r := c.Requirement(id); r != nil {
		return r.Citation
	}
	if g := c.Group(id); g != nil {
		name := g.Document
		if d := c.Document(g.Document); d != nil {
			name = d.ShortName
		}
		return cmp.Or(strings.TrimSpace(name+" 小項目 "+g.Label), id)
	}
	return id
}
