package main

import (
	"bytes"
	"testing"
)

func TestMarked(t *testing.T) {
	const s = "使い回しを禁止"
	marks := [][2]int{{0, 12}, {15, 21}}
	a := &app{color: true}
	if got, want := a.marked(s, marks), escMark+"使い回し"+escReset+"を"+escMark+"禁止"+escReset; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	a.color = false
	if got := a.marked(s, marks); got != s {
		t.Errorf("marks without colour: %q", got)
	}
}

func TestNoColorWithoutTerminal(t *testing.T) {
	if useColor(&bytes.Buffer{}) {
		t.Error("a buffer is coloured")
	}
}

func TestRanges(t *testing.T) {
	for want, n := range map[string][]int{"": nil, "4": {4}, "1-3,7": {1, 2, 3, 7}, "1-2,4-5": {1, 2, 4, 5}} {
		if got := ranges(n); got != want {
			t.Errorf("%v: got %q, want %q", n, got, want)
		}
	}
}
