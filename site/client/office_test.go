package client_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"shogo/site/internal/browser"
)

// tried is a result of the browser, or the message of its error.
type tried[T any] struct {
	Value T
	Error string
}

// office runs office.<name>(args...) in the page.
func office[T any](t *testing.T, p *browser.Page, name string, args ...any) T {
	t.Helper()
	return evaluate[T](t, p, "office."+name, args...)
}

func decode64(t *testing.T, s string) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// archive packs parts in their order with Go's writer.
func archive(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(f, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBrowserZipIsReadElsewhere(t *testing.T) {
	p := visit(t, publishEntry(t, "office", nil, nil))
	long := strings.Repeat("照合", 50_000)
	data := decode64(t, office[string](t, p, "zip", [][2]string{{"a/日本.txt", long}, {"b.txt", ""}}))
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, f.Name, string(body))
	}
	if diff := cmp.Diff([]string{"a/日本.txt", long, "b.txt", ""}, got); diff != "" {
		t.Error(diff[:min(len(diff), 500)])
	}
	if len(data) > 5000 {
		t.Errorf("packed to %d bytes: not packed at all", len(data))
	}
	whole := archive(t, "x.txt", "本文")
	cut := whole[:len(whole)-30]
	// The checksum stands 16 bytes into the directory entry and 14 into the local header.
	forged := bytes.ReplaceAll(whole, le(crc32.ChecksumIEEE([]byte("本文"))), []byte{1, 2, 3, 4})
	bomb := archive(t, "x.txt", strings.Repeat("\x00", 8<<20))
	lying := bytes.ReplaceAll(bomb, le(8<<20), le(100))
	for _, c := range []struct{ name, want, problem string }{
		{string(whole), "本文", ""}, {string(cut), "", "途中で切れて"}, {string(forged), "", "壊れて"}, {string(bomb), "", "大きすぎる"}, {string(lying), "", "大きすぎる"},
		{"", "", "空です"}, {"%PDF-1.7", "", "PDF"}, {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "", "パスワード"}, {"hello", "", "形式ではありません"},
	} {
		got := office[tried[string]](t, p, "unzip", base64.StdEncoding.EncodeToString([]byte(c.name)), "x.txt")
		if got.Value != c.want || c.problem == "" && got.Error != "" || !strings.Contains(got.Error, c.problem) {
			t.Errorf("%.20q: got %q, %q; want %q, an error with %q", c.name, got.Value, got.Error, c.want, c.problem)
		}
	}
}

func le(n uint32) []byte { return []byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)} }

// hostileTexts are what a cell may hold and must keep.
var hostileTexts = []string{`=cmd|' /C calc'!A0`, "+1", "-2", "@SUM(A1)", "'quoted", `<script>alert(1)</script>`, `&amp;"'`, "一行目\n二行目\tタブ",
	"\u202e逆向き\u202c", "_x000D_", "\x01\x08", "  前後の空白  ", "𠮷野家", "2-⑥", "0012", "1e5", "TRUE", strings.Repeat("長", 32_767)}

func TestBrowserWorkbookIsReadByExcelize(t *testing.T) {
	p := visit(t, publishEntry(t, "office", nil, nil))
	rows := [][]any{{"項目ID", "確認日"}}
	for _, s := range hostileTexts {
		rows = append(rows, []any{s, map[string]string{"day": "2026-04-01"}})
	}
	rows = append(rows, []any{"日付でない日", map[string]string{"day": "来月"}})
	data := office[string](t, p, "xlsx", []map[string]any{{"name": "記入シート", "rows": rows, "hidden": []int{0}, "choices": []any{[]any{1, []string{"はい", "いいえ"}}}}})
	f, err := excelize.OpenReader(bytes.NewReader(decode64(t, data)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.GetRows("記入シート")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range hostileTexts {
		if got[i+1][0] != want {
			t.Errorf("cell A%d: got %.60q, want %.60q", i+2, got[i+1][0], want)
		}
		if formula, _ := f.GetCellFormula("記入シート", "A"+string(rune('2'+i%8))); formula != "" {
			t.Errorf("a formula: %q", formula)
		}
		if got[i+1][1] != "2026-04-01" {
			t.Errorf("cell B%d: got %q, want a day", i+2, got[i+1][1])
		}
	}
	if last := got[len(got)-1][1]; last != "来月" {
		t.Errorf("a text in the column of days: got %q", last)
	}
	again := office[tried[[]struct{ Rows [][]string }]](t, p, "cells", data)
	if again.Error != "" || len(again.Value) != 1 {
		t.Fatalf("read back: %+v", again.Error)
	}
	for i, want := range hostileTexts {
		if got := again.Value[0].Rows[i+1]; got[0] != want || got[1] != "46113" {
			t.Errorf("read back: got %.60q, want %.60q", got, want)
		}
	}
}

func TestBrowserReadsWorkbooksOfOthers(t *testing.T) {
	p := visit(t, publishEntry(t, "office", nil, nil))
	f := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "表", "C3": hostileTexts[0], "B2": 42, "D4": true} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellFormula("Sheet1", "E1", "=1+1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	got := office[tried[[]struct {
		Name string
		Rows [][]string
	}]](t, p, "cells", base64.StdEncoding.EncodeToString(b.Bytes()))
	want := [][]string{{"表"}, {"", "42"}, {"", "", hostileTexts[0]}, {"", "", "", "TRUE"}}
	if len(got.Value) != 1 || got.Value[0].Name != "Sheet1" {
		t.Fatalf("got %+v", got)
	}
	if diff := cmp.Diff(want, got.Value[0].Rows); diff != "" {
		t.Error(diff)
	}
	for text, problem := range map[string]string{`<a>ok</a>`: "", `<a>`: "壊れて", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`: "文書型"} {
		got := office[tried[string]](t, p, "xml", text)
		if problem == "" && got.Value != "ok" || !strings.Contains(got.Error, problem) {
			t.Errorf("%s: got %+v, want an error with %q", text, got, problem)
		}
	}
	if got := office[tried[any]](t, p, "cells", base64.StdEncoding.EncodeToString(archive(t, "word/document.xml", "<a/>"))); !strings.Contains(got.Error, "_rels/.rels") {
		t.Errorf("a package that is no workbook: %+v", got)
	}
}
