package ooxml

import (
	"fmt"
	"slices"
	"strings"
)

// unread names, for readers, the parts whose words no reader takes for text.
var unread = map[string]string{"image": "画像", "diagramData": "図（SmartArt）", "chart": "グラフ", "chartEx": "グラフ", "oleObject": "埋め込まれた文書", "package": "埋め込まれた文書"}

// Unread tells what a part shows that is not read as text: "画像 3 件、グラフ 1 件".
// It is empty if there is nothing.
func (p *Package) Unread(part string) string {
	count := map[string]int{}
	for _, r := range p.Rels(part) {
		if name := unread[r.Kind]; name != "" {
			count[name]++
		}
	}
	var out []string
	for name, n := range count {
		out = append(out, fmt.Sprintf("%s %d 件", name, n))
	}
	slices.Sort(out)
	return strings.Join(out, "、")
}
