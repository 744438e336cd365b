package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shogo/corpus"
)

// The quality page of the site and the command say the same numbers.
func TestQualityPageAgreesWithCheck(t *testing.T) {
	t.Setenv(cacheVariable, t.TempDir())
	dir := t.TempDir()
	sources := filepath.Join(dir, "sources")
	if err := os.CopyFS(sources, corpus.Embedded()); err != nil {
		t.Fatal(err)
	}
	rows := "リンク,判断,確認者,確認日,理由,引用元の指紋\n" +
		"clm-r7--mhlw-6.0_clm-r7-2-i06_mhlw-6.0-sys-8-i03,承認,山田,2026-04-01,,\n" +
		"clm-r7--mhlw-6.0_clm-r7-2-i06_mhlw-6.0-sys-8.1,却下,山田,2026-04-01,別の話題,\n" +
		"clm-r7--mhlw-6.0_clm-r7-2-i07_mhlw-6.0-sys-8-i05,承認,山田,2026-04-01,,fp-0000000000000000\n" +
		"s_clm-r7-2-i07_mhlw-6.0-sys-99,承認,山田,2026-04-01,,fp-0000000000000000\n"
	for name, text := range map[string]string{"shogo.yaml": "", "sources/reviews.csv": rows} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if status := run([]string{"check", "--json", "--workspace", dir}, strings.NewReader(""), &out, io.Discard); status != 0 {
		t.Fatalf("check: status %d", status)
	}
	var report struct {
		LinkStates struct {
			States   []corpus.StateCount
			Rejected int
			Problems []corpus.ReviewProblem
		} `json:"link_states"`
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	public := filepath.Join(t.TempDir(), "public")
	if status := run([]string{"build", "-o", public, "--workspace", dir}, strings.NewReader(""), io.Discard, os.Stderr); status != 0 {
		t.Fatalf("build: status %d", status)
	}
	raw, err := os.ReadFile(filepath.Join(public, "audit.html"))
	if err != nil {
		t.Fatal(err)
	}
	page, seen := string(raw), map[corpus.State]int{}
	for _, s := range report.LinkStates.States {
		seen[s.State] = s.Links
		if want := fmt.Sprintf(`data-state="%s" data-count="%d"`, s.State, s.Links); !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if seen[corpus.StateSuspect] != 1 || seen[corpus.StateOrphaned] != 1 || seen[corpus.StateResolved] != 2 || report.LinkStates.Rejected != 1 {
		t.Errorf("states %v, %d rejected", seen, report.LinkStates.Rejected)
	}
	for _, want := range []string{fmt.Sprintf("うち却下 %d 件", report.LinkStates.Rejected), fmt.Sprintf(`id="links-problems">確認の記録で見直しが要る行 <span class="muted">%d件`, len(report.LinkStates.Problems))} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
