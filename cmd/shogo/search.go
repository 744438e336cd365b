package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"shogo/corpus"
	"shogo/index"
)

// searchFlags are the flags of search.
type searchFlags struct {
	json, explain, exact bool
	n                    int
}

// How many hits are shown unless -n says otherwise.
const (
	hitsForPeople   = 10
	hitsForPrograms = 20
)

func (a *app) searchCommand() *cobra.Command {
	var f searchFlags
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find requirements by words or citation",
		Long: `Search ranks the requirements that answer QUERY, in Japanese. The order and the
scores are those of the site's search. With "-" for QUERY every line of standard
input is a query of its own.

A QUERY that is a citation, in any spelling, shows what it names first:
シス14⑤, 企7章③条, 17①②, annex2 ②-6, チェックリスト 2(6), an id.

  "外部 保存"           the title or the text holds exactly this; also 「…」
  NOT USB               without this word; -USB works after a word: 端末 -USB
  編:システム運用編      only where the value begins so; fields are 資料 (doc),
                        編 (volume), 役割 (role), 対象 (system), 確かさ (certainty)
  資料:clm,annex2       one of several values; NOT 資料:clm excludes them

With --json each query gives one object: query, expansions, confident (false
where there is no honest answer) and hits with id, citation, title, score,
fragment, stub, and what the hit is: document, volume, section and label; marks are the matched byte ranges of fragment. A citation
adds citation {named, possible, open} and cited to the hits it leads to; marks
in the query add syntax, how they were read.`,
		Example: `  shogo search 二要素認証
  shogo search パスワード 使い回し -n 3
  shogo search --explain バックアップ
  shogo search シス14⑤
  shogo search '"多要素認証" 端末 -USB 資料:clm'
  shogo search --json - <queries.txt`,
		Args: atLeast(1, "query"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.n < 1 {
				return misuse("-n %d: ask for at least one hit", f.n)
			}
			if f.json && !cmd.Flags().Changed("limit") {
				f.n = hitsForPrograms
			}
			return a.search(args, f)
		},
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "print one JSON object a query")
	cmd.Flags().BoolVar(&f.explain, "explain", false, "show the score term by term")
	cmd.Flags().BoolVar(&f.exact, "no-expansion", false, "no synonyms, prefixes or corrections of typing")
	cmd.Flags().IntVarP(&f.n, "limit", "n", hitsForPeople, fmt.Sprintf("number of hits to show (with --json: %d)", hitsForPrograms))
	return cmd
}

func (a *app) search(args []string, f searchFlags) error {
	c, ix, err := a.loadIndexed()
	if err != nil {
		return err
	}
	defer ix.Close()
	a.progress.done()
	s := &searcher{app: a, searchFlags: f, corpus: c, index: ix}
	if len(args) == 1 && args[0] == "-" {
		return s.lines()
	}
	return s.one(strings.Join(args, " "))
}

// searcher answers queries over one corpus.
type searcher struct {
	*app
	searchFlags
	corpus *corpus.Corpus
	index  *index.Index
}

// lines answers every line of standard input, in order: an empty line too, so
// that answers and questions can be paired.
func (s *searcher) lines() error {
	in := bufio.NewScanner(s.stdin)
	in.Buffer(nil, 1<<20)
	for first := true; in.Scan(); first = false {
		if !s.json && !first {
			fmt.Fprintln(s.stdout)
		}
		if !s.json {
			fmt.Fprintf(s.stdout, "%s\n", s.style(escBold, "? "+in.Text()))
		}
		if err := s.one(in.Text()); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read queries from standard input: %w", err)
	}
	return nil
}

func (s *searcher) one(query string) error {
	if s.json {
		out, err := s.answer(query)
		if err != nil {
			return err
		}
		e := json.NewEncoder(s.stdout)
		e.SetEscapeHTML(false)
		return e.Encode(out)
	}
	res, err := s.ask(query)
	if err != nil {
		return err
	}
	return s.printResult(query, res)
}
