package docx

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus/block"
)

// furniture gives headers or footers, each distinct text once.
func (r *reader) furniture(kind string, typ block.Type) {
	var parts []string
	for _, rel := range r.pkg.Rels(r.main) {
		if rel.Kind == kind && !rel.External && r.pkg.Has(rel.Target) && !slices.Contains(parts, rel.Target) {
			parts = append(parts, rel.Target)
		}
	}
	slices.Sort(parts)
	var seen []string
	for _, part := range parts {
		root, err := r.pkg.Parse(part, skipped...)
		if err != nil {
			continue
		}
		r.part, r.paras, r.fields = kind, 0, nil
		content, err := r.flow(root, nil)
		if err != nil {
			continue
		}
		r.flush(&content)
		if text := strings.TrimSpace(plain(content)); text != "" && !slices.Contains(seen, text) {
			seen = append(seen, text)
			r.add(block.Block{Type: typ, Text: text, Place: part})
		}
	}
	r.part = "paragraph"
}

// reportSymbols tells which symbol fonts hold characters without a meaning in
// Unicode.
func (r *reader) reportSymbols() {
	var fonts []string
	for f := range r.symbols {
		fonts = append(fonts, f)
	}
	slices.Sort(fonts)
	for _, f := range fonts {
		r.warn("", "記号フォント「%s」の文字が %d 個あります。Unicode に対応する文字が分からないため、符号のまま示します。", f, r.symbols[f])
	}
}

// reportParts tells what the package holds that is not text of the document.
func (r *reader) reportParts() {
	for _, name := range r.pkg.Faults() {
		r.warn(name, "この部分は壊れていて読めませんでした。")
	}
	if s := r.pkg.Unread(r.main); s != "" {
		r.warn(r.main, "%sがあります。その中の文字は読んでいません。", s)
	}
	if part := r.pkg.Related(r.main, "comments"); part != "" {
		if root, err := r.pkg.Parse(part); err == nil && len(root.Kids) > 0 {
			r.warn(part, "%s", fmt.Sprintf("コメントが %d 件あります。本文ではないため読んでいません。", len(root.Kids)))
		}
	}
}
