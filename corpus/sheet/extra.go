package sheet

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/ooxml"
	"shogo/corpus/pattern"
	"shogo/corpus/shape"
)

// reportHidden tells what the workbook does not show.
func (r *reader) reportHidden(g *grid) {
	if g.hidden {
		r.warn(g.name, "シート「%s」は非表示です。", g.name)
	}
	rows, cols := map[int]bool{}, map[int]bool{}
	var empty []pos
	for p, e := range g.cells {
		if e.formula && !e.value {
			empty = append(empty, p)
		}
		if strings.TrimSpace(e.text) == "" {
			continue
		}
		if g.hiddenRows[p.row] {
			rows[p.row] = true
		}
		if g.hiddenCol(p.col) {
			cols[p.col] = true
		}
	}
	r.reportFormulas(g, empty)
	if s := ranges(slices.Sorted(maps.Keys(rows)), strconv.Itoa); s != "" {
		r.warn(g.name, "シート「%s」の %s 行目は非表示です。", g.name, s)
	}
	if s := ranges(slices.Sorted(maps.Keys(cols)), columnName); s != "" {
		r.warn(g.name, "シート「%s」の %s 列は非表示です。", g.name, s)
	}
}

// reportFormulas tells where the file keeps a formula without its result.
func (r *reader) reportFormulas(g *grid, at []pos) {
	if len(at) == 0 {
		return
	}
	first := slices.MinFunc(at, func(a, b pos) int { return cmp.Or(a.row-b.row, a.col-b.col) })
	r.warn(g.place(first.row, first.col), "数式の計算結果がファイルに保存されていないため、空欄として読みました（シート「%s」の %d 個のセル）。", g.name, len(at))
}

// ranges writes 5～7、9.
func ranges(n []int, name func(int) string) string {
	var out []string
	for i := 0; i < len(n); {
		j := i
		for j+1 < len(n) && n[j+1] == n[j]+1 {
			j++
		}
		if s := name(n[i]); j > i {
			out = append(out, s+"～"+name(n[j]))
		} else {
			out = append(out, s)
		}
		i = j + 1
	}
	return strings.Join(out, "、")
}

var (
	fontCode  = pattern.New(`&"[^"]*"|&K[0-9A-Fa-f]{6}|&[0-9]{1,3}|&[LCRBIUESXYGHOZ]`)
	fieldCode = pattern.New(`&[PNDTAF](?:[+-][0-9]+)?`)
)

// furniture gives the printed header or footer of a sheet.
func (r *reader) furniture(g *grid, name string, typ block.Type) {
	text := fontCode.ReplaceAllString(g.lines[name], " ")
	text = strings.Join(strings.Fields(strings.ReplaceAll(fieldCode.ReplaceAllString(text, ""), "&&", "&")), " ")
	if strings.Trim(text, "-－–— /") != "" {
		r.doc.Blocks = append(r.doc.Blocks, block.Block{Type: typ, Text: text, Place: g.name, Hidden: g.hidden})
	}
}

// drawings gives the text of shapes drawn on the sheet, and what comments say.
func (r *reader) drawings(g *grid) {
	var parts []ooxml.Rel
	controls := 0
	for _, rel := range r.pkg.Rels(g.part) {
		switch rel.Kind {
		case "drawing", "comments":
			if !rel.External {
				parts = append(parts, rel)
			}
		case "ctrlProp":
			controls++
		}
	}
	if controls > 0 {
		r.warn(g.name, "シート「%s」にフォームの部品（チェックボックスなど）が %d 個あります。その文字は読んでいません。", g.name, controls)
	}
	slices.SortFunc(parts, func(a, b ooxml.Rel) int { return strings.Compare(a.Target, b.Target) })
	for _, rel := range parts {
		root, err := r.pkg.Parse(rel.Target, "Fallback", "rPh")
		switch {
		case err != nil:
			r.warn(rel.Target, "シート「%s」の図形またはコメントを読めませんでした。", g.name)
		case rel.Kind == "drawing":
			r.shapes(g, root)
			if s := r.pkg.Unread(rel.Target); s != "" {
				r.warn(g.name, "シート「%s」に%sがあります。その中の文字は読んでいません。", g.name, s)
			}
		default:
			r.comments(g, root)
		}
	}
}

func (r *reader) shapes(g *grid, root *ooxml.Node) {
	for _, anchor := range root.Kids {
		place := g.name
		if from := anchor.Kid("from"); from != nil {
			row, err1 := strconv.Atoi(strings.TrimSpace(chars(from.Kid("row"))))
			col, err2 := strconv.Atoi(strings.TrimSpace(chars(from.Kid("col"))))
			if err1 == nil && err2 == nil && row >= 0 && row < maxRow && col >= 0 && col < maxCol {
				place = g.place(row+1, col+1)
			}
		}
		anchor.All(func(n *ooxml.Node) {
			if n.Name != "txBody" {
				return
			}
			if text := strings.TrimSpace(paragraphs(n)); text != "" {
				typ, no, body, scope := shape.Classify(text, shape.Hint{})
				r.doc.Blocks = append(r.doc.Blocks, block.Block{Type: typ, No: no, Text: body, Scope: scope, Place: place, Hidden: g.hidden})
			}
		})
	}
}

func chars(n *ooxml.Node) string {
	if n == nil {
		return ""
	}
	return n.Chars
}

// paragraphs joins the text of a shape, a line for each paragraph.
func paragraphs(n *ooxml.Node) string {
	var out []string
	for _, p := range n.Kids {
		if p.Name != "p" {
			continue
		}
		line := ""
		p.All(func(k *ooxml.Node) {
			switch k.Name {
			case "t":
				line += k.Chars
			case "br":
				line += "\n"
			}
		})
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// comments gives the comments of cells: hidden, for they are no text of the
// sheet.
func (r *reader) comments(g *grid, root *ooxml.Node) {
	list := root.Kid("commentList")
	if list == nil {
		return
	}
	n := 0
	for _, c := range list.Kids {
		text := ""
		c.All(func(k *ooxml.Node) {
			if k.Name == "t" {
				text += k.Chars
			}
		})
		if text = strings.TrimSpace(text); text != "" {
			n++
			r.doc.Blocks = append(r.doc.Blocks, block.Block{Type: block.Note, Text: text, Place: fmt.Sprintf("%s!%s", g.name, c.Get("ref")), Hidden: true})
		}
	}
	if n > 0 {
		r.warn(g.name, "シート「%s」にセルのコメントが %d 件あります。本文には含めていません。", g.name, n)
	}
}
