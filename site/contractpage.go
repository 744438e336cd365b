package site

import (
	"fmt"

	"shogo/corpus"
	"shogo/index"
)

// contractBody is the body of the page where a vendor lays a contract beside
// the requirements; the script does the rest.
type contractBody struct {
	Documents []ContractDocument // that clauses are compared with
	Against   []contractTopics   // whose topics a contract should speak of
}

// contractTopics is a document to choose topics from.
type contractTopics struct {
	ID, Name string
	Chosen   bool // the newest checklist
}

func (b *builder) contractPage() page {
	p := b.newPage("contract.html", "contract.html", "契約書との照合")
	p.Current, p.Desk, p.Wide = "contract", "contract", true
	p.Lead = "契約書や約款の条項ごとに、関係しそうな要求事項の候補を手元で調べます。"
	p.home()
	p.crumb(p.Title, "")
	chosen := NewestChecklist(b.c)
	body := contractBody{Documents: ComparedWith(b.c)}
	for _, d := range body.Documents {
		body.Against = append(body.Against, contractTopics{ID: d.ID, Name: d.Name, Chosen: chosen != nil && chosen.ID == d.ID})
	}
	p.Body = body
	return p
}

// ComparedWith lists the documents whose requirements a clause is compared
// with, in the order of the corpus.
func ComparedWith(c *corpus.Corpus) []ContractDocument {
	var out []ContractDocument
	for _, d := range c.Documents {
		x := ContractDocument{ID: d.ID, Name: d.ShortName, Edition: d.Edition}
		for _, r := range c.Requirements {
			switch {
			case r.Document != d.ID || r.Kind == corpus.KindEntry:
			case r.Stub:
				x.Stubs++
			default:
				x.Texts++
			}
		}
		if x.Texts+x.Stubs > 0 {
			out = append(out, x)
		}
	}
	return out
}

// NewestChecklist is the checklist of the latest date, nil where there is none.
func NewestChecklist(c *corpus.Corpus) *corpus.Document {
	var out *corpus.Document
	for _, d := range c.Documents {
		if d.Family == corpus.FamilyChecklistManual && (out == nil || d.Date > out.Date) {
			out = d
		}
	}
	return out
}

// TopicsOf lists the requirements of a document as topics, without clauses.
func TopicsOf(c *corpus.Corpus, d *corpus.Document) *ContractTopics {
	out := &ContractTopics{ID: d.ID, Name: d.ShortName, Topics: []ContractTopic{}}
	for _, r := range c.Requirements {
		if r.Document != d.ID || r.Kind == corpus.KindEntry {
			continue
		}
		title := r.Title
		if r.Group != nil || title == "" {
			title = r.Text
		}
		out.Topics = append(out.Topics, ContractTopic{ID: r.ID, Citation: r.Citation, Title: title, Roles: append([]string{}, r.Roles...), Clauses: []TopicClause{}})
	}
	return out
}

// contractScripts hand the browser the words and weights of the matcher, and
// the topics of every document.
func (b *builder) contractScripts() []script {
	out := []script{{name: "match", function: "shogoIndex", arguments: []any{"match", index.DefaultMatchRules()}}}
	for _, d := range ComparedWith(b.c) {
		name := "topics-" + d.ID
		rows := [][]any{}
		for _, t := range TopicsOf(b.c, b.c.Document(d.ID)).Topics {
			rows = append(rows, []any{t.ID, t.Citation, t.Title, t.Roles})
		}
		out = append(out, script{name: name, function: "shogoIndex", arguments: []any{name, rows}})
	}
	return out
}

// String names the document and says what of it was compared.
func (d ContractDocument) String() string {
	s := fmt.Sprintf("%s（%s）: 本文のある項目 %d 件", d.Name, d.ID, d.Texts)
	if d.Stubs > 0 {
		s += fmt.Sprintf("、題名だけの項目 %d 件", d.Stubs)
	}
	return s
}
