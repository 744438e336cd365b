package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// isTerminal reports whether w is a character device a person looks at.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok || f.Name() == os.DevNull {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// useColor follows https://no-color.org: any value of NO_COLOR means none.
func useColor(w io.Writer) bool {
	return isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

const (
	escBold  = "\x1b[1m"
	escMark  = "\x1b[1;33m"
	escFaint = "\x1b[2m"
	escReset = "\x1b[0m"
)

// style wraps s in an escape sequence if the output may be coloured.
func (a *app) style(esc, s string) string {
	if !a.color || s == "" {
		return s
	}
	return esc + s + escReset
}

// marked emphasises the half-open byte ranges of s, which are sorted and do
// not overlap.
func (a *app) marked(s string, marks [][2]int) string {
	if !a.color {
		return s
	}
	var b strings.Builder
	end := 0
	for _, m := range marks {
		if m[0] < end || m[1] > len(s) || m[0] >= m[1] {
			continue
		}
		b.WriteString(s[end:m[0]] + escMark + s[m[0]:m[1]] + escReset)
		end = m[1]
	}
	return b.String() + s[end:]
}

// progressDelay is how long work may take before a person is told about it.
const progressDelay = time.Second

// progress shows on a terminal what long work is at. On anything else, and
// for short work, it prints nothing.
type progress struct {
	mu    sync.Mutex
	w     io.Writer // nil if not a terminal
	label string
	shown bool
	timer *time.Timer
}

func newProgress(w io.Writer) *progress {
	p := &progress{}
	if isTerminal(w) {
		p.w = w
	}
	return p
}

// step names the work that begins now.
func (p *progress) step(label string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.label = label
	switch {
	case p.w == nil:
	case p.shown:
		p.print()
	case p.timer == nil:
		p.timer = time.AfterFunc(progressDelay, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			if p.label != "" {
				p.shown = true
				p.print()
			}
		})
	}
}

func (p *progress) print() { fmt.Fprintf(p.w, "\r\x1b[Kshogo: %s …", p.label) }

// clear removes the line so that something else can be printed.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// done ends the display.
func (p *progress) done() {
	p.mu.Lock()
	if p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
	p.label = ""
	p.mu.Unlock()
	p.clear()
}
