package contract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A case is a text, a line of dashes, and the clauses: label | heading | text.
func TestCutGivesTheClausesPeopleCite(t *testing.T) {
	files, _ := filepath.Glob("testdata/cut/*.txt")
	if len(files) == 0 {
		t.Fatal("no cases in testdata/cut")
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			text, want, ok := strings.Cut(string(raw), "\n-----\n")
			if !ok {
				t.Fatalf("%s has no line of dashes", name)
			}
			if diff := cmp.Diff(strings.TrimSpace(want), Print(Cut(text))); diff != "" {
				t.Errorf("clauses (-want +got):\n%s", diff)
			}
		})
	}
}

// Print writes a clause a line.
func Print(list []Clause) string {
	var b strings.Builder
	for _, c := range list {
		if c.Heading {
			fmt.Fprintf(&b, "# %s\n", c.Mark)
			continue
		}
		fmt.Fprintf(&b, "%s | %s\n", c.Label, strings.ReplaceAll(c.Text, "\n", "⏎"))
	}
	return strings.TrimSpace(b.String())
}

// Nothing that is not white space may be lost or told twice.
func checkWhole(t *testing.T, text string) {
	t.Helper()
	solid := func(s string) string {
		return strings.Map(func(r rune) rune {
			if isBlank(r) || strings.ContainsRune("\n\r\f\v\u2028\u2029", r) {
				return -1
			}
			return r
		}, s)
	}
	var b strings.Builder
	for _, c := range Cut(text) {
		if text[c.Start:c.End] != c.Text {
			t.Errorf("clause %q: text is not bytes %d to %d", c.Label, c.Start, c.End)
		}
		b.WriteString(c.Mark + c.Text)
	}
	if got, want := solid(b.String()), solid(text); got != want {
		t.Errorf("the clauses of %.60q hold %.60q", want, got)
	}
}

func TestCutLosesNothing(t *testing.T) {
	files, _ := filepath.Glob("testdata/cut/*.txt")
	for _, name := range files {
		raw, _ := os.ReadFile(name)
		checkWhole(t, string(raw))
	}
}

func FuzzCut(f *testing.F) {
	for _, s := range []string{"第1条（目的）\n甲は", "1. \n(1)\nア", "\t\n第1条", "別紙1\n項目\t値", "・\n※", "# 第1条"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ToValidUTF8(s, "") != s {
			return
		}
		checkWhole(t, s)
	})
}

func TestCutIsQuick(t *testing.T) {
	for name, s := range map[string]string{
		"one line":  strings.Repeat("あ", 1_000_000),
		"numbers":   strings.Repeat("1.\n", 300_000),
		"articles":  strings.Repeat("第1条", 300_000),
		"sentences": strings.Repeat("乙は守る。", 200_000),
		"spaces":    strings.Repeat("　", 1_000_000) + "。",
	} {
		start := time.Now()
		Cut(s)
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s: %v for a million characters", name, d)
		}
	}
}

func TestClausesStandBelowTheirHeadings(t *testing.T) {
	var got []string
	for _, c := range Stand(Cut("第1章 総則\n（目的）\n第1条 甲は\n2 乙は\n第2条（定義） 丙は\n別紙1\n1. 表は")) {
		got = append(got, c.Label+" < "+c.Part)
	}
	want := []string{"第1条 < 第1章 総則 / （目的）", "第1条 2 < 第1章 総則 / （目的）", "第2条 < 第1章 総則", "別紙1 1 < 別紙1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
