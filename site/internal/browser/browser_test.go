package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestPageCollectsErrorsAndRequests(t *testing.T) {
	file := filepath.Join(t.TempDir(), "index.html")
	page := `<!doctype html><title>試験</title><script>console.error("困った");</script>` +
		`<script src="missing.js"></script><script>throw new Error("投げた")</script>`
	if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	p := New(t)
	if err := chromedp.Do(p.Ctx, chromedp.Navigate("file://"+file)); err != nil {
		t.Fatal(err)
	}
	title, err := chromedp.Run(p.Ctx, chromedp.Title())
	if err != nil || title != "試験" {
		t.Errorf("title: got %q, %v", title, err)
	}
	errs := strings.Join(p.ConsoleErrors(), "\n")
	for _, want := range []string{"困った", "投げた", "missing.js"} {
		if !strings.Contains(errs, want) {
			t.Errorf("console errors lack %q:\n%s", want, errs)
		}
	}
	if got := len(p.Requests()); got != 2 {
		t.Errorf("requests: want 2, got %v", p.Requests())
	}
}

func TestFindNamesTheRemedy(t *testing.T) {
	t.Setenv("CHROMIUM", "")
	t.Setenv("PATH", t.TempDir())
	if _, err := find(); err == nil || !strings.Contains(err.Error(), "apt-get install -y chromium") {
		t.Errorf("want the apt command, got %v", err)
	}
}
