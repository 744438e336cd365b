package corpus

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What the manual says must not depend on how a converter laid it out. Each
// layout is made of the embedded manual.
func TestManualReadsTheSameInEveryLayout(t *testing.T) {
	var seed []string
	for _, l := range manualSeed(t).Lines {
		seed = append(seed, l.Text)
	}
	newScrape := strings.Split(strings.ReplaceAll(strings.ReplaceAll(newHeader, "%PAGE%", "12"), "「表」", layoutTitle), "\n")
	oldScrape := []string{"よむ、つかう、まなぶ。", "", layoutTitle + " (12 ページ)", "", "公開元URL https://example.jp/", "出典情報 出典《省》", ""}
	layouts := map[string][]string{
		"wrapped":                             wrapLines(seed, 40),
		"without blank lines":                 withoutBlanks(seed),
		"newer scrape, wrapped":               append(newScrape, withoutBlanks(wrapLines(seed, 40))...),
		"newer scrape, marks on own lines":    append(newScrape, withoutBlanks(wrapLines(loneMarks(seed), 38))...),
		"older scrape, blank between lines":   append(oldScrape, dropSingles(withoutBlanks(wrapLines(seed, 40)))...),
		"older scrape, lone marks are lost":   append(oldScrape, dropSingles(withoutBlanks(wrapLines(loneMarks(seed), 40)))...),
		"lines end with a carriage return":    appendToEach(seed, "\r"),
		"spaces and tabs at the ends of line": appendToEach(seed, " 　"),
	}
	want := substance(parseProse(t, manualSeed(t)))
	for name, lines := range layouts {
		t.Run(name, func(t *testing.T) {
			p := parseProse(t, textOf("layout", strings.Join(lines, "\n")))
			if d := cmp.Diff(want, substance(p)); d != "" {
				t.Errorf("reading (-seed +layout):\n%s", d)
			}
			for i, r := range p.roles {
				if r == RoleUnassigned {
					t.Errorf("line %d %q is unassigned", i+1, lines[i])
				}
			}
		})
	}
}

const layoutTitle = "令和7年度版医療機関等におけるサイバーセキュリティ対策チェックリストマニュアル"

// substance is what the items say, without the places of line breaks.
func substance(p *parsed) []string {
	var out []string
	for _, r := range p.requirements {
		s := []string{r.ID, r.Title, r.TitleNote, strings.Join(r.Systems, ","), strings.Join(r.Roles, ",")}
		for _, f := range r.References {
			s = append(s, fmt.Sprint(f.Volume, f.Number, f.Label, f.Items))
		}
		text := ""
		for _, part := range r.Parts {
			text += part.Label + part.Text
			for _, row := range part.Rows {
				text += strings.Join(row, "")
			}
		}
		out = append(append(out, s...), lettersOf(text))
	}
	return out
}

func wrapLines(lines []string, width int) []string {
	var out []string
	for _, l := range lines {
		r := []rune(l)
		for len(r) > width && !strings.Contains(l, "\t") {
			out, r = append(out, string(r[:width])), r[width:]
		}
		out = append(out, string(r))
	}
	return out
}

func withoutBlanks(lines []string) []string {
	var out []string
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			out = append(out, l)
		}
	}
	return out
}

// loneMarks puts the marks of items on lines of their own.
func loneMarks(lines []string) []string {
	var out []string
	for _, l := range lines {
		if k, rest := listMark(l); k > 0 && strings.Contains(rest, "。") {
			out = append(out, Circled(k), rest)
			continue
		}
		out = append(out, l)
	}
	return out
}

// dropSingles does what the older scrape does: lines of one character become
// blank, and a blank line stands between any two.
func dropSingles(lines []string) []string {
	var out []string
	for _, l := range lines {
		if len([]rune(l)) == 1 && CircledValue([]rune(l)[0]) > 0 {
			l = ""
		}
		out = append(out, l, "")
	}
	return out
}

func appendToEach(lines []string, s string) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l+s)
	}
	return out
}
