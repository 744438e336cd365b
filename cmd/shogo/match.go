package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"shogo/corpus"
	"shogo/corpus/contract"
	"shogo/corpus/exchange"
	"shogo/index"
	"shogo/site"
)

// matchFlags are the flags of match.
type matchFlags struct {
	json, csv, xlsx, html, open bool
	against, output             string
	n                           int
}

// noTopics is the value of --against that asks for none.
const noTopics = "none"

func (a *app) matchCommand() *cobra.Command {
	var f matchFlags
	cmd := &cobra.Command{
		Use:   "match FILE",
		Short: "Find the requirements the clauses of a contract may be about",
		Long: `Match cuts a contract, terms of use, a service level agreement or a disclosure
sheet into articles, paragraphs and items and ranks the requirements each may be
about: text in any Japanese encoding, DOCX, PDF; "-" reads standard input. The
file stays on this machine, and so does what is found.

Everything found is a candidate (候補) with the words both sides share. A clause
without an honest answer says 候補なし; what comes next is weak and is listed with
--json and --all only. Nobody is told that a clause is enough.

The other direction lists the topics of a checklist or of a table of roles that no
clause speaks of: --against names the document (default: the newest checklist),
"none" leaves it out.

With --json one object: clauses[] with label, part, text, line, confident and
candidates[] (id, citation, title, document, score, weak, stub, passage and
shared[]: word, terms, wording, weight, factor, points, and the byte ranges in
clause and requirement); against with topics[] and the clauses of each.`,
		Example: `  shogo match contract.docx
  shogo match sla.pdf -o report.html
  shogo match contract.txt --against clm-r7 -o report.xlsx
  shogo match --json - <contract.txt`,
		Args: exactly(1, "file"),
		RunE: func(_ *cobra.Command, args []string) error { return a.match(args[0], f) },
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object")
	cmd.Flags().BoolVar(&f.csv, "csv", false, "print the candidates as CSV")
	cmd.Flags().BoolVar(&f.xlsx, "xlsx", false, "write a workbook (with -o)")
	cmd.Flags().BoolVar(&f.html, "html", false, "write a page that needs no other file")
	cmd.Flags().BoolVar(&f.open, "all", false, "show weak candidates too")
	cmd.Flags().StringVar(&f.against, "against", "", `document whose topics the contract should speak of, or "none" (default: the newest checklist)`)
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "report to write: .html, .xlsx, .csv or .json (default: text on standard output)")
	cmd.Flags().IntVarP(&f.n, "limit", "n", 5, "number of candidates a clause")
	cmd.MarkFlagsMutuallyExclusive("json", "csv", "xlsx", "html")
	return cmd
}

// format tells how the report is written: by the flags, by the name of the
// file, else as text.
func (f matchFlags) format() (string, error) {
	for name, set := range map[string]bool{"json": f.json, "csv": f.csv, "xlsx": f.xlsx, "html": f.html} {
		if set {
			if name == "xlsx" && f.output == "" {
				return "", misuse("a workbook is no text; name a file with -o, or write -o - for standard output")
			}
			return name, nil
		}
	}
	if f.output == "" || f.output == "-" {
		return "text", nil
	}
	ext := strings.TrimPrefix(strings.ToLower(filepath.Ext(f.output)), ".")
	switch ext {
	case "json", "csv", "xlsx", "html", "txt":
		return strings.Replace(ext, "txt", "text", 1), nil
	case "htm":
		return "html", nil
	}
	return "", misuse("unknown format of %q; name the report .html, .xlsx, .csv, .json or .txt", f.output)
}

func (a *app) match(path string, f matchFlags) error {
	if f.n < 1 {
		return misuse("-n %d: ask for at least one candidate", f.n)
	}
	format, err := f.format()
	if err != nil {
		return err
	}
	name, doc, err := a.readBlocks(path)
	if err != nil {
		return err
	}
	c, ix, err := a.loadIndexed()
	if err != nil {
		return err
	}
	defer ix.Close()
	r := &site.ContractReport{Format: "shogo-match", Version: 1, Notice: site.ContractNotice, Source: name, Documents: site.ComparedWith(c), Clauses: []site.ContractClause{}}
	if r.Against, err = topicsOf(c, f.against); err != nil {
		return err
	}
	if err := a.matchClauses(c, ix, contract.Cut(contract.Text(doc)), r, f.n); err != nil {
		return err
	}
	a.progress.done()
	return a.writeOutput(f.output, func(w io.Writer) error { return a.writeMatch(w, format, r, f) })
}

// topicsOf lists the topics of a document: the one that is named, or the newest
// checklist, nil where there is none.
func topicsOf(c *corpus.Corpus, id string) (*site.ContractTopics, error) {
	if id == noTopics {
		return nil, nil
	}
	doc := c.Document(id)
	if id == "" {
		doc = site.NewestChecklist(c)
	}
	if doc == nil && id != "" {
		var known []string
		for _, d := range c.Documents {
			known = append(known, d.ID)
		}
		return nil, misuse("unknown document %q; --against takes %s or %s", id, strings.Join(known, ", "), noTopics)
	}
	if doc == nil {
		return nil, nil
	}
	return site.TopicsOf(c, doc), nil
}

// matchClauses fills the report clause by clause.
func (a *app) matchClauses(c *corpus.Corpus, ix *index.Index, clauses []contract.Clause, r *site.ContractReport, n int) error {
	m := index.NewMatcher(ix, index.DefaultMatchRules())
	opts := index.MatchOptions{N: n}
	topic := map[string]*site.ContractTopic{}
	if r.Against != nil {
		opts.Against = r.Against.ID
		for i := range r.Against.Topics {
			topic[r.Against.Topics[i].ID] = &r.Against.Topics[i]
		}
	}
	for i, x := range contract.Stand(clauses) {
		if i%50 == 0 {
			a.progress.step(fmt.Sprintf("matching clause %d", i+1))
		}
		got, err := m.Match(x.Text, opts)
		if err != nil {
			return err
		}
		out := site.ContractClause{Label: x.Label, Part: x.Part, Text: x.Text, Line: x.Line, Confident: got.Confident, Candidates: []site.ContractCandidate{}}
		for _, k := range got.Candidates {
			out.Candidates = append(out.Candidates, contractCandidate(c, k))
		}
		for _, t := range got.Topics {
			topic[t.ID].Clauses = append(topic[t.ID].Clauses, site.TopicClause{Label: x.Label, Line: x.Line, Score: t.Score})
		}
		r.Clauses = append(r.Clauses, out)
	}
	return nil
}

func contractCandidate(c *corpus.Corpus, k index.Candidate) site.ContractCandidate {
	before, after := k.Passage.Cut()
	out := site.ContractCandidate{ID: k.ID, Citation: k.Citation, Title: k.Title, Score: k.Score, Weak: !k.Enough, Stub: k.Stub, Shared: []site.ContractWord{},
		Passage: site.ContractPassage{Field: k.Passage.Field, Text: k.Passage.Text, Marks: marks(k.Passage), Before: before, After: after}}
	if r := c.Requirement(k.ID); r != nil {
		out.Document, out.Title = r.Document, r.Title
	}
	for _, w := range k.Shared {
		x := site.ContractWord{Word: w.Word, Terms: w.Terms, Wording: w.Wording, Weight: w.Weight, Factor: w.Factor, Points: w.Points,
			Clause: [][2]int{}, Requirement: []site.ContractPlace{}}
		for _, s := range w.Clause {
			x.Clause = append(x.Clause, [2]int{s.Start, s.End})
		}
		for _, p := range w.Requirement {
			x.Requirement = append(x.Requirement, site.ContractPlace{Field: p.Field, Start: p.Start, End: p.End})
		}
		out.Shared = append(out.Shared, x)
	}
	return out
}

func (a *app) writeMatch(w io.Writer, format string, r *site.ContractReport, f matchFlags) error {
	switch format {
	case "json":
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return e.Encode(r)
	case "html":
		return site.WriteContractReport(w, r)
	case "csv":
		return exchange.WriteCSV(w, inJapanese(matchTable(r, f.open)))
	case "xlsx":
		tables := []*exchange.Table{matchTable(r, f.open)}
		if r.Against != nil {
			tables = append(tables, topicTable(r.Against))
		}
		return exchange.WriteXLSX(w, append(tables, aboutTable(r)))
	}
	return a.printMatch(w, r, f)
}
