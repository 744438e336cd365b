package main

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"
)

func TestMarkedWordsAreHighlighted(t *testing.T) {
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

func TestRangesAreJoined(t *testing.T) {
	for want, n := range map[string][]int{"": nil, "4": {4}, "1-3,7": {1, 2, 3, 7}, "1-2,4-5": {1, 2, 4, 5}} {
		if got := ranges(n); got != want {
			t.Errorf("%v: got %q, want %q", n, got, want)
		}
	}
}

// A person learns what long work is at; short work is silent.
func TestProgressTellsOfLongWorkOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		p := &progress{w: &out}
		p.step("reading")
		time.Sleep(progressDelay / 2)
		p.done()
		time.Sleep(2 * progressDelay)
		if out.Len() > 0 {
			t.Errorf("short work printed %q", out.String())
		}
		p.step("reading")
		p.step("building")
		time.Sleep(2 * progressDelay)
		p.step("writing")
		p.done()
		if want := "\r\x1b[Kshogo: building …\r\x1b[Kshogo: writing …\r\x1b[K"; out.String() != want {
			t.Errorf("got %q, want %q", out.String(), want)
		}
	})
}
