package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shogo/corpus"
	"shogo/index"
	"shogo/site"
)

func get(t *testing.T, h http.Handler, host, path string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	r.Host = host
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestServeAnswersPagesAndQuestions(t *testing.T) {
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	ix, err := index.Build(index.FromCorpus(c), index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	pages := site.Memory{"index.html": []byte("<!doctype html><title>照合</title>"), "a/b.js": []byte("1")}
	h := handler(&app{}, c, ix, pages)

	if w := get(t, h, "127.0.0.1:8080", "/"); w.Code != 200 || !strings.Contains(w.Body.String(), "照合") {
		t.Errorf("start page: %d %s", w.Code, w.Body)
	}
	if w := get(t, h, "localhost", "/a/b.js"); w.Code != 200 || !strings.Contains(w.Header().Get("Content-Type"), "javascript") {
		t.Errorf("script: %d %s", w.Code, w.Header())
	}
	if w := get(t, h, "127.0.0.1", "/../go.mod"); w.Code == 200 {
		t.Error("a file outside of the site is served")
	}
	if w := get(t, h, "evil.example", "/api/search?q=x"); w.Code != http.StatusForbidden {
		t.Errorf("another name is answered: %d", w.Code)
	}

	var found resultJSON
	w := get(t, h, "[::1]:80", "/api/search?q=%E4%BD%BF%E3%81%84%E5%9B%9E%E3%81%97&n=3")
	if err := json.Unmarshal(w.Body.Bytes(), &found); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	if len(found.Hits) == 0 || len(found.Hits) > 3 || found.Hits[0].ID != "clm-r7-2-i08" {
		t.Errorf("search: %+v", found.Hits)
	}

	var shown showJSON
	w = get(t, h, "127.0.0.1", "/api/show?q=%E4%BC%818.2.2")
	if err := json.Unmarshal(w.Body.Bytes(), &shown); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	if len(shown.Requirements) != 1 || shown.Requirements[0].ID != "mhlw-6.0-mgt-8.2.2" {
		t.Errorf("show: %+v", shown)
	}
	if w := get(t, h, "127.0.0.1", "/api/show?q=x"); w.Code != http.StatusNotFound || !json.Valid(w.Body.Bytes()) {
		t.Errorf("unknown citation: %d %s", w.Code, w.Body)
	}
}
