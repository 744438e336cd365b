package corpus

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// pageTruth is what is to be read from a page of the mapping table; written by
// hand for the real pages, known for made ones.
type pageTruth struct {
	Page         int          `json:"page"`
	Part         string       `json:"part"`
	Groups       []groupTruth `json:"groups"`
	Requirements []cellTruth  `json:"requirements"`
	Drafts       []string     `json:"drafts"`
}

type groupTruth struct {
	Major       string     `json:"major"`
	MajorTitle  string     `json:"major_title"`
	Mark        string     `json:"mark"`
	Title       string     `json:"title"`
	Scenario    string     `json:"scenario"`
	ScenarioCut bool       `json:"scenario_cut"`
	Rows        []rowTruth `json:"rows"`
}

type rowTruth struct {
	Label     string `json:"label"`
	Text      string `json:"text"`
	Mark      string `json:"mark"`
	Truncated bool   `json:"truncated"`
}

type cellTruth struct {
	Volume   string   `json:"volume"`
	Actual   string   `json:"actual"` // the volume the title belongs to, where the print names another
	Chapter  int      `json:"chapter"`
	Title    string   `json:"title"`
	Item     int      `json:"item"`
	Category string   `json:"category"`
	Text     string   `json:"text"`
	Bullets  []string `json:"bullets"`
}

// A madeLine is one line of one cell of a made page, with its place on paper.
type madeLine struct {
	text  string
	y     float64
	x     int // column, left to right
	cell  int
	index int // within the cell
}

// A madePage is a page under construction.
type madePage struct {
	r     *rand.Rand
	lines []madeLine
	cells int
	y     float64
	loose bool // replaced prose, whose lines do not fill their column
	draft bool
	old   bool
	part  string
	truth pageTruth
}

// put prints a cell with its top at about y: baselines differ a little.
func (p *madePage) put(x int, y float64, lines ...string) {
	if x > 3 {
		y += p.r.Float64() * 0.3
	}
	for i, s := range lines {
		p.lines = append(p.lines, madeLine{s, y + float64(i), x, p.cells, i})
	}
	p.cells++
}

// lost reports a cell whose last line the old scrape would drop.
func (p *madePage) lost(lines []string) bool {
	return slices.ContainsFunc(lines, func(s string) bool { return len([]rune(s)) < 2 })
}

// wrapped makes text until no line of it has one character only.
func (p *madePage) wrapped(write func() string, first, next float64) (string, []string) {
	for {
		s := write()
		if lines := wrapAt(p.r, s, first, next, p.loose); !p.lost(lines) {
			return s, lines
		}
	}
}

// makePage makes a page of the table's family: its text and what it says. Equal
// seeds make equal pages.
func makePage(seed uint64) (string, *pageTruth) {
	r := rand.New(rand.NewPCG(seed, 25))
	p := &madePage{r: r, loose: r.IntN(3) == 0, draft: r.IntN(5) < 3, old: r.IntN(5) < 3}
	p.truth.Page = 2 + r.IntN(37)
	mark, major := 1+r.IntN(3), ""
	majorNo := 1 + r.IntN(11)
	part := 1 + r.IntN(3)
	for n := 1 + r.IntN(4); n > 0; n-- {
		continued := len(p.truth.Groups) == 0 && r.IntN(2) == 0
		title := ""
		if !continued && (r.IntN(4) == 0 || len(p.truth.Groups) == 0 && r.IntN(3) == 0) {
			if r.IntN(3) == 0 {
				p.part = fmt.Sprintf("%d. %s", part, []string{"人的・組織的対策", "物理的対策", "技術的対策"}[part-1])
				p.truth.Part = p.part
			}
			major, title, mark = fmt.Sprintf("%d.%d", part, majorNo), p.majorTitle(), 1
			majorNo++
		}
		g := groupTruth{Major: major, Mark: Circled(mark)}
		if title != "" {
			g.MajorTitle = title
		} else if k := len(p.truth.Groups); k > 0 {
			g.MajorTitle = p.truth.Groups[k-1].MajorTitle
		}
		p.group(&g, mark, title, continued)
		p.truth.Groups = append(p.truth.Groups, g)
		mark++
	}
	return p.print(), &p.truth
}

func (p *madePage) majorTitle() string {
	return pick(p.r, []string{"規程・手順の策定", "入退管理", "機器・ソフトウェアの保守", "災害等への対策", "教育及び訓練の実施", "通信経路の保護", "不正な侵入の監視", "委託先の管理", "記録媒体の取扱い"})
}

func (p *madePage) groupTitle() string {
	return pick(p.r, madeWhat) + pick(p.r, []string{"の", "に係る", "及び記録の", ""}) + pick(p.r, []string{"管理", "策定", "確認", "保管・廃棄", "運用", "見直し"})
}

// group prints a 小項目: title, rows and scenario on the left, its
// requirements on the right.
func (p *madePage) group(g *groupTruth, mark int, major string, continued bool) {
	top := p.y
	if !continued {
		for lines := []string{""}; p.lost(lines); {
			g.Title = p.groupTitle()
			lines = wrapAt(p.r, g.Mark+g.Title, groupWidth, groupWidth, false)
			if p.lost(lines) {
				continue
			}
			p.heads(g, major, lines)
		}
		var lines []string
		g.Scenario, lines = p.wrapped(p.scenario, scenarioWidth, scenarioWidth)
		p.put(5, top+p.r.Float64(), lines...)
	}
	first := 1
	if continued {
		first = 2 + p.r.IntN(8)
	}
	y := top
	for i := 0; i < 1+p.r.IntN(6); i++ {
		y = p.row(g, fmt.Sprintf("%s-%d", g.Mark, first+i), y)
	}
	right := top + p.r.Float64()
	for n := p.r.IntN(4); n > 0 || right == top; n-- {
		right = p.requirement(right)
	}
	p.y = max(y, right) + 0.5
}

func (p *madePage) scenario() string {
	if p.loose {
		return madeFill(p.r, "という危険の見本である。")
	}
	return madeScenario(p.r)
}

// heads prints part, 大項目 and the title of the 小項目.
func (p *madePage) heads(g *groupTruth, major string, title []string) {
	if p.part != "" {
		p.put(0, p.y-0.9, p.part)
		p.part = ""
	}
	if major == "" {
		p.put(1, p.y, title...)
		return
	}
	lines := wrapAt(p.r, g.Major+". "+major, majorWidth, majorWidth, false)
	for p.lost(lines) {
		lines = []string{g.Major + ". " + major}
	}
	if p.r.IntN(3) == 0 { // both on one line
		lines[0] += " " + title[0]
		p.put(0, p.y, lines...)
		p.put(1, p.y+1, title[1:]...)
		return
	}
	p.put(0, p.y-0.1, lines...)
	p.put(1, p.y, title...)
}

func (p *madePage) row(g *groupTruth, label string, y float64) float64 {
	text, lines := p.wrapped(func() string {
		if p.loose {
			return madeFill(p.r, "という見本の文である。")
		}
		return madeStatement(p.r)
	}, rowWidth, rowWidth)
	row := rowTruth{Label: label, Text: text}
	at := y - 0.01
	if p.r.IntN(4) == 0 { // label centred in its cell
		at = y + float64(len(lines)-1)/2 + 0.01
	}
	p.put(2, at, label)
	if p.r.IntN(3) == 0 {
		row.Mark = "◎"
		p.put(4, at+0.3, "◎")
	}
	if p.r.IntN(25) == 0 && len(lines) > 2 { // the page loses the end
		lines = lines[:len(lines)-1]
		row.Truncated, row.Text = true, strings.Join(lines, "")
	}
	p.put(3, y, lines...)
	g.Rows = append(g.Rows, row)
	return y + float64(len(lines)) + 0.3
}

// requirement prints a cited clause, in both layers where the page has two.
func (p *madePage) requirement(y float64) float64 {
	c, draftTitle := p.citation()
	text, lines := p.wrapped(func() string {
		if p.loose {
			return madeFill(p.r, "という見本の要求を置くこと。")
		}
		return madeRequirement(p.r)
	}, 37, 39)
	c.Text = text
	for _, o := range p.truth.Requirements { // cells without text or number would be one
		if o.Volume == c.Volume && o.Chapter == c.Chapter && o.Item == c.Item && o.Title == c.Title {
			return y
		}
	}
	chapter := wrapCount(fmt.Sprintf("%d.%s", c.Chapter, c.Title), chapterFinal)
	height := float64(max(len(lines), len(chapter)))
	p.put(6, y+p.r.Float64()*height/2, c.Volume)
	p.put(7, y+p.r.Float64(), chapter...)
	p.put(8, y+p.r.Float64(), Circled(c.Item))
	p.put(9, y+p.r.Float64(), "【"+c.Category+"】")
	p.put(10, y+p.r.Float64(), lines...)
	if p.draft {
		p.draftCell(c, draftTitle, y)
	}
	if p.old {
		c.Item = 0
	}
	p.truth.Requirements = append(p.truth.Requirements, c)
	return y + height + 0.3
}

func (p *madePage) draftCell(c cellTruth, title string, y float64) {
	text, lines := madeDraft(p.r, c.Text), []string(nil)
	if lines = wrapAt(p.r, text, 36, 38, p.loose); p.lost(lines) {
		return
	}
	chapter := wrapCount(fmt.Sprintf("%d.%s", c.Chapter, title), chapterDraft)
	if p.lost(chapter) {
		return
	}
	volume := []string{c.Volume}
	if strings.HasPrefix(c.Volume, "システム") {
		volume = []string{"システム運用", "編"}
		if p.r.IntN(2) == 0 {
			chapter[0] = volume[0] + " " + chapter[0]
			volume = volume[1:]
		}
	}
	p.put(6, y+p.r.Float64(), volume...)
	p.put(7, y+p.r.Float64(), chapter...)
	p.put(8, y+p.r.Float64(), Circled(c.Item))
	p.put(10, y+p.r.Float64(), lines...)
	p.truth.Drafts = append(p.truth.Drafts, text)
}

// citation chooses a chapter of the guideline, by a title the registry knows
// or one it does not.
func (p *madePage) citation() (cellTruth, string) {
	g := registry().guideline(annexCites)
	for {
		v := g.Volumes[1+p.r.IntN(len(g.Volumes)-1)]
		n := v.Chapters[p.r.IntN(len(v.Chapters))]
		titles := append([]string{n.Title}, n.Variants...)
		c := cellTruth{Volume: v.Name, Chapter: atoi(n.Number), Title: pick(p.r, titles), Item: 1 + p.r.IntN(9), Category: "遵守事項"}
		draft := titles[len(titles)-1]
		switch p.r.IntN(10) {
		case 0:
			c.Title = pick(p.r, []string{"運用に関する一般的な留意事項と記録の残し方", "受託情報の取扱い", "利用者への説明と同意の取得に関する管理措置", "安全管理の全体像と用語"})
			draft = c.Title
		case 1:
			if v.Name == "企画管理編" {
				c.Actual, c.Volume = v.Name, "システム運用編"
			}
		}
		if n.Title != "" && !p.lost(wrapCount(fmt.Sprintf("%d.%s", c.Chapter, c.Title), chapterFinal)) {
			return c, draft
		}
	}
}
