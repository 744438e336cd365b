package main

import (
	"fmt"
	"strings"
)

// place names a spot in a source: "a.txt page 25 lines 12-18,20".
func place(source string, page int, lines []int) string {
	s := source
	if page > 0 {
		s += fmt.Sprintf(" page %d", page)
	}
	switch {
	case len(lines) == 1:
		s += fmt.Sprintf(" line %d", lines[0])
	case len(lines) > 1:
		s += " lines " + ranges(lines)
	}
	return s
}

// blockPlace names a place in a format without lines.
func blockPlace(source string, page int, lines []int, at string) string {
	s := place(source, page, lines)
	if at != "" {
		s += " " + at
	}
	return s
}

// ranges joins ascending numbers: 1, 2, 3, 7 gives "1-3,7".
func ranges(n []int) string {
	var out []string
	for len(n) > 0 {
		run := 1
		for run < len(n) && n[run] == n[0]+run {
			run++
		}
		if run == 1 {
			out = append(out, fmt.Sprint(n[0]))
		} else {
			out = append(out, fmt.Sprintf("%d-%d", n[0], n[run-1]))
		}
		n = n[run:]
	}
	return strings.Join(out, ",")
}
