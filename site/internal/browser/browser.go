// Package browser starts a headless Chromium for tests that do what a person
// does with the published site.
//
// The helper never skips: a machine without Chromium fails the test and is
// told the command that installs it. The browser is started without any
// network but loopback and files, because a published site must not need one.
package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// names are the executables looked up on PATH, in this order, when the
// environment variable CHROMIUM does not name one.
var names = []string{"chromium", "chromium-browser", "google-chrome"}

// timeout bounds a whole test's use of one browser, start included.
const timeout = 5 * time.Minute

// Page is one tab of a browser that lives as long as the test that opened it.
type Page struct {
	// Ctx is the context chromedp.Do and chromedp.Run take. It ends with the test, or after
	// five minutes.
	Ctx context.Context

	mu       sync.Mutex
	errors   []string
	requests []string
}

// New starts Chromium and returns its first tab. The test fails at once when
// there is no Chromium or it does not start. Console errors and requests are
// collected from here on.
func New(t testing.TB) *Page {
	t.Helper()
	return launch(t)
}

// NewIn is New with a profile in the folder dir, which outlives the browser:
// what a page has kept there is found again by the next browser in it.
func NewIn(t testing.TB, dir string) *Page {
	t.Helper()
	return launch(t, chromedp.UserDataDir(dir))
}

func launch(t testing.TB, more ...chromedp.ExecAllocatorOption) *Page {
	t.Helper()
	path, err := find()
	if err != nil {
		t.Fatal(err)
	}
	base, cancel := context.WithTimeout(context.Background(), timeout)
	t.Cleanup(cancel)
	alloc, cancelAlloc := chromedp.NewExecAllocator(base, append(flags(path), more...)...)
	t.Cleanup(cancelAlloc)
	return newPage(t, alloc)
}

// Quit closes the tab and then the browser, as a person does, and returns when
// both are gone: the page is told that it is left, and the browser writes what
// it keeps.
func (p *Page) Quit() error {
	other, cancel := chromedp.NewContext(p.Ctx) // a browser may end with its last tab
	defer cancel()
	if err := chromedp.Do(other); err != nil {
		return err
	}
	own := chromedp.FromContext(p.Ctx).Target.TargetID
	if _, err := chromedp.Call(p.Ctx, cdppage.Close, cdp.Empty{}); err != nil {
		return err
	}
	for {
		tabs, err := chromedp.Targets(other)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(tabs, func(t *target.Info) bool { return t.TargetID == own }) {
			return chromedp.Cancel(context.WithoutCancel(p.Ctx))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func newPage(t testing.TB, parent context.Context) *Page {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent)
	t.Cleanup(cancel)
	p := &Page{Ctx: ctx}
	if err := p.start(); err != nil {
		t.Fatalf("start chromium: %v", err)
	}
	return p
}

// start opens the tab and turns on the reports that listen collects.
func (p *Page) start() error {
	if err := chromedp.Do(p.Ctx); err != nil {
		return err
	}
	if err := chromedp.Listen(p.Ctx, p.listen); err != nil {
		return err
	}
	if _, err := chromedp.Call(p.Ctx, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	if _, err := chromedp.Call(p.Ctx, log.Enable, cdp.Empty{}); err != nil {
		return err
	}
	_, err := chromedp.Call(p.Ctx, runtime.Enable, cdp.Empty{})
	return err
}

// ConsoleErrors returns what the page wrote to the console as an error, every
// uncaught exception and every error the browser itself logged (a missing
// file, a refused script), in order of arrival. Empty means a quiet console.
func (p *Page) ConsoleErrors() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.errors...)
}

// Requests returns the address of every request of the tab, in order,
// including those answered from files.
func (p *Page) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.requests...)
}

// Reset forgets the collected console errors and requests.
func (p *Page) Reset() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.errors, p.requests = nil, nil
}

func (p *Page) listen(ev any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, ev.Request.URL)
	case *runtime.EventExceptionThrown:
		p.errors = append(p.errors, exceptionText(ev.ExceptionDetails))
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.EntryLevelError {
			p.errors = append(p.errors, ev.Entry.Text+" "+ev.Entry.URL)
		}
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError || ev.Type == runtime.ConsoleAPICalledTypeAssert {
			p.errors = append(p.errors, consoleText(ev))
		}
	}
}

// consoleText joins the arguments as the console shows them: strings as they
// are, objects by their description.
func consoleText(ev *runtime.EventConsoleAPICalled) string {
	words := make([]string, 0, len(ev.Args))
	for _, a := range ev.Args {
		var v any
		switch err := json.Unmarshal(a.Value, &v); {
		case a.Description != "" || err != nil:
			words = append(words, a.Description)
		default:
			words = append(words, fmt.Sprint(v))
		}
	}
	return strings.Join(words, " ")
}

func exceptionText(d *runtime.ExceptionDetails) string {
	if d.Exception != nil {
		return d.Text + " " + d.Exception.Description
	}
	return d.Text
}

// find returns the browser to start: $CHROMIUM, or the first of names on PATH.
func find() (string, error) {
	if p := os.Getenv("CHROMIUM"); p != "" {
		if _, err := exec.LookPath(p); err != nil {
			return "", fmt.Errorf("start chromium: CHROMIUM=%q: %w", p, err)
		}
		return p, nil
	}
	for _, n := range names {
		if p, err := exec.LookPath(n); err == nil {
			return p, nil
		}
	}
	return "", fmt.Errorf("start chromium: none of %q on PATH; "+
		"install it with: apt-get install -y chromium fonts-noto-cjk", names)
}

// flags are the allocator's options. Names resolve to nothing but loopback, so
// a page that reaches for another origin fails here as it does on an intranet.
// The sandbox needs a user other than root, hence the exception.
func flags(path string) []chromedp.ExecAllocatorOption {
	opts := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	opts = append(opts,
		chromedp.ExecPath(path),
		chromedp.Env("LC_ALL=C.UTF-8"), // without a locale it cannot be given a file with a Japanese name
		chromedp.Flag("headless", "new"),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		// Without it a page still scrolls smoothly while a click is on its way to
		// where the button was.
		chromedp.Flag("force-prefers-reduced-motion", true),
		chromedp.Flag("lang", "ja"),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"),
		chromedp.WindowSize(1280, 900),
	)
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	return opts
}

// Open starts Chromium for a program that is no test. cancel ends it.
func Open(ctx context.Context) (tab context.Context, cancel func(), err error) {
	path, err := find()
	if err != nil {
		return nil, nil, err
	}
	alloc, cancelAlloc := chromedp.NewExecAllocator(ctx, flags(path)...)
	tab, cancelTab := chromedp.NewContext(alloc)
	if err := chromedp.Do(tab); err != nil {
		cancelTab()
		cancelAlloc()
		return nil, nil, fmt.Errorf("start chromium: %w", err)
	}
	return tab, func() { cancelTab(); cancelAlloc() }, nil
}
