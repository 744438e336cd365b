package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"shogo/site"
)

// Roles of this program when a test starts it again.
const (
	publishVariable = "SHOGO_TEST_PUBLISH" // publish into this folder until killed
	diskVariable    = "SHOGO_TEST_DISK"    // run a build that cannot write large files
)

func init() {
	switch {
	case os.Getenv(publishVariable) != "":
		publishForever(os.Getenv(publishVariable))
	case os.Getenv(diskVariable) != "":
		signal.Ignore(unix.SIGXFSZ)
		limit := unix.Rlimit{Cur: 64 << 10, Max: 64 << 10}
		if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &limit); err != nil {
			panic(err)
		}
		os.Exit(run([]string{"build", "--zip", "-o", os.Getenv(diskVariable)}, os.Stdin, os.Stdout, os.Stderr))
	}
}

// pagesOfTest is how many files each site of publishForever has.
const pagesOfTest = 12

// publishForever publishes one site after another, each with the same stamp in
// all its files, as build does.
func publishForever(dir string) {
	for n := 0; ; n++ {
		o, err := newOutputDir(dir)
		if err == nil {
			err = o.begin()
		}
		for i := 0; i < pagesOfTest && err == nil; i++ {
			err = o.WriteFile(fmt.Sprintf("p%d/index.html", i), fmt.Appendf(nil, "%d-%d", os.Getpid(), n))
		}
		if err == nil {
			err = o.commit()
		}
		if err != nil {
			fmt.Println("fault:", err)
			os.Exit(1)
		}
		fmt.Println("published")
	}
}

// whole reports what is wrong with a folder of publishForever.
func whole(dir string) error {
	stamp := ""
	for i := range pagesOfTest {
		text, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("p%d/index.html", i)))
		if err != nil {
			return err
		}
		if stamp == "" {
			stamp = string(text)
		}
		if string(text) != stamp || stamp == "" {
			return fmt.Errorf("page %d is of %q, page 0 of %q", i, text, stamp)
		}
	}
	_, err := os.Stat(filepath.Join(dir, marker))
	return err
}

// Two builds run at once and both are killed at random moments, fifty in all:
// the published folder holds one whole site every time, and what the killed
// ones leave behind is swept away.
func TestKilledBuildsLeaveAWholeSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	random := rand.New(rand.NewSource(1))
	for round := range 25 {
		var running []*exec.Cmd
		for range 2 {
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), publishVariable+"="+dir)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			line, err := bufio.NewReader(out).ReadString('\n')
			if err != nil || line != "published\n" {
				t.Fatalf("round %d: %q, %v", round, line, err)
			}
			running = append(running, cmd)
			go func() { // a full pipe would stop it
				_, _ = bufio.NewReader(out).WriteTo(devNull{})
			}()
		}
		for _, cmd := range running {
			time.Sleep(time.Duration(random.Intn(8000)) * time.Microsecond)
			if _, err := os.Stat(filepath.Join(dir, marker)); err != nil {
				t.Errorf("round %d: while builds run: %v", round, err)
			}
			if err := cmd.Process.Kill(); err != nil {
				t.Errorf("round %d: a build had ended by itself: %v", round, err)
			}
			_ = cmd.Wait()
		}
		if err := whole(dir); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
	}
	old := time.Now().Add(-time.Hour)
	left, _ := filepath.Glob(dir + newMark + "*")
	for _, l := range left {
		if err := os.Chtimes(l, old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := publish(t, dir, "last"); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(dir + newMark + "*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

type devNull struct{}

func (devNull) Write(p []byte) (int, error) { return len(p), nil }

// A build that was killed between the two renames, on a system that cannot
// exchange folders: the next one gives the site back before it does anything.
func TestSiteSetAsideComesBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	if err := publish(t, dir, "old"); err != nil {
		t.Fatal(err)
	}
	temp := dir + newMark + "1"
	write(t, filepath.Join(temp, "index.html"), "new")
	if err := os.Rename(dir, temp+oldMark); err != nil {
		t.Fatal(err)
	}
	o, err := newOutputDir(dir)
	if err != nil || !o.recovered {
		t.Fatalf("nothing is given back: %v", err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "index.html")); err != nil || string(got) != "old" {
		t.Errorf("the page is %q, %v", got, err)
	}
	// The renames themselves, as such a system does them.
	if err := trade(temp, dir, temp+oldMark); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "index.html")); err != nil || string(got) != "new" {
		t.Errorf("the page is %q, %v", got, err)
	}
	if err := trade(temp+"-missing", dir, temp+"-aside"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing new site: %v", err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "index.html")); err != nil || string(got) != "new" {
		t.Errorf("after a failure the page is %q, %v", got, err)
	}
}

// A disk that takes no more, and a place nobody can write to: the site stays
// as it was, nothing is left behind, and the message says what happened.
func TestFullDiskLeavesTheSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	if err := publish(t, dir, "old"); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), diskVariable+"="+dir)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	var exit *exec.ExitError
	if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.Contains(stderr.String(), "write site: ") {
		t.Errorf("%v: %s", err, stderr.String())
	}
	if got, err := os.ReadFile(filepath.Join(dir, "index.html")); err != nil || string(got) != "old" {
		t.Errorf("the page is %q, %v", got, err)
	}
	if left := names(t, filepath.Dir(dir)); left != "public" {
		t.Errorf("the folder holds %q", left)
	}
	if err := publish(t, "/proc/shogo/public", "x"); err == nil || !strings.Contains(err.Error(), "write site: create folder") {
		t.Errorf("a read-only place: %v", err)
	}
}

// Verify finds each kind of difference and ignores what desktops leave.
func TestVerifyFindsChanges(t *testing.T) {
	dir := t.TempDir()
	sums := "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  a.html\n" + // "x"
		"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  d/b.html\n" +
		"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  gone.html\n"
	for name, text := range map[string]string{site.SumsName: sums, "a.html": "x", "d/b.html": "y", "new.html": "", marker: "", "Thumbs.db": ""} {
		write(t, filepath.Join(dir, name), text)
	}
	changes, _, err := site.Verify(os.DirFS(dir))
	if got := fmt.Sprint(changes); err != nil || got != "[{changed d/b.html} {missing gone.html} {extra new.html}]" {
		t.Errorf("%s, %v", got, err)
	}
	write(t, filepath.Join(dir, site.SumsName), "nonsense\n")
	if _, _, err := site.Verify(os.DirFS(dir)); err == nil || !strings.Contains(err.Error(), "SHA256SUMS:1") {
		t.Errorf("a broken manifest: %v", err)
	}
}
