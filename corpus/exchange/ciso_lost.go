package exchange

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// cisoUnread says which keys of a library are not read, each once with how
// often it stands there, by name; nil for a library of ours.
func cisoUnread(raw []byte) []string {
	var file yaml.Node
	if yaml.Unmarshal(raw, &file) != nil || len(file.Content) == 0 {
		return nil
	}
	count := map[string]int{}
	countUnread(file.Content[0], reflect.TypeFor[cisoLibrary](), count)
	if len(count) == 0 {
		return nil
	}
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(count)) {
		keys = append(keys, fmt.Sprintf("%s (%d)", key, count[key]))
	}
	return []string{"keys that are not read, and how often they stand there: " + strings.Join(keys, ", ")}
}

// countUnread walks a node beside the type it is decoded into.
func countUnread(n *yaml.Node, t reflect.Type, count map[string]int) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if n.Kind == yaml.SequenceNode {
		for _, item := range n.Content {
			countUnread(item, t, count)
		}
		return
	}
	if n.Kind != yaml.MappingNode || t.Kind() != reflect.Struct {
		return
	}
	read := map[string]reflect.Type{}
	for f := range t.NumField() {
		key, _, _ := strings.Cut(t.Field(f).Tag.Get("yaml"), ",")
		read[key] = t.Field(f).Type
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if field, ok := read[n.Content[i].Value]; ok {
			countUnread(n.Content[i+1], field, count)
		} else {
			count[n.Content[i].Value]++
		}
	}
}
