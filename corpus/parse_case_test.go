package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// digest prints what a reader of the site would miss if it were wrong, a line
// per fact.
func digest(p *parsed) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s\n", p.document.ID, p.document.Edition, p.document.Certainty)
	for _, r := range p.requirements {
		fmt.Fprintf(&b, "\n%s %s %s", r.ID, r.Label, r.Certainty)
		for _, list := range [][]string{r.Roles, r.Systems, r.Target} {
			if len(list) > 0 {
				fmt.Fprintf(&b, " [%s]", strings.Join(list, " "))
			}
		}
		if r.Modality != "" {
			b.WriteString(" " + r.Modality)
		}
		for _, flag := range []struct {
			set  bool
			name string
		}{{r.MarkLost, "mark-lost"}, {r.Truncated, "truncated"}} {
			if flag.set {
				b.WriteString(" " + flag.name)
			}
		}
		b.WriteString("\n")
		digestText(&b, r)
	}
	for _, f := range p.findings {
		fmt.Fprintf(&b, "\nfinding %s %v %s", f.Kind, f.Lines, f.ID)
	}
	b.WriteString("\nroles")
	counts := map[Role]int{}
	for _, r := range p.roles {
		counts[r]++
	}
	for _, r := range Roles {
		if counts[r] > 0 {
			fmt.Fprintf(&b, " %s=%d", r, counts[r])
		}
	}
	return b.String() + "\n"
}

func digestText(b *strings.Builder, r *Requirement) {
	line := func(name, s string) {
		if s != "" {
			fmt.Fprintf(b, "  %s: %s\n", name, strings.ReplaceAll(s, "\n", "⏎"))
		}
	}
	line("title", r.Title)
	line("note", r.TitleNote)
	line("section", strings.TrimSpace(r.Section.Number+" "+r.Section.Title+" "+string(r.Section.Certainty)))
	if r.Text != r.Title {
		line("text", r.Text)
	}
	line("exceptions", r.TargetExceptions)
	for _, p := range r.Parts {
		fmt.Fprintf(b, "  %s\n", strings.TrimSpace(fmt.Sprintf("%s: %s", strings.TrimSpace(string(p.Kind)+" "+p.Label), strings.ReplaceAll(p.Text, "\n", "⏎"))))
		for _, row := range p.Rows {
			line("row", strings.Join(row, "|"))
		}
	}
	for _, f := range r.References {
		fmt.Fprintf(b, "  ▶ %s %s%s %v %s %s\n", f.Volume, f.Number, f.Label, f.Items, f.Raw, f.Certainty)
	}
	for _, x := range r.InternalRefs {
		fmt.Fprintf(b, "  see %s: %s-%s %s\n", x.Raw, x.Section, x.Item, x.Target)
	}
}

// caseFiles are the pages with their expected readings.
func caseFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/parse/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata/parse: %v", err)
	}
	return files
}

func readCase(t *testing.T, file string) (page *Text, want string) {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		switch f.Name {
		case "page.txt":
			page = textOf(filepath.Base(file), string(f.Data))
		case "want":
			want = string(f.Data)
		}
	}
	if page == nil {
		t.Fatalf("%s has no page.txt", file)
	}
	return page, want
}

// parseProse reads a text with the first of the two prose dialects that takes it.
func parseProse(t *testing.T, text *Text) *parsed {
	t.Helper()
	for _, d := range []dialect{guidelineDialect, manualDialect, qaDialect, migrationDialect} {
		if d.start(text) {
			return d.parse(text, registry())
		}
	}
	t.Fatalf("no dialect for %s", text.Name)
	return nil
}

func TestParseCases(t *testing.T) {
	for _, file := range caseFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			page, want := readCase(t, file)
			if d := cmp.Diff(strings.Split(want, "\n"), strings.Split(digest(parseProse(t, page)), "\n")); d != "" {
				t.Errorf("reading (-want +got):\n%s", d)
			}
		})
	}
}

// proseTexts are all texts the prose dialects read: cases, pages and the
// embedded manual.
func proseTexts(t *testing.T) []*Text {
	t.Helper()
	var out []*Text
	for _, file := range caseFiles(t) {
		page, _ := readCase(t, file)
		out = append(out, page)
	}
	out = append(out, pageText(t, "08_guideline_sys17_new.txt"), pageText(t, "13_manual_r7_p07_margin_refs.txt"))
	return append(out, manualSeed(t))
}

func manualSeed(t *testing.T) *Text {
	t.Helper()
	b, err := os.ReadFile("sources/000_5d484f2c36e64992.txt")
	if err != nil {
		t.Fatal(err)
	}
	return textOf("000_5d484f2c36e64992.txt", string(b))
}

// Nothing on a page is dropped in silence: every line has one role, and the
// words of every line that is no furniture stand in a requirement, in a heading
// or among the unassigned.
func TestNoLineIsLost(t *testing.T) {
	for _, text := range proseTexts(t) {
		t.Run(text.Name, func(t *testing.T) {
			p := parseProse(t, text)
			if len(p.roles) != len(text.Lines) {
				t.Fatalf("%d roles for %d lines", len(p.roles), len(text.Lines))
			}
			var said strings.Builder
			for _, r := range p.requirements {
				said.WriteString(lettersOf(r.Title + r.TitleNote))
				if r.Text != r.Title {
					said.WriteString(lettersOf(r.Text))
				}
				for _, part := range r.Parts {
					said.WriteString(lettersOf(part.Label + part.Text))
					for _, row := range part.Rows {
						said.WriteString(lettersOf(strings.Join(row, "")))
					}
				}
			}
			for i, role := range p.roles {
				s := lineText(text, i)
				switch role {
				case "":
					t.Errorf("line %d has no role", i+1)
				case RoleRequirement, RoleGuidance, RoleDefinition, RoleSupplement, RoleExample, RoleTable, RoleNote:
					// Systems may be wrapped inside their parenthesis: a line
					// counts together with the next or the one before.
					ok := false
					for _, whole := range []string{s, s + lineText(text, min(i+1, len(text.Lines)-1)), lineText(text, max(i-1, 0)) + s} {
						ok = ok || strings.Contains(said.String(), lettersOf(words(whole)))
					}
					if !ok {
						t.Errorf("line %d %q has role %s and its words are in no requirement", i+1, s, role)
					}
				}
			}
		})
	}
}

// words is a line without what a requirement keeps elsewhere: the citation in
// its margin, the systems of a title, the word 補足.
func words(s string) string {
	if m := sideBySide.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	s, _, _ = strings.Cut(s, "▶")
	if m := parenMark.FindStringSubmatch(s); m != nil && parseSystems(strings.TrimRight(m[2], "）)")) == nil {
		s = m[2]
	}
	before, systems, note := cutSystems(s)
	if systems != nil {
		s = before + note
	}
	if kind, rest := readBlockMarker(s); kind != "" {
		s = rest
	}
	return s
}

// lettersOf leaves white space, marks, bullets and brackets out, for which
// structure stands.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if CircledValue(r) > 0 || strings.ContainsRune("-・（）()【】●〈〉:：| \t", r) {
			return -1
		}
		return r
	}, squash(s))
}

// A page may be cut anywhere and its lines may come in any order: the reading
// changes, but every line keeps exactly one role and nothing panics.
func TestAnyOrderOfLines(t *testing.T) {
	for _, text := range proseTexts(t) {
		n := len(text.Lines)
		for step := range 40 {
			cut := &Text{Name: text.Name, Encoding: text.Encoding}
			for i := range n {
				l := text.Lines[(i*(2*step+1)+step*7)%n]
				if (i+step)%(step%5+2) != 0 || step < 20 {
					l.No = len(cut.Lines) + 1
					cut.Lines = append(cut.Lines, l)
				}
			}
			for _, d := range []dialect{guidelineDialect, manualDialect, qaDialect, migrationDialect} {
				p := d.parse(cut, registry())
				checkReading(t, cut, p)
				if d.start(cut); t.Failed() {
					t.Fatalf("%s, step %d, as %s", text.Name, step, d.name)
				}
			}
		}
	}
}

// checkReading tests what holds of every reading.
func checkReading(t *testing.T, text *Text, p *parsed) {
	t.Helper()
	if len(p.roles) != len(text.Lines) {
		t.Fatalf("%d roles for %d lines", len(p.roles), len(text.Lines))
	}
	known := map[Role]bool{}
	for _, r := range Roles {
		known[r] = true
	}
	unassigned := false
	for i, r := range p.roles {
		if !known[r] || (r == RoleBlank) != (lineText(text, i) == "") {
			t.Errorf("line %d %q has role %q", i+1, text.Lines[i].Text, r)
		}
		unassigned = unassigned || r == RoleUnassigned
	}
	loss := false
	for _, f := range p.findings {
		loss = loss || f.Kind == FindingLoss
	}
	if unassigned && !loss {
		t.Error("lines are unassigned and no finding says so")
	}
	ids := map[string]bool{}
	for _, r := range p.requirements {
		if ids[r.ID] {
			t.Errorf("id %s occurs twice", r.ID)
		}
		ids[r.ID] = true
		if (r.Certainty != Certain) != (r.CertaintyReason != "") {
			t.Errorf("%s is %s with the reason %q", r.ID, r.Certainty, r.CertaintyReason)
		}
		if r.Parts == nil || r.References == nil || r.Roles == nil || r.Systems == nil || len(r.Provenance.Lines) == 0 {
			t.Errorf("%s lacks a list", r.ID)
		}
	}
}

// One line repeated is the worst case of every rule that looks ahead or back.
func TestRepeatedLinesTakeLinearTime(t *testing.T) {
	const n = 4000
	for _, line := range []string{"", "①", "② あること。", "5", "- 5 -", "▶", "▶システム運", "8.1", "8.1 題", "(1) あ", "|a|b|", "【遵守事項】", "●例", "よむ、つかう、まなぶ。",
		"※あ", "3 体制構築", "の続き", "シQ-23 問い。", "シス10章第④条", "A 答え", "10.章", "3、4", "7.3 節", "C.最低限の", "【場合"} {
		text := textOf("repeated", strings.Repeat(line+"\n", n))
		for _, head := range []string{"", strings.ReplaceAll(newHeader, "%PAGE%", "8")} {
			if head != "" {
				text = textOf("repeated", head+strings.Repeat(line+"\n", n))
			}
			for _, d := range []dialect{guidelineDialect, manualDialect, qaDialect, migrationDialect} {
				start := time.Now()
				d.start(text)
				checkReading(t, text, d.parse(text, registry()))
				if took := time.Since(start); took > 10*time.Second {
					t.Errorf("%d lines %q take %v as %s", n, line, took, d.name)
				}
			}
		}
	}
}
