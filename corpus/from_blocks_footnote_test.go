package corpus

import (
	"slices"
	"strings"
	"testing"
)

// A footnote belongs to the clause that its mark stands in, where the format says
// so; then nothing is inferred.
func TestFootnotesFollowTheirMarks(t *testing.T) {
	files := map[string]string{
		"rules.md": "---\nid: rules\n---\n# 規程\n\n## 1.1 総則\n\n目的を定める。[^a]\n\n## 1.2 体制\n\n責任者を置く。[^b]\n\n## 1.3 雑則\n\n定めない。\n\n[^b]: 乙の注。\n[^a]: 甲の注。\n",
		"rules.html": `<title>医療情報を取り扱う情報システム・サービスの提供事業者における安全管理ガイドライン 第1.1版</title>
<h2>1.1 総則</h2>
<p>目的を定める。<sup><a href="#f1">1</a></sup></p>
<h2>1.2 体制</h2>
<p>責任者を置く。<sup><a href="#f2">2</a></sup></p>
<h2>1.3 雑則</h2><p>定めない。</p>
<ol><li id=f1>甲の注。<li id=f2>乙の注。</ol>`,
		"rules.docx": string(wordFile(`<w:document `+wordNamespace+`><w:body><w:p><w:r><w:t>医療情報を取り扱う情報システム・サービスの提供事業者における安全管理ガイドライン 第1.1版</w:t></w:r></w:p>`+
			`<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>1.1 総則</w:t></w:r></w:p><w:p><w:r><w:t>目的を定める。</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`+
			`<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>1.2 体制</w:t></w:r></w:p><w:p><w:r><w:t>責任者を置く。</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>`+
			`<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>1.3 雑則</w:t></w:r></w:p><w:p><w:r><w:t>定めない。</w:t></w:r></w:p></w:body></w:document>`,
			"footnotes", `<w:footnotes `+wordNamespace+`><w:footnote w:id="2"><w:p><w:r><w:t>甲の注。</w:t></w:r></w:p></w:footnote><w:footnote w:id="3"><w:p><w:r><w:t>乙の注。</w:t></w:r></w:p></w:footnote></w:footnotes>`)),
	}
	for name, content := range files {
		c := parsedFile(t, name, content)
		notes := map[string]string{}
		for _, r := range c.Requirements {
			for _, p := range r.Parts {
				if p.Kind == PartNote && r.Provenance.Source == name {
					notes[p.Text] = r.Section.Number
				}
			}
		}
		if len(notes) != 2 || notes["甲の注。"] != "1.1" || notes["乙の注。"] != "1.2" {
			t.Errorf("%s: notes %v", name, notes)
		}
		if slices.ContainsFunc(c.Findings, func(f Finding) bool { return strings.Contains(f.Message, "脚注") }) {
			t.Errorf("%s: findings %+v", name, c.Findings)
		}
	}
}
