package pdf

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
)

// Invented words: only the structure imitates the official documents.
var (
	pressSubjects = strings.Fields("記録装置 保管庫 連絡網 点検表 予備電源 利用者の名簿 搬入口 作業手順 受付端末 温度計 交換部品 契約書 訓練計画 通信回線 鍵の台帳")
	pressActs     = strings.Fields("定期に確認し、その結果を保存すること。 あらかじめ定めた者だけが取り扱うこと。 変更があれば速やかに届け出ること。 故障に備えて代わりの手段を用意すること。 年に１回以上見直し、責任者の承認を得ること。 不要になった時は復元できない方法で廃棄すること。")
	pressWhen     = strings.Fields("通常時においては、 非常時には、 委託先が作業する場合は、 新たに導入する際には、 異動や退職があった時は、 （３）に定める範囲で、 外部から接続する場合に限り、")
	pressMarks    = []rune("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
)

func pick(rng *rand.Rand, from []string) string { return from[rng.IntN(len(from))] }

func sentence(rng *rand.Rand) string {
	return pick(rng, pressWhen) + pick(rng, pressSubjects) + "を" + pick(rng, pressActs)
}

func sentences(rng *rand.Rand, n int) (s string) {
	for range n {
		s += sentence(rng)
	}
	return s
}

// ledger is a table before it is printed: column 0 merged over the rows of a
// group.
type ledger struct {
	columns []float64 // widths
	heads   []string
	rows    [][]string
	group   []int // of each row
	groups  []string
}

func newLedger(rng *rand.Rand, room, size float64, n int) *ledger {
	t := &ledger{columns: []float64{.16, .08, .44, .08, .24}, heads: []string{"大項目", "番号", "内容", "区分", "関係する要求事項"}}
	for i := range t.columns {
		t.columns[i] *= room
	}
	for len(t.rows) < n {
		g := len(t.groups)
		t.groups = append(t.groups, fmt.Sprintf("%d.%d. %sの管理", 1+g/4, 1+g%4, pick(rng, pressSubjects)))
		for k := range 1 + rng.IntN(4) {
			mark := []string{"◎", "○"}[rng.IntN(2)]
			cite := fmt.Sprintf("企画管理編 %d%c", 1+rng.IntN(15), pressMarks[rng.IntN(9)])
			if rng.IntN(3) == 0 {
				cite += fmt.Sprintf("、システム運用編 %d.%d", 1+rng.IntN(18), 1+rng.IntN(4))
			}
			t.rows = append(t.rows, []string{"", fmt.Sprintf("%c-%d", pressMarks[g%20], k+1), sentences(rng, 1+rng.IntN(3)), mark, cite})
			t.group = append(t.group, g)
		}
	}
	return t
}

// truth is the answer.
func (t *ledger) truth(two bool) truth {
	w := truth{Kind: "table", Columns: t.heads, NRows: len(t.rows)}
	type head struct {
		Text           string
		C0, C1, R0, R1 int
	}
	var first, second []head
	for c, s := range t.heads {
		switch {
		case !two:
			first = append(first, head{s, c, c, 0, 0})
		case c == 1:
			first = append(first, head{"対策", 1, 2, 0, 0})
			second = append(second, head{s, c, c, 1, 1})
		case c == 2:
			second = append(second, head{s, c, c, 1, 1})
		default:
			first = append(first, head{s, c, c, 0, 1})
		}
	}
	w.Header, _ = json.Marshal([][]head{first, second})
	add := func(r0, r1, c int, s string) {
		w.Cells = append(w.Cells, struct {
			R0, R1, C int
			Text      string
		}{r0, r1, c, s})
	}
	for r, row := range t.rows {
		if r == 0 || t.group[r] != t.group[r-1] {
			last := r
			for last+1 < len(t.rows) && t.group[last+1] == t.group[r] {
				last++
			}
			add(r, last, 0, t.groups[t.group[r]])
		}
		for c := 1; c < len(row); c++ {
			add(r, r, c, row[c])
		}
	}
	return w
}

// strip is what a page shows of a row.
type strip struct {
	row    int
	y0, y1 float64
	texts  [][]string // lines by column
	begins bool       // the row, else it goes on
	ends   bool
}

// printTable prints the ledger over as many pages as it takes.
func (p *press) printTable(t *ledger) {
	const left, top = 40.0, 70.0
	xs := []float64{left}
	for _, w := range t.columns {
		xs = append(xs, xs[len(xs)-1]+w)
	}
	s := p.sheetOf(t, xs)
	y := s.open(top, true)
	for r, row := range t.rows {
		texts := make([][]string, len(row))
		most := 1
		for c := 1; c < len(row); c++ {
			texts[c] = lines(row[c], s.room(c))
			most = max(most, len(texts[c]))
		}
		g := t.group[r]
		if r == 0 || t.group[r-1] != g {
			s.queue[g] = lines(t.groups[g], s.room(0))
		}
		if last := r+1 == len(t.rows) || t.group[r+1] != g; last {
			most = max(most, len(s.queue[g])-s.groupRoom(g))
		}
		begins := true
		for most > 0 {
			fit := int((s.bottom - y - s.pad) / s.lead)
			if most > fit && (p.breaks == "" && begins || fit < 2) {
				s.close()
				y = s.open(top, !p.once)
				continue
			}
			n := min(most, fit)
			b := strip{row: r, y0: y, y1: y + float64(n)*s.lead + s.pad, begins: begins, ends: n == most}
			b.texts = make([][]string, len(texts))
			for c := range texts {
				k := min(n, len(texts[c]))
				b.texts[c], texts[c] = texts[c][:k], texts[c][k:]
			}
			s.bands = append(s.bands, b)
			most -= n
			begins = false
			if y = b.y1; !b.ends {
				s.close()
				y = s.open(top, !p.once)
			}
		}
	}
	s.close()
}

// tableSheet is one page of a table.
type tableSheet struct {
	*press
	t         *ledger
	xs        []float64
	bands     []strip
	queue     map[int][]string // of merged cells, by group, not printed yet
	lead, pad float64
	head      float64 // where the captions end
	top       float64
	bottom    float64
}

func (p *press) sheetOf(t *ledger, xs []float64) *tableSheet {
	return &tableSheet{press: p, t: t, xs: xs, lead: p.look.lead * p.size, pad: 5, queue: map[int][]string{}, bottom: p.h - 70}
}

func (s *tableSheet) room(c int) float64 { return (s.t.columns[c] - 6) / s.size }

// groupRoom counts the lines that the rows of a group have room for on this
// page, so far.
func (s *tableSheet) groupRoom(g int) (n int) {
	for _, b := range s.bands {
		if s.t.group[b.row] == g {
			n += int(math.Round((b.y1 - b.y0 - s.pad) / s.lead))
		}
	}
	return n
}

// open begins a page and prints the captions.
func (s *tableSheet) open(top float64, captions bool) float64 {
	s.newPage()
	s.bands, s.top, s.head = nil, top, top
	s.furniture()
	if captions {
		s.captions()
	}
	return s.head
}

// furniture is what stands on every page and belongs to none.
func (p *press) furniture() {
	p.text(40, 36, 8, "設備取扱対策一覧（模擬）第２版")
	foot := fmt.Sprintf(p.foot, len(p.pages))
	p.text(p.w/2-8*width(foot)/2, p.h-30, 8, foot)
}

func (s *tableSheet) captions() {
	h := s.lead + s.pad
	rows := 1.0
	if s.two {
		rows = 2
	}
	y1 := s.top + rows*h
	if !s.plain {
		s.shade(s.xs[0], s.top, s.xs[len(s.xs)-1], y1)
	}
	for c, text := range s.t.heads {
		y := s.top
		if s.two && (c == 1 || c == 2) {
			y += h
		}
		ls := lines(text, s.room(c))
		for i, l := range ls[:min(len(ls), int(rows))] {
			s.text(s.xs[c]+3, y+s.pad/2+s.size+float64(i)*s.lead, s.size, l)
		}
	}
	if s.two {
		s.text(s.xs[1]+3, s.top+s.pad/2+s.size, s.size, "対策")
		s.horizontal(s.xs[1], s.xs[3], s.top+h)
	}
	s.horizontal(s.xs[0], s.xs[len(s.xs)-1], y1)
	s.horizontal(s.xs[0], s.xs[len(s.xs)-1], s.top)
	for k, x := range s.xs {
		switch {
		case s.frameless && (k == 0 || k == len(s.xs)-1):
		case s.two && k == 2:
			s.vertical(x, s.top+h, y1)
		default:
			s.vertical(x, s.top, y1)
		}
	}
	s.head = y1
}

// close prints the rows of the page and their rules.
func (s *tableSheet) close() {
	if len(s.bands) == 0 {
		return
	}
	for i := 0; i < len(s.bands); {
		j := i
		for j < len(s.bands) && s.t.group[s.bands[j].row] == s.t.group[s.bands[i].row] {
			j++
		}
		s.printGroup(s.t.group[s.bands[i].row], s.bands[i:j])
		for _, b := range s.bands[i:j] {
			for c := 1; c < len(b.texts); c++ {
				s.cell(c, b.y0, b.y1, b.texts[c])
			}
		}
		i = j
	}
	s.rulesOf()
}

// printGroup prints as much of the merged cell as its rows on the page have
// room for.
func (s *tableSheet) printGroup(g int, bands []strip) {
	n := min(s.groupRoom(g), len(s.queue[g]))
	s.cell(0, bands[0].y0, bands[len(bands)-1].y1, s.queue[g][:n])
	s.queue[g] = s.queue[g][n:]
}

func (s *tableSheet) cell(c int, y0, y1 float64, ls []string) {
	y := y0 + s.pad/2
	if s.middle {
		y = (y0 + y1 - float64(len(ls))*s.lead) / 2
	}
	for i, l := range ls {
		s.text(s.xs[c]+3, y+s.size+float64(i)*s.lead, s.size, l)
	}
}

// rulesOf draws what parts the cells.
func (s *tableSheet) rulesOf() {
	first, last := s.xs[0], s.xs[len(s.xs)-1]
	from := s.head
	for i, b := range s.bands {
		end := i+1 == len(s.bands)
		groupEnds := end && s.breaks != "open" || b.row+1 == len(s.t.rows) || s.t.group[b.row+1] != s.t.group[b.row]
		rowEnds := b.ends || s.breaks != "open"
		if s.look.rules == "boxes" {
			for c := 1; c+1 < len(s.xs); c++ {
				s.box(s.xs[c], b.y0, s.xs[c+1], b.y1)
			}
		} else if rowEnds {
			x := s.xs[1]
			if groupEnds {
				x = first
			}
			s.horizontal(x, last, b.y1)
		}
		if s.look.rules == "boxes" && (groupEnds || end) {
			s.box(first, from, s.xs[1], b.y1)
			from = b.y1
		}
	}
	bottom := s.bands[len(s.bands)-1].y1
	if s.head == s.top && s.look.rules != "boxes" && s.breaks != "open" {
		s.horizontal(first, last, s.top)
	}
	for k, x := range s.xs {
		if !(s.frameless && (k == 0 || k == len(s.xs)-1)) && s.look.rules != "boxes" {
			s.vertical(x, s.head, bottom)
		}
	}
}
