// Command screenshots takes pictures of a built site, doing at each desk what a
// person does there:
//
//	screenshots SITE OUT
//
// SITE is the folder of the site, OUT the folder the pictures go to: every
// scene at 360 and at 1440 pixels, named scene-360.png and scene-1440.png. The
// scenes named guide-… are the pictures of the guide and of the READMEs, 960
// pixels wide.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"shogo/site/internal/browser"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: screenshots SITE OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}

func run(site, out string) error {
	site, err := filepath.Abs(site)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(site, "index.html")); err != nil {
		return fmt.Errorf("no site in %q: build one with \"make site\": %w", site, err)
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	ctx, cancel, err := browser.Open(context.Background())
	if err != nil {
		return err
	}
	defer cancel()
	var failed error
	for _, s := range scenes {
		for _, v := range s.views() {
			if err := v.take(ctx, "file://"+site+"/", out); err != nil {
				failed = errors.Join(failed, fmt.Errorf("%s: %w", v.file, err))
			}
		}
	}
	return failed
}

// scene is something a person does, and what is then on the screen.
type scene struct {
	name  string
	page  string
	steps string // script that ends in the state to show; may await
	top   string // selector of what the picture begins with; the whole page without
	high  int    // pixels of the picture, 0 for the window's
}

// view is a scene at one width.
type view struct {
	scene
	file       string
	wide, tall int
}

func (s scene) views() []view {
	if strings.HasPrefix(s.name, "guide-") {
		return []view{{scene: s, file: s.name + ".png", wide: 960, tall: max(s.high, 640)}}
	}
	return []view{
		{scene: s, file: s.name + "-360.png", wide: 360, tall: max(s.high, 1600)},
		{scene: s, file: s.name + "-1440.png", wide: 1440, tall: max(s.high, 1200)},
	}
}

func (v view) take(ctx context.Context, base, out string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: int64(v.wide), Height: int64(v.tall), DeviceScaleFactor: 1}); err != nil {
		return err
	}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(base+v.page)); err != nil {
		return err
	}
	script := `(async () => {
		const until = async (f) => { for (let i = 0; i < 200 && !f(); i++) await new Promise((r) => setTimeout(r, 50)); if (!f()) throw new Error("never came: " + f); };
		const one = (s) => { const e = document.querySelector(s); if (!e) throw new Error("no " + s); return e; };
		const type = (s, text) => { const e = one(s); e.value = text; e.dispatchEvent(new Event("input", {bubbles: true})); e.dispatchEvent(new Event("change", {bubbles: true})); };
		document.documentElement.style.scrollBehavior = "auto";
		` + v.steps + `
		` + scroll(v.top) + `
		await new Promise((r) => setTimeout(r, 300));
		return "";
	})()`
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise)); err != nil {
		return err
	}
	shot, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatPng})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, v.file), shot.Data, 0o644)
}

func scroll(selector string) string {
	if selector == "" {
		return ""
	}
	return fmt.Sprintf(`window.scrollTo(0, one(%q).getBoundingClientRect().top + window.scrollY - 16);`, selector)
}
