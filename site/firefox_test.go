package site

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// nodeModules is where "make client-types" puts the packages the tests use.
func nodeModules(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../bin/npm/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "axe-core")); err != nil {
		t.Fatalf("the packages for the browser tests are missing: run \"make client-types\" first (%v)", err)
	}
	return dir
}

// program finds a program that make installs.
func program(t *testing.T, target string, names ...string) string {
	t.Helper()
	for _, n := range names {
		if p, err := exec.LookPath(n); err == nil && n != "" {
			return p
		}
	}
	t.Fatalf("none of %q found: run \"make %s\" first", names, target)
	return ""
}

// The site works in Firefox as in Chromium, from a folder and from a server,
// and asks nobody else for anything.
func TestWalkInFirefox(t *testing.T) {
	firefox, node := program(t, "firefox", os.Getenv("FIREFOX"), "firefox-esr", "firefox"), program(t, "node", "node")
	modules, dir := nodeModules(t), publish(t)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	want := sheetsOfChromium(t)
	for kind, base := range map[string]string{"file": "file://" + dir + "/", "http": server.URL + "/"} {
		t.Run(kind, func(t *testing.T) {
			downloads := t.TempDir()
			cmd := exec.Command(node, "client/firefox.mjs", modules, firefox, base, downloads)
			cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
			var out, errs bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &errs
			if err := cmd.Run(); err != nil {
				t.Fatalf("%v\n%s", err, errs.String())
			}
			var got struct {
				Answers         map[string]string
				Foreign, Errors []string
				Heard           []string
			}
			if err := json.Unmarshal(out.Bytes(), &got); err != nil {
				t.Fatalf("%v in %q", err, out.String())
			}
			for step, want := range map[string][]string{
				"search":   {"パスワードの使い回しを禁止している。"},
				"shared":   {"システム運用編 14⑤"},
				"term":     {"バックアップの一種", "出典"},
				"compare":  {"チェックリスト（令和7年度） 2-⑥", " | ", "システム運用編 8"},
				"contract": {"別紙2 25ページ ①-12", "退職", "採用"},
				"sheet":    {"1 項目に回答（はい 0、いいえ 1、対象外 0）", "切り替え中"},
				"matrix":   {"28", "根拠を見る"},
			} {
				for _, w := range want {
					if !strings.Contains(got.Answers[step], w) {
						t.Errorf("%s: no %q in %q", step, w, got.Answers[step])
					}
				}
			}
			if len(got.Heard) != 1 || !strings.Contains(got.Heard[0], "http://127.0.0.1:9/x.png") {
				t.Errorf("a picture from elsewhere: %q was heard", got.Heard)
			}
			if len(got.Foreign) > 0 || len(got.Errors) > 0 {
				t.Errorf("requests elsewhere: %q; errors: %q", got.Foreign, got.Errors)
			}
			if diff := cmp.Diff(want, savedSheets(t, downloads)); diff != "" {
				t.Errorf("files of the sheet (-Chromium +Firefox)\n%s", diff)
			}
		})
	}
}

// sheetsOfChromium fills in the sheet as the walk does, and saves it in every
// format.
func sheetsOfChromium(t *testing.T) map[string]string {
	t.Helper()
	o := newOfficer(t)
	o.open(providerPage)
	o.sees("#sheet-count", "14 項目中 0 項目に回答")
	o.do(chromedp.Click(patch+`input[value="no"]`), chromedp.SendKeys(patch+`[data-value="note"]`, "切り替え中"))
	o.sees("#sheet-count", "14 項目中 1 項目に回答")
	dir := t.TempDir()
	for ext, button := range map[string]string{"json": "#sheet-save", "xlsx": "#sheet-xlsx", "csv": "#sheet-csv"} {
		if err := os.WriteFile(filepath.Join(dir, "sheet."+ext), o.saved(button), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	o.end()
	return savedSheets(t, dir)
}

// savedSheets are the bytes of the files in a folder by their ending. A
// workbook is taken apart: browsers compress the same parts differently.
func savedSheets(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		ext := filepath.Ext(f.Name())
		if ext != ".xlsx" {
			out[ext] += string(data)
			continue
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatalf("%s: %v", f.Name(), err)
		}
		for _, part := range z.File {
			r, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(r)
			if err != nil {
				t.Fatalf("%s: %s: %v", f.Name(), part.Name, err)
			}
			out[part.Name] += string(body)
		}
	}
	return out
}
