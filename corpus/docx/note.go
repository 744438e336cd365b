package docx

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/ooxml"
)

// notes holds the footnotes and endnotes by kind and id.
type notes struct {
	body   map[string]map[string]*ooxml.Node
	format map[string]string
	count  map[string]int
	order  []note // as the text refers to them
	seen   map[string]bool
}

type note struct{ kind, id, mark, at string }

// noteKinds names the parts and the default format of their numbers.
var noteKinds = []struct{ kind, part, format string }{{"footnote", "footnotes", "decimal"}, {"endnote", "endnotes", "lowerRoman"}}

func (r *reader) readNoteParts(root *ooxml.Node) {
	r.notes = notes{body: map[string]map[string]*ooxml.Node{}, format: map[string]string{}, count: map[string]int{}, seen: map[string]bool{}}
	settings := &ooxml.Node{}
	if part := r.pkg.Related(r.main, "settings"); part != "" {
		if n, err := r.pkg.Parse(part); err == nil {
			settings = n
		}
	}
	for _, k := range noteKinds {
		r.notes.format[k.kind] = k.format
		r.noteNumbering(k.kind, settings.Kid(k.kind+"Pr"))
		r.noteNumbering(k.kind, root.Kid("body", "sectPr", k.kind+"Pr"))
		part := r.pkg.Related(r.main, k.part)
		if part == "" {
			continue
		}
		n, err := r.pkg.Parse(part, skipped...)
		if err != nil {
			r.warn(part, "注の本文を読めませんでした。")
			continue
		}
		r.notes.body[k.kind] = map[string]*ooxml.Node{}
		for _, f := range n.Kids {
			if f.Name == k.kind && (f.Get("type") == "" || f.Get("type") == "normal") {
				r.notes.body[k.kind][f.Get("id")] = f
			}
		}
	}
}

func (r *reader) noteNumbering(kind string, pr *ooxml.Node) {
	if v, ok := pr.Val("numFmt"); ok {
		r.notes.format[kind] = v
	}
	if v, ok := pr.Val("numStart"); ok {
		r.notes.count[kind] = atoi(v, 1) - 1
	}
	if v, ok := pr.Val("numRestart"); ok && v != "continuous" {
		r.warn("", "注の番号は、ページまたは節ごとに振り直す設定です。ここでは文書の通し番号で示します。")
	}
}

// noteMark counts a reference to a note; the mark itself is no text.
func (t *run) noteMark(k *ooxml.Node) {
	kind, id := strings.TrimSuffix(k.Name, "Reference"), k.Get("id")
	key := kind + " " + id
	if t.notes.seen[key] {
		return
	}
	t.notes.seen[key] = true
	n := note{kind: kind, id: id, at: t.p.place}
	if v := k.Get("customMarkFollows"); v == "" || v == "0" || v == "false" {
		t.notes.count[kind]++
		n.mark = Format(t.notes.count[kind], t.notes.format[kind], "")
	}
	t.notes.order = append(t.notes.order, n)
}

// emitNotes gives the notes in the order of their marks, then those that nothing
// refers to, hidden.
func (r *reader) emitNotes() error {
	r.part = "note"
	for i := 0; i < len(r.notes.order); i++ { // a note may refer to another one
		n := r.notes.order[i]
		body := r.notes.body[n.kind][n.id]
		if body == nil {
			r.warn("", "注 %s の本文が見つかりません。", n.mark)
			continue
		}
		if err := r.emitNote(n, body, false); err != nil {
			return err
		}
	}
	for _, k := range noteKinds {
		var left []string
		for id := range r.notes.body[k.kind] {
			if !r.notes.seen[k.kind+" "+id] {
				left = append(left, id)
			}
		}
		slices.Sort(left)
		for _, id := range left {
			if err := r.emitNote(note{kind: k.kind, id: id}, r.notes.body[k.kind][id], true); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *reader) emitNote(n note, body *ooxml.Node, hidden bool) error {
	content, err := r.flow(body, nil)
	if err != nil {
		return err
	}
	r.flush(&content)
	text := strings.TrimSpace(plain(content))
	place := n.kind + " " + n.mark
	if n.mark == "" {
		place = fmt.Sprintf("%s id %s", n.kind, n.id)
	}
	if text != "" {
		r.add(block.Block{Type: block.Footnote, No: n.mark, Text: text, Place: place, Anchor: n.at, Hidden: hidden})
	}
	r.emitNested(content)
	return nil
}
