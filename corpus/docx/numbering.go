package docx

import (
	"slices"

	"shogo/corpus/ooxml"
)

// levels is how many levels a list has.
const levels = 9

// maxLabel is the length in characters of the longest lvlText that is used; Word
// accepts a tenth of it, and a longer one would be written out at every paragraph.
const maxLabel = 300

// level is one level of a list definition.
type level struct {
	format  string // numFmt
	custom  string // format of numFmt custom
	text    string // lvlText: %1.%2
	start   int
	restart int  // lvlRestart: 0 never, -1 not said
	legal   bool // all parts in decimal digits
	tight   bool // suff: nothing follows the number
	pStyle  string
	known   bool
}

// list is an abstractNum with its running counters, which all its nums share.
type list struct {
	id     string
	levels [levels]level
	value  [levels]int
	set    [levels]bool
	link   string // numStyleLink
}

// num is an instance of a list with its overrides.
type num struct {
	list     *list
	override [levels]*level
	start    [levels]int // -1 none
	begun    [levels]bool
}

type numbering struct {
	lists map[string]*list
	nums  map[string]*num
}

func (r *reader) readNumbering() *numbering {
	n := &numbering{lists: map[string]*list{}, nums: map[string]*num{}}
	part := r.pkg.Related(r.main, "numbering")
	if part == "" {
		return n
	}
	root, err := r.pkg.Parse(part, slices.DeleteFunc(slices.Clone(skipped), func(s string) bool { return s == "rFonts" })...)
	if err != nil {
		r.warn(part, "自動番号の定義を読めませんでした。番号の付いた段落は、番号なしで読みます。")
		return n
	}
	for _, k := range root.Kids {
		if k.Name == "abstractNum" {
			l := &list{id: k.Get("abstractNumId")}
			l.link, _ = k.Val("numStyleLink")
			for _, lv := range k.Kids {
				if i := atoi(lv.Get("ilvl"), -1); lv.Name == "lvl" && i >= 0 && i < levels {
					l.levels[i] = readLevel(lv)
				}
			}
			n.lists[l.id] = l
		}
	}
	for _, k := range root.Kids {
		if k.Name == "num" {
			n.nums[k.Get("numId")] = n.readNum(k)
		}
	}
	r.followLinks(n)
	return n
}

// followLinks gives a list that refers to a list style that style's list.
func (r *reader) followLinks(n *numbering) {
	for _, u := range n.nums {
		for range maxChain {
			if u.list == nil || u.list.link == "" {
				break
			}
			target := n.nums[r.styles.get(u.list.link, 0).numID]
			if target == nil || target == u {
				break
			}
			u.list = target.list
		}
	}
}

func (n *numbering) readNum(k *ooxml.Node) *num {
	id, _ := k.Val("abstractNumId")
	u := &num{list: n.lists[id]}
	for i := range u.start {
		u.start[i] = -1
	}
	for _, o := range k.Kids {
		i := atoi(o.Get("ilvl"), -1)
		if o.Name != "lvlOverride" || i < 0 || i >= levels {
			continue
		}
		if v, ok := o.Val("startOverride"); ok {
			u.start[i] = atoi(v, 1)
		}
		if lv := o.Kid("lvl"); lv != nil {
			l := readLevel(lv)
			u.override[i] = &l
		}
	}
	return u
}

func readLevel(n *ooxml.Node) level {
	l := level{known: true, start: 0, restart: -1, format: "decimal"}
	if v, ok := n.Val("start"); ok {
		l.start = atoi(v, 0)
	}
	if v, ok := n.Val("lvlRestart"); ok {
		l.restart = atoi(v, -1)
	}
	format := n.Kid("numFmt")
	if format == nil { // written for newer programs, with a fallback
		format = n.Kid("AlternateContent", "Choice", "numFmt")
	}
	if format != nil {
		l.format, l.custom = format.Get("val"), format.Get("format")
	}
	l.text, _ = n.Val("lvlText")
	if r := []rune(l.text); len(r) > maxLabel {
		l.text = string(r[:maxLabel])
	}
	if fonts := n.Kid("rPr", "rFonts"); l.format == "bullet" {
		l.text = symbolText(l.text, fonts.Get("ascii")+fonts.Get("hAnsi"))
	}
	l.legal = n.Flag("isLgl")
	suff, _ := n.Val("suff")
	l.tight = suff == "nothing"
	l.pStyle, _ = n.Val("pStyle")
	return l
}
