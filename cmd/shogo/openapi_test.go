package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Every question is described, and every answer fits its description.
func TestOpenAPIDescribesTheAnswers(t *testing.T) {
	var doc struct {
		Paths map[string]map[string]struct {
			Responses map[string]struct {
				Content map[string]struct {
					Schema struct {
						Ref string `json:"$ref"`
					} `json:"schema"`
				} `json:"content"`
			} `json:"responses"`
		} `json:"paths"`
	}
	if err := json.Unmarshal(openAPI, &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Paths) != len(apiRoutes) {
		t.Errorf("%d paths for %d routes", len(doc.Paths), len(apiRoutes))
	}
	questions := map[string]string{
		"/api/sections":          "",
		"/api/search":            "?q=%E3%83%91%E3%82%B9%E3%83%AF%E3%83%BC%E3%83%89&n=5",
		"/api/requirements/{id}": "clm-r7-2-i06",
		"/api/checklist":         "?role=%E4%BA%8B%E6%A5%AD%E8%80%85",
		"/api/resolve":           "?q=13%E2%91%AA",
		"/api/links":             "",
		"/api/diff":              "?from=clm-r7&to=annex2-1.1",
		"/api/show":              "?q=2-%E2%91%A5",
	}
	s, pages := served()
	h := handler(s.app, s.corpus, s.index, pages)
	for _, route := range apiRoutes {
		path := strings.TrimSuffix(route.path, "{id}") + questions[route.path]
		w := get(t, h, "127.0.0.1", path)
		responses := doc.Paths[route.path]["get"].Responses
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
			continue
		}
		fits(t, path, responses["200"].Content["application/json"].Schema.Ref, w.Body.Bytes())
	}
	for _, path := range []string{"/api/requirements/x", "/api/resolve?q=x", "/api/links?id=x", "/api/diff?from=x&to=y", "/api/sections?document=x", "/api/checklist?document=x", "/api/search?q=", "/api/nothing"} {
		w := get(t, h, "127.0.0.1", path)
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
		fits(t, path, "#/components/schemas/Error", w.Body.Bytes())
	}
	if w := get(t, h, "127.0.0.1", "/api/search?q=x&n=0"); w.Code != http.StatusBadRequest {
		t.Errorf("no hits asked for: %d", w.Code)
	}
	if w := get(t, h, "127.0.0.1", "/api/openapi.json"); !bytes.Equal(w.Body.Bytes(), openAPI) {
		t.Error("the description is not served")
	}
}

func fits(t *testing.T, path, ref string, answer []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(openAPI))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("openapi.json" + ref)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(answer))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("%s: %v", path, err)
	}
}
