package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"shogo/corpus"
)

// buildVariable makes this program, when a test starts it again, a build to the
// named folder, under the umask of the other variable.
const (
	buildVariable = "SHOGO_TEST_BUILD"
	umaskVariable = "SHOGO_TEST_UMASK"
)

func init() {
	if dir := os.Getenv(buildVariable); dir != "" {
		mask, err := strconv.ParseInt(os.Getenv(umaskVariable), 8, 32)
		if err != nil {
			panic(err)
		}
		unix.Umask(int(mask))
		os.Exit(run([]string{"build", "--zip", "--single-file", "-o", dir}, os.Stdin, os.Stdout, os.Stderr))
	}
}

// buildIn builds a workspace under dir in an environment of its own and returns
// every file of the three editions.
func buildIn(t *testing.T, dir, umask string, times time.Time, files []string, env ...string) map[string][]byte {
	t.Helper()
	for _, name := range files {
		data := []byte("sources:\n  - file: rules.md\n    title: 規程\n    publisher: 総務課\n    terms: 院内用\n    sha256: " + corpus.HashBytes([]byte(ownRules)) + "\n")
		if name != corpus.SettingsName {
			data = []byte(ownRules)
		}
		file := filepath.Join(dir, name)
		write(t, file, string(data))
		if err := os.Chtimes(file, times, times); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(os.Args[0])
	cmd.Dir = dir
	cmd.Env = append(env, "PATH="+os.Getenv("PATH"), "HOME="+filepath.Join(dir, "home"), cacheVariable+"="+filepath.Join(dir, "cache"),
		buildVariable+"="+filepath.Join("out", "site"), umaskVariable+"="+umask)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	out := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(filepath.Join(dir, "out")), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out[name], err = os.ReadFile(filepath.Join(dir, "out", name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const ownRules = "# 情報セキュリティ規程\n\n## 第1条 目的\n\nシステム運用編 14⑤ に基づき定める。\n"

// Two machines as different as one can be made to look: folder, home, cache,
// time zone, language, processors, memory, umask, dates and order of the files.
// The folder, the archive and the one file are the same to the byte.
func TestEveryMachineBuildsTheSameBytes(t *testing.T) {
	names := []string{corpus.SettingsName, "sources/rules.md"}
	here := buildIn(t, filepath.Join(t.TempDir(), "a"), "022", time.Now(), names, "GOMAXPROCS=4", "TZ=UTC", "LANG=C")
	there := buildIn(t, filepath.Join(t.TempDir(), "別の 場所", "[b]"), "077", time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC), []string{names[1], names[0]},
		"GOMAXPROCS=1", "TZ=Pacific/Kiritimati", "LANG=ja_JP.SJIS", "LC_ALL=tr_TR.UTF-8", "GOGC=25")
	for _, name := range []string{"site.zip", "site.html", "site/SHA256SUMS", "site/index.html"} {
		if len(here[name]) == 0 {
			t.Errorf("no %s", name)
		}
	}
	if len(here) != len(there) {
		t.Errorf("%d files here, %d there", len(here), len(there))
	}
	for name, data := range here {
		if !bytes.Equal(there[name], data) {
			t.Errorf("%s differs", name)
		}
	}
}
