package main

import (
	"fmt"
	"slices"
	"strings"
)

// explained stands below the table, so that no figure travels without its
// meaning.
const explained = `How to read it. (×n) is the number divided by shogo's on the same corpus. Every search had the same texts and
the same queries; the order is that of the contestants, who took turns in one run.

- build: CPU time and peak resident memory of the process that reads the corpus and writes the index; median of the runs.
  Pagefind reads one finished HTML page per section; writing those, and bundling the page's script, is not counted.
- files, MB: what has to be published beside the pages. shogo and Pagefind show the text around a hit, so theirs hold
  the texts; the others show titles only.
- requests, kB: to the first result over HTTP, page and script included; a fresh page without cache per query; median.
- file://: what became of the page its manual shows, opened without a server.
- first result: from opening the page with a query to its painted list of ten titles; median of the queries that all were
  asked, of the first of them for searches that take seconds and read the same for every query. HTTP is loopback, where
  bytes cost nothing; beside it the same over a network slowed down by the browser. For file:// a search that fetches a
  JSON file has that file wrapped in a script, as the page of its manual does not work there.
- first sight, again: a query on an open page over HTTP, asked for the first time and later. A search that was not through
  after fifteen seconds was asked fewer queries, and fewer times.
- heap: JavaScript heap with array buffers, after a collection / private memory of the whole page process, which holds workers
  and WebAssembly too.
- known items: MRR@10 / recall@10 of queries with one right answer: headings, phrases, pairs of words, five characters cut
  out of a text.
- everyday: words that no section contains, and how many of them got hits that the search itself did not call unsure.
`

// tables lays results out as Markdown.
func tables(h head, rows []row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Command: make bench%s. ", h.arguments())
	fmt.Fprintf(&b, "Machine: %d cores, %d GB of memory. Versions: %s.\n\n", h.Cores, h.MemoryGB, versions(h.Versions))
	fmt.Fprintf(&b, "Texts: Debian's Japanese documentation packages (%s), sections of about 200 characters; fingerprint %s.",
		strings.Join(h.Packages, ", "), h.Texts)
	for _, r := range rows {
		if r.Derived > 0 {
			fmt.Fprintf(&b, " Of the %s, %s are derived from halves of real ones, for scale only.", thousands(r.Corpus), thousands(r.Derived))
			break
		}
	}
	b.WriteString("\n\n")
	for _, t := range peerTables {
		fmt.Fprintf(&b, "%s:\n\n", t.title)
		writeTable(&b, append(slices.Clone(named), t.columns...), rows)
		b.WriteString("\n")
	}
	b.WriteString(explained)
	if own := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.Command == nil }); len(own) > 0 {
		b.WriteString("\nHow shogo's own cost grows:\n\n")
		writeTable(&b, scaleColumns, own)
		b.WriteString(scaleExplained)
	}
	return b.String()
}

// arguments are those of the run, as make takes them.
func (h head) arguments() string {
	if h.Arguments == "" {
		return ""
	}
	return fmt.Sprintf(` BENCHFLAGS="%s"`, h.Arguments)
}

// column is one column of a table: a number, with its ratio to shogo's, or a
// text. value returns a negative number for none.
type column struct {
	head  string
	value func(row) float64
	form  string
	text  func(row) string
	ratio bool
}

func writeTable(b *strings.Builder, columns []column, rows []row) {
	for _, c := range columns {
		b.WriteString("| " + c.head + " ")
	}
	b.WriteString("|\n" + strings.Repeat("|---", len(columns)) + "|\n")
	for _, r := range rows {
		own := slices.IndexFunc(rows, func(o row) bool { return o.Corpus == r.Corpus && o.Contestant == "shogo" })
		for _, c := range columns {
			b.WriteString("| " + c.cell(r, rows, own) + " ")
		}
		b.WriteString("|\n")
	}
}

func (c column) cell(r row, rows []row, own int) string {
	if c.text != nil {
		return strings.ReplaceAll(c.text(r), "|", "/")
	}
	v := c.value(r)
	if v < 0 {
		return "–"
	}
	s := fmt.Sprintf(c.form, v)
	if c.ratio && own >= 0 && r.Contestant != "shogo" {
		if o := c.value(rows[own]); o > 0 {
			s += fmt.Sprintf(" (×%s)", short(v/o))
		}
	}
	return s
}

// short prints a ratio with two digits that matter.
func short(v float64) string {
	switch {
	case v < 1:
		return fmt.Sprintf("%.2f", v)
	case v < 10:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.0f", v)
}

func versions(m map[string]string) string {
	var names []string
	for n := range m {
		names = append(names, n)
	}
	slices.Sort(names)
	for i, n := range names {
		names[i] = n + " " + m[n]
	}
	return strings.Join(names, ", ")
}

// thousands writes 50000 as 50,000.
func thousands(n int) string {
	s := itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
