package corpus

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

func TestParseVolume(t *testing.T) {
	for _, tt := range []struct{ in, volume, rest string }{
		{"システム運用編\n8③", "システム運用編", "\n8③"},
		{"システム運\n用編8.1", "システム運用編", "8.1"},
		{"シ ス テ ム 運 用 編 8.1", "システム運用編", " 8.1"},
		{"企画管理編(Management)13", "企画管理編", "13"},
		{"保守委託機関編 9④", "保守委託機関編", " 9④"},
		{"企7章③条", "企画管理編", "7章③条"},
		{"シス14⑤", "システム運用編", "14⑤"},
		{"シ 14⑤", "システム運用編", " 14⑤"},
		{"経３．４．２", "経営管理編", "３．４．２"},
		{"概 2.3", "概説編", " 2.3"},
		{"システム運用 14⑤", "システム運用編", " 14⑤"},
		{"Control 13.2", "システム運用編", " 13.2"},
		{"Ｇｏｖｅｒｎａｎｃｅ 3.4", "経営管理編", " 3.4"},
	} {
		volume, rest, ok := parseVolume(tt.in)
		if !ok || volume != tt.volume || rest != tt.rest {
			t.Errorf("parseVolume(%q) = %q, %q, %v, want %q, %q, true", tt.in, volume, rest, ok, tt.volume, tt.rest)
		}
	}
	for _, in := range []string{"", "企業", "企 Q-44", "概要", "システム運用担当者", "システム3つ", "経営層", "control plane", "編"} {
		if volume, _, ok := parseVolume(in); ok {
			t.Errorf("parseVolume(%q) = %q, want no volume", in, volume)
		}
	}
}

func TestParseNumref(t *testing.T) {
	for _, tt := range []struct {
		in, number, label string
		items             []int
		rest              string
	}{
		{"8③", "8", "", []int{3}, ""},
		{"8.⑤", "8", "", []int{5}, ""},
		{"８．⑤", "8", "", []int{5}, ""},
		{"17①②", "17", "", []int{1, 2}, ""},
		{"17 ①、②", "17", "", []int{1, 2}, ""},
		{"３．４．２①", "3.4.2", "", []int{1}, ""},
		{"1.2.1<管理責任>②", "1.2.1", "管理責任", []int{2}, ""},
		{"1.2.1＜管理\n責任＞②", "1.2.1", "管理責任", []int{2}, ""},
		{"1.2.2(説明責任)①", "1.2.2", "説明責任", []int{1}, ""},
		{"②~④", "", "", []int{2, 3, 4}, ""},
		{"15②～④及び⑬", "15", "", []int{2, 3, 4, 13}, ""},
		{"15①・③", "15", "", []int{1, 3}, ""},
		{"13", "13", "", nil, ""},
		{"8.2.2", "8.2.2", "", nil, ""},
		{"14.認証・認可", "14", "", nil, ".認証・認可"},
		{"15⑬以外", "15", "", []int{13}, "以外"},
		{"13⑪\n次の行", "13", "", []int{11}, "\n次の行"},
		{"8③ 8.1", "8", "", []int{3}, " 8.1"},
	} {
		number, label, items, rest, ok := parseNumref(tt.in)
		if !ok || number != tt.number || label != tt.label || rest != tt.rest || !cmp.Equal(items, tt.items) {
			t.Errorf("parseNumref(%q) = %q, %q, %v, %q, %v, want %q, %q, %v, %q, true", tt.in, number, label, items, rest, ok, tt.number, tt.label, tt.items, tt.rest)
		}
	}
	for _, in := range []string{"", "2023/5/16", "abc", "(1)", "03-6812-7837", "Q-44", "0.5"} {
		if number, _, _, _, ok := parseNumref(in); ok {
			t.Errorf("parseNumref(%q) = %q, want no number", in, number)
		}
	}
}

// TestInlineReferences runs the cases of testdata/reference: a named text, and
// behind it what is to be read from it.
func TestInlineReferences(t *testing.T) {
	files, _ := filepath.Glob("testdata/reference/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases in testdata/reference")
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(archive.Files); i += 2 {
			in, want := archive.Files[i], archive.Files[i+1]
			if want.Name != "want" {
				t.Fatalf("%s: %s: no want behind it", file, in.Name)
			}
			t.Run(in.Name, func(t *testing.T) {
				got := printReferences(parseInlineRefs(string(in.Data), 1))
				if diff := cmp.Diff(string(want.Data), got); diff != "" {
					t.Errorf("citations of\n%s(-want +got):\n%s", in.Data, diff)
				}
			})
		}
	}
}

func printReferences(refs []Reference) string {
	var b strings.Builder
	for _, r := range refs {
		fmt.Fprintf(&b, "%d %s %s %v %q", r.Lines[0], r.Volume, r.Number, r.Items, r.Raw)
		if r.Label != "" {
			fmt.Fprintf(&b, " label=%s", r.Label)
		}
		if r.Title != "" {
			fmt.Fprintf(&b, " title=%s", r.Title)
		}
		if r.Edition != "" {
			fmt.Fprintf(&b, " edition=%s", r.Edition)
		}
		if r.Certainty != "" {
			fmt.Fprintf(&b, " %s", r.Certainty)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Repetition must not make the reading quadratic: each of these is done in
// milliseconds, and a quadratic reading would take minutes. The bound between
// them leaves room for a machine that does other work.
func TestInlineReferencesOfPathologicalText(t *testing.T) {
	for _, s := range []string{"企1「", "シ ", "企1、", "シス1<", "企1~", "同1", "企1①~", "システム運用", "11111111", "企1章から", "5.2版", "企1①同", "企1（①"} {
		start := time.Now()
		parseInlineRefs("企1"+strings.Repeat(s, 20000), 1)
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%q repeated took %v", s, d)
		}
	}
}

func FuzzInlineReferences(f *testing.F) {
	for _, s := range []string{"システム運用編 14 遵守事項⑤", "企7章③条、シス1~4", "経営管理編「1.2.1<管理責任>②", "同 12.3", "\xff企\xff1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range parseInlineRefs(s, 1) {
			if r.Volume == "" || r.Number == "" || len(r.Lines) != 1 || r.Lines[0] > 1+strings.Count(s, "\n") {
				t.Errorf("parseInlineRefs(%q) gave %+v", s, r)
			}
		}
		normaliseQuery(s)
		parseChecklistQuery(s)
		parseMeasureQuery(s)
		parseClauseQuery(s)
	})
}
