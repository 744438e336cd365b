package exchange

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// unread says which keys of a file are not read, each once with how often it
// stands there, by name; nil if every key is. read is what the file is decoded
// into, and tag the struct tag ("json", "yaml") that names its keys.
func unread(decode func(any) error, read any, tag string) []string {
	var file any
	if decode(&file) != nil {
		return nil // what cannot be decoded is refused elsewhere
	}
	count := map[string]int{}
	countUnread(file, reflect.TypeOf(read), tag, count)
	if len(count) == 0 {
		return nil
	}
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(count)) {
		keys = append(keys, fmt.Sprintf("%s (%d)", key, count[key]))
	}
	return []string{"keys that are not read, and how often they stand there: " + strings.Join(keys, ", ")}
}

// countUnread walks a value beside the type it is decoded into.
func countUnread(value any, t reflect.Type, tag string, count map[string]int) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			countUnread(item, t, tag, count)
		}
	case map[string]any:
		if t.Kind() != reflect.Struct {
			return
		}
		read := map[string]reflect.Type{}
		for f := range t.NumField() {
			key, _, _ := strings.Cut(t.Field(f).Tag.Get(tag), ",")
			read[key] = t.Field(f).Type
		}
		for key, inner := range value {
			if field, ok := read[key]; ok {
				countUnread(inner, field, tag, count)
			} else {
				count[key]++
			}
		}
	}
}
