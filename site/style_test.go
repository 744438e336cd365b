package site

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// palettes reads the custom properties of the light and the dark theme.
func palettes(t *testing.T) map[string]map[string]string {
	t.Helper()
	src, err := staticFS.ReadFile("static/site.css")
	if err != nil {
		t.Fatal(err)
	}
	screen, _, _ := strings.Cut(string(src), "@media print")
	light, dark, ok := strings.Cut(screen, "@media (prefers-color-scheme: dark)")
	dark, _, end := strings.Cut(dark, "*, *::before")
	if !ok || !end {
		t.Fatal("the stylesheet has no light theme followed by a dark one")
	}
	property := regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`) // --page: #ffffff;
	out := map[string]map[string]string{}
	for name, css := range map[string]string{"light": light, "dark": dark} {
		out[name] = map[string]string{}
		for _, m := range property.FindAllStringSubmatch(css, -1) {
			out[name][m[1]] = m[2]
		}
	}
	return out
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	linear := func(shift int) float64 {
		c := float64(n>>shift&255) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

func TestTextContrastReachesAA(t *testing.T) {
	pairs := [][2]string{{"on-accent", "accent"}, {"green", "green-soft"}, {"orange", "orange-soft"}, {"red", "red-soft"},
		{"muted", "gray-soft"}, {"text", "mark"}, {"text", "yellow-soft"}, {"text", "red-soft"}, {"muted", "red-soft"}, {"muted", "yellow-soft"}}
	for _, on := range []string{"page", "surface", "raised"} {
		for _, ink := range []string{"text", "muted", "link", "link-hover", "visited", "orange"} {
			pairs = append(pairs, [2]string{ink, on})
		}
	}
	for theme, colours := range palettes(t) {
		for _, p := range pairs {
			t.Run(fmt.Sprintf("%s/%s on %s", theme, p[0], p[1]), func(t *testing.T) {
				a, b := luminance(t, colours[p[0]]), luminance(t, colours[p[1]])
				if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
					t.Errorf("contrast %.2f, want at least 4.5 (WCAG 2.2 AA)", ratio)
				}
			})
		}
	}
}
