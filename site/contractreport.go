package site

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"sync"
)

//go:embed report
var reportFS embed.FS

// ContractReport is a contract beside the requirements its clauses may be
// about. It is what `shogo match --json` prints; everything in it is a
// candidate, and nothing says that a clause is enough.
type ContractReport struct {
	Format  string `json:"format"` // "shogo-match"
	Version int    `json:"version"`
	// Notice says what the report is and is not, in Japanese.
	Notice string `json:"notice"`
	Source string `json:"source"` // the base name of the file
	// Documents are those the clauses were compared with.
	Documents []ContractDocument `json:"documents"`
	Clauses   []ContractClause   `json:"clauses"`
	// Against lists the topics of one document, nil where none was chosen.
	Against *ContractTopics `json:"against,omitempty"`
}

// ContractDocument names an edition that was compared.
type ContractDocument struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Edition string `json:"edition"`
	Texts   int    `json:"texts"` // requirements whose text is in the corpus
	Stubs   int    `json:"stubs"` // of which only the title is known
}

// ContractClause is a clause and its candidates, best first.
type ContractClause struct {
	Label string `json:"label"`          // 第3条 2 (1)
	Part  string `json:"part,omitempty"` // the headings it stands below
	Text  string `json:"text"`
	Line  int    `json:"line"` // in the text as read, from 1
	// Confident is false where there is no honest answer: 候補なし. Candidates
	// are then weak, words in common and no more.
	Confident  bool                `json:"confident"`
	Candidates []ContractCandidate `json:"candidates"`
}

// ContractCandidate is a requirement a clause may be about.
type ContractCandidate struct {
	ID       string  `json:"id"`
	Citation string  `json:"citation"`
	Title    string  `json:"title"`
	Document string  `json:"document"`
	Score    float64 `json:"score"`
	Weak     bool    `json:"weak"`
	Stub     bool    `json:"stub"`
	// Shared are the words the score is made of, the most first.
	Shared  []ContractWord  `json:"shared"`
	Passage ContractPassage `json:"passage"`
}

// ContractWord is a word of the clause and what the requirement says for it.
// Ranges are half-open, in bytes of UTF-8.
type ContractWord struct {
	Word    string   `json:"word"`
	Terms   []string `json:"terms"`
	Wording bool     `json:"wording"` // Word and Terms are different wordings of one matter
	Weight  float64  `json:"weight"`
	Factor  float64  `json:"factor"`
	Points  float64  `json:"points"`
	Clause  [][2]int `json:"clause"`
	// Requirement are its places in the requirement's title, body or context.
	Requirement []ContractPlace `json:"requirement"`
}

// ContractPlace is a range in a field of a requirement as it is searched.
type ContractPlace struct {
	Field string `json:"field"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// ContractPassage is the part of the requirement with the most shared words.
type ContractPassage struct {
	Field string   `json:"field"`
	Text  string   `json:"text"`
	Marks [][2]int `json:"marks"`
	// Before and After report that the requirement's sentence goes on there.
	Before bool `json:"before"`
	After  bool `json:"after"`
}

// ContractTopics are the requirements of a checklist or a table of roles and
// the clauses that may speak of each.
type ContractTopics struct {
	ID     string          `json:"id"`
	Name   string          `json:"name"`
	Topics []ContractTopic `json:"topics"`
}

// ContractTopic is a requirement; without clauses nothing in the contract may
// speak of it.
type ContractTopic struct {
	ID       string        `json:"id"`
	Citation string        `json:"citation"`
	Title    string        `json:"title"`
	Roles    []string      `json:"roles"`
	Clauses  []TopicClause `json:"clauses"`
}

// TopicClause is a clause that may speak of a topic.
type TopicClause struct {
	Label string  `json:"label"`
	Line  int     `json:"line"`
	Score float64 `json:"score"`
}

// ContractNotice is what every report of candidates says of itself.
const ContractNotice = "この表は、条項と要求事項の言葉の重なりから機械が選んだ候補です。条項が要求事項を満たすかどうかは判断していません。候補がないことは、その条項や項目が不要という意味ではありません。採否は、人が公式の文書を読んで決めてください。"

// Open are the topics no clause speaks of.
func (t *ContractTopics) Open() []ContractTopic {
	return slices.DeleteFunc(slices.Clone(t.Topics), func(x ContractTopic) bool { return len(x.Clauses) > 0 })
}

// Unanswered counts the clauses without a candidate.
func (r *ContractReport) Unanswered() int {
	n := 0
	for _, c := range r.Clauses {
		if !c.Confident {
			n++
		}
	}
	return n
}

// Strong are the candidates with enough evidence.
func (c ContractClause) Strong() []ContractCandidate {
	return slices.DeleteFunc(slices.Clone(c.Candidates), func(x ContractCandidate) bool { return x.Weak })
}

// Marked cuts the clause at the words the candidate shares with it.
func (c ContractClause) Marked(x ContractCandidate) []segment {
	var all [][2]int
	for _, w := range x.Shared {
		all = append(all, w.Clause...)
	}
	return segments(c.Text, all)
}

// Quote is the passage with an ellipsis wherever it is cut.
func (p ContractPassage) Quote() string {
	s := p.Text
	if p.Before {
		s = "…" + s
	}
	if p.After {
		s += "…"
	}
	return s
}

// Marked cuts the passage at its marks.
func (p ContractPassage) Marked() []segment { return segments(p.Text, p.Marks) }

// segment is a piece of a text, marked or not.
type segment struct {
	Text string
	Mark bool
}

// segments cuts a text at ranges, which may overlap.
func segments(text string, marks [][2]int) []segment {
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(a, b [2]int) int { return a[0] - b[0] })
	var out []segment
	at := 0
	for _, m := range marks {
		from, to := max(m[0], at), min(m[1], len(text))
		if from >= to {
			continue
		}
		if from > at {
			out = append(out, segment{text[at:from], false})
		}
		if n := len(out); n > 0 && out[n-1].Mark && from == at {
			out[n-1].Text += text[from:to]
		} else {
			out = append(out, segment{text[from:to], true})
		}
		at = to
	}
	if at < len(text) {
		out = append(out, segment{text[at:], false})
	}
	return out
}

var reportTemplate = sync.OnceValues(func() (*template.Template, error) {
	return template.New("contractreport.html").Funcs(functions).ParseFS(reportFS, "report/contractreport.html")
})

// WriteContractReport writes the report as one page that needs no other file.
func WriteContractReport(w io.Writer, r *ContractReport) error {
	t, err := reportTemplate()
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	style, err := reportFS.ReadFile("report/contractreport.css")
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	sum := sha256.Sum256(style)
	return t.Execute(w, struct {
		*ContractReport
		Style template.CSS
		Hash  string
	}{r, template.CSS(style), "sha256-" + base64.StdEncoding.EncodeToString(sum[:])})
}
