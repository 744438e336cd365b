package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSiteCountsWhatItSends(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"index.html": "<p>頁", "app.js": "x()", "search/index.js": strings.Repeat("索引", 500)} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := write(dir, name, text); err != nil {
			t.Fatal(err)
		}
	}
	s, err := serve(shogo{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.server.Close()
	for _, name := range []string{"index.html", "app.js", "search/index.js"} {
		r, err := http.Get(s.url + name) // asks for gzip and unpacks it
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r.Body)
		if err != nil || r.StatusCode != 200 {
			t.Fatalf("%s: %d, %v", name, r.StatusCode, err)
		}
		r.Body.Close()
		if name == "search/index.js" && len(b) != 3000 {
			t.Errorf("%d bytes arrived", len(b))
		}
	}
	got := s.take()
	if got.Gzip >= 200 || got.Gzip <= 8 {
		t.Errorf("%d bytes sent", got.Gzip)
	}
	got.Gzip = 0
	if diff := cmp.Diff(traffic{Requests: 3, Raw: 6 + 3 + 3000, Data: 3000}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := s.take(); got != (traffic{}) {
		t.Errorf("counted twice: %+v", got)
	}
}

func TestPublishedLeavesOutWhatOnlyTheBenchNeeds(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "p"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"index.html": "12345", "wrapped.html": "123", "index.js": "12", "p/d1.html": "1234"} {
		if err := write(dir, name, text); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		of    contestant
		files int
		bytes int64
	}{{peer{}, 2, 9}, {pagefind{}, 3, 10}, {shogo{}, 4, 14}} {
		files, bytes, err := onDisk(c.of, dir)
		if err != nil || files != c.files || bytes != c.bytes {
			t.Errorf("%T: %d files, %d bytes, %v", c.of, files, bytes, err)
		}
	}
}

func TestMeasureTellsTimeOutFromFailure(t *testing.T) {
	for _, c := range []struct {
		u    usage
		want string
	}{{usage{}, ""}, {usage{Exit: 3}, "exit 3"}, {usage{TimedOut: true, Exit: -1, Wall: 2.4}, "over the limit of 2 s"}} {
		if got := c.u.failed(); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.u, got, c.want)
		}
	}
}
