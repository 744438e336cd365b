package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// property is what the collection declares of a property.
type property struct {
	Name         string
	DataType     []string
	Tokenization string
	Nested       []property `json:"nestedProperties"`
}

// kindOf names the data type of weaviate that a JSON value has; "" for an
// empty list, which fits any.
func kindOf(v any) string {
	switch v := v.(type) {
	case string:
		return "text"
	case bool:
		return "boolean"
	case float64:
		return "int"
	case map[string]any:
		return "object"
	case []any:
		if len(v) > 0 {
			return kindOf(v[0]) + "[]"
		}
		return ""
	}
	return fmt.Sprintf("%T", v)
}

// fits reports what of the values the properties do not declare so.
func fits(values map[string]any, declared []property) error {
	types := map[string]property{}
	for _, p := range declared {
		types[p.Name] = p
	}
	for name, v := range values {
		p := types[name]
		if kind := kindOf(v); len(p.DataType) != 1 || kind != "" && kind != p.DataType[0] {
			return fmt.Errorf("%q is a %s and declared as %v", name, kind, p.DataType)
		}
		list, _ := v.([]any)
		for _, inner := range list {
			if object, ok := inner.(map[string]any); ok {
				if err := fits(object, p.Nested); err != nil {
					return fmt.Errorf("%q: %w", name, err)
				}
			}
		}
	}
	return nil
}

// Every requirement is in one batch, under a UUID of its own that is the same
// each time, with nothing the collection does not declare.
func TestWeaviateBatches(t *testing.T) {
	c := embedded(t)
	var out, again, settings bytes.Buffer
	for _, err := range []error{WriteWeaviate(c, &out), WriteWeaviate(embedded(t), &again), WriteWeaviateSettings(&settings)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Error("two exports of one corpus differ: loading again would double it")
	}
	var class struct {
		Class      string
		Properties []property
	}
	if err := json.Unmarshal(settings.Bytes(), &class); err != nil {
		t.Fatal(err)
	}
	version5 := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	seen, n := map[string]bool{}, 0
	for i, line := range strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n") {
		var batch struct {
			Objects []struct {
				Class, ID  string
				Properties map[string]any
			}
		}
		if err := json.Unmarshal([]byte(line), &batch); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		if len(batch.Objects) > 100 {
			t.Errorf("line %d has %d objects", i+1, len(batch.Objects))
		}
		for _, o := range batch.Objects {
			if seen[o.ID] || !version5.MatchString(o.ID) || o.Class != class.Class {
				t.Errorf("line %d: object %q of %q, want a UUID of its own in %q", i+1, o.ID, o.Class, class.Class)
			}
			seen[o.ID] = true
			if err := fits(o.Properties, class.Properties); err != nil {
				t.Fatalf("%s: %v", o.ID, err)
			}
			if r := c.Requirements[n]; o.Properties["requirement"] != r.ID || o.Properties["text"] != r.Text || o.Properties["certainty"] != string(r.Certainty) {
				t.Errorf("object %d is not %s", n, r.ID)
			}
			n++
		}
	}
	if n != len(c.Requirements) {
		t.Errorf("%d objects for %d requirements", n, len(c.Requirements))
	}
	for _, p := range class.Properties {
		if p.Name == "text" && p.Tokenization != "kagome_ja" || p.Name == "citation" && p.Tokenization != "field" {
			t.Errorf("%s is cut by %q", p.Name, p.Tokenization)
		}
	}
}

// Width normalisation makes 3 of ③: the analyser must keep the marks of items
// from it, and apart from the number before them.
func TestBulkSettingsKeepItemMarks(t *testing.T) {
	var settings bytes.Buffer
	if err := WriteNDJSONSettings(&settings); err != nil {
		t.Fatal(err)
	}
	var body struct {
		Settings struct {
			Analysis struct {
				CharFilter map[string]map[string]string `json:"char_filter"`
				Analyzer   map[string]struct {
					CharFilter []string `json:"char_filter"`
				}
			}
		}
	}
	if err := json.Unmarshal(settings.Bytes(), &body); err != nil {
		t.Fatal(err)
	}
	filters, order := body.Settings.Analysis.CharFilter, body.Settings.Analysis.Analyzer["japanese"].CharFilter
	apart := regexp.MustCompile(filters[order[0]]["pattern"])
	if got := apart.ReplaceAllString("8③⑳㉑㊿", filters[order[0]]["replacement"]); got != "8 ③  ⑳  ㉑  ㊿ " {
		t.Errorf("8③⑳㉑㊿ becomes %q", got)
	}
	normalised := regexp.MustCompile(filters[order[1]]["unicode_set_filter"])
	for _, mark := range "③⑳㉑㊿" {
		if normalised.MatchString(string(mark)) {
			t.Errorf("%c would be normalised", mark)
		}
	}
	if !normalised.MatchString("Ａ") || !normalised.MatchString("ｶ") {
		t.Error("wide and narrow letters would not be normalised")
	}
}
