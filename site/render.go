package site

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"shogo/corpus/assessment"
)

//go:embed templates/*.html
var templateFS embed.FS

// functions of the templates. They choose words; they hold no data.
var functions = template.FuncMap{
	"roleName":     roleName,
	"findingName":  findingName,
	"modalityName": modalityName,
	"dateName":     dateName,
	"editionName":  editionName,
	"ranges":       lineRanges,
	"sheetNames":   assessment.SheetNames,
	"join":         func(s []string) string { return strings.Join(s, "、") },
	"web":          webAddress,
	"blocks":       paragraphs,
	"badgeOf":      newBadge,
	"inc":          func(n int) int { return n + 1 },
	"heading":      heading,
	"endHeading":   func(level int) template.HTML { return template.HTML(fmt.Sprintf("</h%d>", min(max(level, 1), 6))) },
}

// sharedTemplates define parts that every page may use.
var sharedTemplates = []string{"layout.html", "parts.html", "requirement.html", "linkstate.html"}

// templates returns the set for one page: the layout, the parts every page
// shares, and the page's own "body".
var templates = sync.OnceValue(func() map[string]*template.Template {
	shared := template.New("layout.html").Funcs(functions)
	for _, name := range sharedTemplates {
		template.Must(shared.ParseFS(templateFS, "templates/"+name))
	}
	out := map[string]*template.Template{}
	pages, err := fs.Glob(templateFS, "templates/*.html")
	if err != nil {
		panic(err) // only for a malformed pattern
	}
	for _, file := range pages {
		name := path.Base(file)
		if slices.Contains(sharedTemplates, name) {
			continue
		}
		out[name] = template.Must(template.Must(shared.Clone()).ParseFS(templateFS, "templates/"+name))
	}
	return out
})

// render executes the page's template.
func (p page) render() ([]byte, error) {
	t, ok := templates()[p.Template]
	if !ok {
		return nil, fmt.Errorf("no template %q", p.Template)
	}
	var buf bytes.Buffer
	if err := t.ExecuteTemplate(&buf, "layout.html", p); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// paragraphs cuts a text at its line breaks; an empty text has none.
func paragraphs(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if strings.TrimSpace(l) != "" {
			out = append(out, l)
		}
	}
	return out
}

// heading opens or closes a heading of a level that the template computes.
// html/template would escape a tag name, so the five tags are spelled here.
func heading(level int, class string) template.HTML {
	return template.HTML(fmt.Sprintf(`<h%d class="%s">`, min(max(level, 1), 6), template.HTMLEscapeString(class)))
}
