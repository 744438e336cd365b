package main

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// assistant is a client that speaks to the embedded documents.
func assistant(t *testing.T) *mcp.ClientSession {
	t.Helper()
	s, _ := served()
	there, here := mcp.NewInMemoryTransports()
	if _, err := s.mcpServer().Connect(t.Context(), there, nil); err != nil {
		t.Fatal(err)
	}
	client, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}

// An assistant gets the same answers as a program over HTTP: every golden
// requirement, the same hits, and an error that says what is missing.
func TestAssistantGetsTheSameAnswers(t *testing.T) {
	ctx := context.Background()
	client := assistant(t)
	tools, err := client.ListTools(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range tools.Tools {
		names = append(names, tool.Name)
	}
	slices.Sort(names)
	if want := []string{"diff", "get_checklist", "get_requirement", "list_links", "list_sections", "resolve_citation", "search"}; !slices.Equal(names, want) {
		t.Errorf("tools are %v, want %v", names, want)
	}
	call := func(tool string, args map[string]any, to any) {
		t.Helper()
		res, err := client.CallTool(ctx, &mcp.CallToolParams{Name: tool, Arguments: args})
		if err != nil || res.IsError {
			t.Fatalf("%s %v: %v %+v", tool, args, err, res)
		}
		text, ok := res.Content[0].(*mcp.TextContent)
		if !ok {
			t.Fatalf("%s answers with %T", tool, res.Content[0])
		}
		if err := json.Unmarshal([]byte(text.Text), to); err != nil {
			t.Fatalf("%s: %v", tool, err)
		}
	}
	for _, g := range readGolden(t) {
		var resolved apiResolved
		call("resolve_citation", map[string]any{"citation": g.Asked[0]}, &resolved)
		if len(resolved.Requirements) != 1 {
			t.Fatalf("%s names %d requirements", g.Asked[0], len(resolved.Requirements))
		}
		g.check(t, "resolve_citation", resolved.Requirements[0])
		var one apiRequirement
		call("get_requirement", map[string]any{"id": g.ID}, &one)
		g.check(t, "get_requirement", one.apiStatement)
		var links apiLinks
		call("list_links", map[string]any{"id": g.ID}, &links)
		if len(links.Links) != len(g.Cites)+len(g.CitedBy) {
			t.Errorf("%s has %d links", g.ID, len(links.Links))
		}
	}
	var found, same apiResult
	call("search", map[string]any{"query": "使い回し", "n": 5}, &found)
	ask(t, "/api/search?n=5&q=%E4%BD%BF%E3%81%84%E5%9B%9E%E3%81%97", &same)
	if a, b := mustJSON(t, found), mustJSON(t, same); a != b {
		t.Errorf("search: %s, over HTTP %s", a, b)
	}
	var list apiChecklist
	call("get_checklist", map[string]any{"role": "事業者"}, &list)
	var sections apiSections
	call("list_sections", nil, &sections)
	if len(list.Items) != 8 || len(sections.Documents) != 3 {
		t.Errorf("%d items for providers and %d documents, want 8 and 3", len(list.Items), len(sections.Documents))
	}
	res, err := client.CallTool(ctx, &mcp.CallToolParams{Name: "resolve_citation", Arguments: map[string]any{"citation": "x"}})
	if err != nil || !res.IsError {
		t.Errorf("a citation of nothing: %+v, %v", res, err)
	}
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
