package main

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
)

// traffic is what was read to answer a page.
type traffic struct {
	Requests int   `json:"requests"`
	Raw      int64 `json:"raw"`  // bytes before compression
	Gzip     int64 `json:"gzip"` // bytes as sent: gzip level 6 where it helps
	Data     int64 `json:"data"` // raw bytes without the HTML page and app.js
}

func (t *traffic) add(name string, raw, sent int64) {
	t.Requests++
	t.Raw += raw
	t.Gzip += sent
	if path.Base(name) != "app.js" && path.Ext(name) != ".html" {
		t.Data += raw
	}
}

// site serves a contestant's folder on loopback and counts. Files are
// compressed before the first request, as a site's host would have done.
type site struct {
	url    string
	server *http.Server

	mu    sync.Mutex
	files map[string]servedFile
	seen  traffic
}

type servedFile struct {
	raw, packed []byte // packed is nil where gzip saves less than a twentieth
}

func serve(c contestant, dir string) (*site, error) {
	s := &site{files: map[string]servedFile{}}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		rel = filepath.ToSlash(rel)
		if err != nil || !c.published(rel) {
			return err
		}
		raw, err := os.ReadFile(p)
		s.files["/"+rel] = servedFile{raw, pack(raw)}
		return err
	})
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s.url = "http://" + l.Addr().String() + "/"
	s.server = &http.Server{Handler: s}
	go s.server.Serve(l)
	return s, nil
}

func pack(raw []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(raw)
	z.Close()
	if 20*b.Len() > 19*len(raw) {
		return nil
	}
	return b.Bytes()
}

var mediaTypes = map[string]string{".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".css": "text/css", ".wasm": "application/wasm"}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := s.files[r.URL.Path]
	body := f.raw
	h := w.Header()
	if f.packed != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		body = f.packed
		h.Set("Content-Encoding", "gzip")
	}
	s.mu.Lock()
	s.seen.add(r.URL.Path, int64(len(f.raw)), int64(len(body)))
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	h.Set("Cache-Control", "max-age=3600")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if h.Set("Content-Type", "application/octet-stream"); mediaTypes[path.Ext(r.URL.Path)] != "" {
		h.Set("Content-Type", mediaTypes[path.Ext(r.URL.Path)])
	}
	w.Write(body)
}

// take returns what was counted since the last call.
func (s *site) take() traffic {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.seen
	s.seen = traffic{}
	return t
}
