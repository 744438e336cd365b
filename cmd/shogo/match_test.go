package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/site"
)

// matchJSON runs match --json on a file.
func matchJSON(t *testing.T, path string) (r site.ContractReport) {
	t.Helper()
	t.Setenv("SHOGO_CACHE", t.TempDir())
	var out, errs bytes.Buffer
	if code := run([]string{"match", "--json", path}, nil, &out, &errs); code != 0 {
		t.Fatalf("status %d: %s", code, &errs)
	}
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// A DOCX numbers its articles by itself, marks what was struck out, and has
// tables: the label is counted, the struck words are gone, every row is there.
func TestMatchReadsDOCX(t *testing.T) {
	r := matchJSON(t, "testdata/contract.docx")
	var got []string
	for _, c := range r.Clauses {
		best := "候補なし"
		if c.Confident {
			best = c.Candidates[0].ID
		}
		got = append(got, strings.Join([]string{c.Label, c.Part, c.Text, best}, "|"))
	}
	want := []string{
		"||電子カルテ保守契約書|候補なし",
		"第1条|（目的）|本契約は、乙が甲に提供する保守の条件を定める。|候補なし",
		"第2条|（パスワード）|乙は、保守を受託する複数の施設の機器に、共通のパスワードを設定しない。追加された文。|clm-r7-2-i08",
		"第2条 (1)|（パスワード）|パスワードは平文では保存しない。|mhlw-6.0-sys-14-i06",
		"第2条 (2)|（パスワード）|退職した職員のIDは直ちに停止する。|annex2-1.1-p25-1-12",
		"第3条||本契約は日本法に準拠する。|候補なし",
		"第3条 行1||項目\t水準|候補なし",
		"第3条 行2||操作履歴\t一年間保存し、改ざんを防ぐ|clm-r7-2-i11",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, topic := range r.Against.Topics {
		if open := len(topic.Clauses) == 0; open != (topic.ID != "clm-r7-2-i08" && topic.ID != "clm-r7-2-i07" && topic.ID != "clm-r7-2-i11" && topic.ID != "clm-r7-2-i12") {
			t.Errorf("%s is covered by %v", topic.ID, topic.Clauses)
		}
	}
}

// Ranges are bytes of the clause, and the words stand there.
func TestMatchSaysWhereTheWordsStand(t *testing.T) {
	n := 0
	for _, c := range matchJSON(t, "testdata/contract.docx").Clauses {
		for _, k := range c.Candidates {
			for _, w := range k.Shared {
				for i, at := range w.Clause {
					if got := c.Text[at[0]:at[1]]; i == 0 && got != w.Word {
						t.Errorf("%s: bytes %v hold %q, want %q", c.Label, at, got, w.Word)
					}
					n++
				}
			}
		}
	}
	if n == 0 {
		t.Error("no shared word")
	}
}

func TestMatchReadsPDF(t *testing.T) {
	files, _ := filepath.Glob("../../corpus/pdf/testdata/facsimile/pdf/prose*.pdf")
	if len(files) == 0 {
		t.Fatal("no PDF to read")
	}
	r := matchJSON(t, files[0])
	if len(r.Clauses) < 20 {
		t.Errorf("%d clauses", len(r.Clauses))
	}
}

// No word of the reports says that a clause is enough.
func TestReportsNeverCallAnythingCompliant(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("SHOGO_CACHE", dir)
	for _, name := range []string{"r.html", "r.csv", "r.json", "r.txt"} {
		path := filepath.Join(dir, name)
		var errs bytes.Buffer
		if code := run([]string{"match", "testdata/contract.docx", "-o", path}, nil, &errs, &errs); code != 0 {
			t.Fatalf("%s: status %d: %s", name, code, &errs)
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(raw), "日本法に準拠", "")
		for _, word := range []string{"準拠", "適合", "compliant", "遵守しています"} {
			if strings.Contains(text, word) {
				t.Errorf("%s says %q", name, word)
			}
		}
		if !strings.Contains(text, "候補") {
			t.Errorf("%s does not say 候補", name)
		}
	}
}
