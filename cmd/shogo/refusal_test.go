package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// What cannot be answered is refused in words, as JSON, whoever asks and how.
func TestAPIRefusesInWords(t *testing.T) {
	s, pages := served()
	h := handler(s.app, s.corpus, s.index, pages)
	for _, c := range []struct {
		method, path, host string
		header             map[string]string
		status             int
		says               string
	}{
		{path: "/api/search", status: 404, says: "no query given"},
		{path: "/api/search?q=", status: 404, says: "no query given"},
		{path: "/api/search?q=x&n=0", status: 400, says: "from 1 to 1000"},
		{path: "/api/search?q=x&n=99999999999999999999", status: 400, says: "from 1 to 1000"},
		{path: "/api/search?q=x&n=1e3", status: 400, says: "from 1 to 1000"},
		{path: "/api/search?q=%zz", status: 400, says: "cannot be read"},
		{path: "/api/links?id=nobody", status: 404, says: "nobody"},
		{path: "/api/links?id=../../etc/passwd", status: 404, says: "no requirement"},
		{path: "/api/requirements/..%2f..%2fetc%2fpasswd", status: 404, says: "no requirement"},
		{path: "/api/requirements/nobody", status: 404, says: "no requirement"},
		{path: "/api/requirements/", status: 404, says: "/api/openapi.json"},
		{path: "/api/sections?document=nobody", status: 404, says: "nobody"},
		{path: "/api/checklist?document=mhlw-6.0", status: 404, says: "no checklist"},
		{path: "/api/resolve", status: 404, says: "names nothing"},
		{path: "/api/show?q=nothing", status: 404, says: "names nothing"},
		{path: "/api/diff", status: 404, says: "no catalog"},
		{path: "/api/diff?from=clm-r7&to=nobody", status: 404, says: "no catalog"},
		{path: "/api/whatever", status: 404, says: "/api/openapi.json"},
		{method: "POST", path: "/api/search?q=x", status: 405, says: "GET"},
		{method: "DELETE", path: "/api/requirements/clm-r7-2-i06", status: 405, says: "GET"},
		{method: "OPTIONS", path: "/api/links", status: 405, says: "GET"},
		{method: "POST", path: "/api/whatever", status: 405, says: "GET"},
		{path: "/api/sections", header: map[string]string{"Origin": "https://evil.example"}, status: 403, says: "another site"},
		{path: "/api/sections", header: map[string]string{"Origin": "null"}, status: 403, says: "another site"},
		{path: "/api/sections", header: map[string]string{"Origin": "http://127.0.0.1:9"}, status: 403, says: "another site"},
		{path: "/api/sections", header: map[string]string{"Sec-Fetch-Site": "cross-site"}, status: 403, says: "another site"},
		{path: "/api/sections", host: "evil.example", status: 403, says: "loopback"},
		{path: "/api/sections", host: "127.0.0.1.evil.example:8080", status: 403, says: "loopback"},
		{path: "/api/sections", host: "localhost.evil.example", status: 403, says: "loopback"},
		{path: "/", host: "evil.example", status: 403, says: "loopback"},
	} {
		if c.method == "" {
			c.method = "GET"
		}
		r := httptest.NewRequest(c.method, c.path, nil)
		r.Host = "127.0.0.1:8080"
		if c.host != "" {
			r.Host = c.host
		}
		for key, value := range c.header {
			r.Header.Set(key, value)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) || c.host == "" && !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s %s %v from %s: %d %.200s", c.method, c.path, c.header, c.host, w.Code, w.Body)
		}
		if w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s lets other sites read", c.path)
		}
	}
	// A page of the preview itself, and a program, are answered.
	for _, header := range []map[string]string{nil, {"Origin": "http://127.0.0.1:8080", "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}} {
		r := httptest.NewRequest("GET", "/api/sections", nil)
		r.Host = "127.0.0.1:8080"
		for key, value := range header {
			r.Header.Set(key, value)
		}
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != http.StatusOK {
			t.Errorf("%v: %d", header, w.Code)
		}
	}
}

// Every tool of an assistant refuses what it cannot answer, in words, and goes
// on answering.
func TestAssistantIsRefusedInWords(t *testing.T) {
	ctx := context.Background()
	client := assistant(t)
	for _, c := range []struct {
		tool string
		args map[string]any
		says string
	}{
		{"search", map[string]any{"query": ""}, "no query"},
		{"search", map[string]any{}, "query"},
		{"search", map[string]any{"query": "x", "n": -1}, "from 1 to 100"},
		{"search", map[string]any{"query": "x", "n": 1_000_000}, "from 1 to 100"},
		{"search", map[string]any{"query": 7}, "string"},
		{"search", map[string]any{"query": "x", "other": 1}, "other"},
		{"list_sections", map[string]any{"document": "nobody"}, "nobody"},
		{"get_requirement", map[string]any{"id": "../../etc/passwd"}, "no requirement"},
		{"get_requirement", map[string]any{"id": ""}, "no requirement"},
		{"get_checklist", map[string]any{"document": "mhlw-6.0"}, "no checklist"},
		{"resolve_citation", map[string]any{"citation": ""}, "names nothing"},
		{"list_links", map[string]any{"id": ""}, "no id"},
		{"list_links", map[string]any{"id": "nobody"}, "nobody"},
		{"diff", map[string]any{"from": "clm-r7", "to": ""}, "no catalog"},
		{"forget_everything", nil, "forget_everything"},
	} {
		res, err := client.CallTool(ctx, &mcp.CallToolParams{Name: c.tool, Arguments: c.args})
		said := ""
		if err != nil {
			said = err.Error()
		} else if res.IsError {
			said = mustJSON(t, res.Content)
		}
		if !strings.Contains(said, c.says) {
			t.Errorf("%s %v: %q, want %q", c.tool, c.args, said, c.says)
		}
	}
	if res, err := client.CallTool(ctx, &mcp.CallToolParams{Name: "list_sections"}); err != nil || res.IsError {
		t.Errorf("after the refusals: %v, %+v", err, res)
	}
}
