package main

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// executable is a file that is the program: the tests under the name by which
// TestMain takes them for it.
func executable(t testing.TB) string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	shogo := filepath.Join(t.TempDir(), "shogo")
	if err := os.Symlink(exe, shogo); err != nil {
		t.Fatal(err)
	}
	return shogo
}

// asCommand runs the program in a process of its own, as a person does, so
// that package early has its turn.
func asCommand(t *testing.T, env []string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	cmd := exec.Command(executable(t), args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	cmd.Env = append(os.Environ(), env...)
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// A PDF is read before the libraries for everything else are initialised, which
// would take longer than the reading. If a new import of package early makes it
// late, this fails.
func TestEarlyIsEarly(t *testing.T) {
	const file = "../../corpus/pdf/testdata/facsimile/pdf/check_1.pdf"
	trace := []string{"GODEBUG=inittrace=1"}
	heavy := []string{"init github.com/blevesearch/bleve/v2/index/scorch ", "init github.com/xuri/excelize/v2 ", "init github.com/yuin/goldmark/extension "}
	stdout, early, status := asCommand(t, trace, "export", "blocks", file)
	if status != 0 || !strings.Contains(stdout, `"type":"cell"`) {
		t.Fatalf("exit %d, %d bytes: %s", status, len(stdout), early)
	}
	_, usual, _ := asCommand(t, trace, "export", "blocks", "--all=false", file)
	for _, library := range heavy {
		if !strings.Contains(usual, library) {
			t.Errorf("the whole program no longer says %q: choose another library", library)
		}
		if strings.Contains(early, library) {
			t.Errorf("%q before a PDF is read", library)
		}
	}
}

// The early answer and the usual one (which a flag brings about) are the same,
// whatever the file.
func TestEarlyAnswersAsUsual(t *testing.T) {
	files, err := filepath.Glob("../../corpus/pdf/testdata/*/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("../../corpus/pdf/testdata/*/*/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if files = append(files, more...); len(files) < 10 {
		t.Fatalf("only %d files to read", len(files))
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	odd := map[string]string{
		"half.pdf":      string(whole[:len(whole)/2]),
		"head.pdf":      "%PDF-1.7\n",
		"empty.pdf":     "",
		"preface.pdf":   "\x00\n" + string(whole),
		"text.pdf":      "医療情報\n",
		"large.pdf":     string(whole) + strings.Repeat("%\n", 1<<20),
		"日本語 空白.txt":    string(whole),
		"instructs.txt": "%PDF-はこの形式の先頭の文字である。\n",
	}
	for name, data := range odd {
		write(t, filepath.Join(dir, name), data)
		files = append(files, filepath.Join(dir, name))
	}
	files = append(files, dir, filepath.Join(dir, "missing.pdf"))
	refused := 0
	for _, file := range files {
		stdout, stderr, status := asCommand(t, nil, "export", "blocks", file)
		var wantOut, wantErr bytes.Buffer
		want := run([]string{"export", "blocks", "--all=false", file}, strings.NewReader(""), &wantOut, &wantErr)
		if stdout != wantOut.String() || stderr != wantErr.String() || status != want {
			t.Errorf("%s: exit %d, as usual %d\n%s\nas usual:\n%s", filepath.Base(file), status, want, stderr, wantErr.String())
		}
		refused += want
	}
	if refused == 0 || refused == len(files) {
		t.Errorf("%d of %d files refused", refused, len(files))
	}
}

// BenchmarkExportBlocks compares whole processes with those of pdftotext
// -layout, turn about, on the PDFs of testdata or of SHOGO_FACSIMILE. The
// metric ratio is the shortest of a run to the shortest of the other.
func BenchmarkExportBlocks(b *testing.B) {
	peer, err := exec.LookPath("pdftotext")
	if err != nil {
		b.Fatal("pdftotext is not installed; apt-get install -y poppler-utils")
	}
	shogo := executable(b)
	dir := cmp.Or(os.Getenv("SHOGO_FACSIMILE"), "../../corpus/pdf/testdata/facsimile")
	files, err := filepath.Glob(filepath.Join(dir, "pdf", "*.pdf"))
	if err != nil || len(files) == 0 {
		b.Fatalf("no PDF in %s: %v", dir, err)
	}
	for _, file := range files {
		b.Run(filepath.Base(file), func(b *testing.B) {
			ours, theirs := time.Hour, time.Hour
			for b.Loop() {
				ours = min(ours, duration(b, shogo, "export", "blocks", file))
				theirs = min(theirs, duration(b, peer, "-layout", file, "-"))
			}
			b.ReportMetric(float64(ours)/float64(time.Millisecond), "ms-shogo")
			b.ReportMetric(float64(theirs)/float64(time.Millisecond), "ms-pdftotext")
			b.ReportMetric(float64(ours)/float64(theirs), "ratio")
		})
	}
}

func duration(b *testing.B, name string, args ...string) time.Duration {
	b.Helper()
	start := time.Now()
	if err := exec.Command(name, args...).Run(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}
