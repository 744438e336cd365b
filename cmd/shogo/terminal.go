package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"shogo/corpus"
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

// progress shows what long work is at: on a terminal a line that changes, and
// nothing for short work; with --progress a line a step on anything else. It
// prints nothing otherwise.
type progress struct {
	mu     sync.Mutex
	w      io.Writer // nil if nothing is to be shown
	lines  bool      // print a line a step
	label  string
	detail string // how far the step is: page 12 of 39
	shown  bool
	timer  *time.Timer
	last   time.Time // when the detail was printed
}

func newProgress(w io.Writer) *progress {
	p := &progress{}
	if isTerminal(w) {
		p.w = w
	}
	return p
}

// force shows the progress on w even if it is no terminal.
func (p *progress) force(w io.Writer) {
	if p.w == nil {
		p.w, p.lines = w, true
	}
}

// step names the work that begins now.
func (p *progress) step(label string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if label == p.label {
		return
	}
	p.label, p.detail = label, ""
	switch {
	case p.w == nil:
	case p.lines:
		p.print()
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

// detailPause is how often the detail of a step is printed.
const detailPause = 100 * time.Millisecond

// reading shows how far the reading of the documents is.
func (p *progress) reading(r corpus.Progress) {
	p.step(fmt.Sprintf("reading %s (%d of %d)", r.Source, r.No, r.Of))
	if r.Pages == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.detail = fmt.Sprintf(", page %d of %d", r.Page, r.Pages)
	if now := time.Now(); p.shown && now.Sub(p.last) > detailPause {
		p.print()
		p.last = now
	}
}

func (p *progress) print() {
	if p.lines {
		fmt.Fprintf(p.w, "shogo: %s\n", p.label)
	} else {
		fmt.Fprintf(p.w, "\r\x1b[Kshogo: %s%s …", p.label, p.detail)
	}
}

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
