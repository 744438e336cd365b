package corpus

import (
	"fmt"
	"strconv"
	"strings"

	"shogo/corpus/block"
)

// A blockProse is a document of headings, items and paragraphs on its way to
// clauses: a guideline volume, or an organisation's own rules.
type blockProse struct {
	*blockText
	reg     *Registry
	volume  string // of the official guideline, else empty
	edition string // of the guideline it is or cites, empty if unknown
	// articles is true for rules, whose 第5条 is a section of its own and whose
	// numbered items count without 【遵守事項】 above them.
	articles bool

	preface    *blockClause // takes text before any heading, nil where such text is no clause
	clauses    []*blockClause
	chapter    *blockClause // nil until one is read
	section    *blockClause
	partClause *blockClause // C of a section of 5.2, nil for none
	current    *blockClause // takes the text
	// parts is true for the editions whose sections are parted A to D, headless
	// for a volume whose lists stand below no 【遵守事項】: numbers alone tell.
	parts, headless bool
	inList          bool
	label           string
	category        string // of the list, as printed
	last            int
	kind            markKind // of the marks that count in the list
	table           int      // the table the last cell was of
	unplaced        []int
	footnotes       int
	of              map[*Requirement]*blockClause
	named           map[string]int // headings without number below each parent
}

// blockClause is a chapter, a section or an item.
type blockClause struct {
	number, label string // label: 説明責任 …
	name          string // 第5条, as cited; empty where the number says it
	item          int
	mark          string // of an item, as printed
	category      string // of the list an item stands in, or the part
	title, target string
	level         int // 1 chapter, 2 section
	chapter       *blockClause
	heading       int // index of the block
	body          []int
	texts         []Part // Label holds the mark of a bullet
	certainty     Certainty
	reason        string
}

// walk reads all blocks of the body.
func (p *blockProse) walk() {
	p.named, p.of = map[string]int{}, map[*Requirement]*blockClause{}
	if p.preface != nil {
		p.chapter = p.preface
		p.open(p.preface)
	}
	for i := range p.doc.Blocks {
		if !p.isBody(i) {
			continue
		}
		b := &p.doc.Blocks[i]
		if p.parts && p.openPart(i) {
			continue
		}
		switch b.Type {
		case block.TOC:
			p.roles[i] = RoleFurniture
		case block.Chapter, block.Section:
			p.heading(i)
		case block.ClauseHead:
			p.clauseHead(i)
		case block.Item:
			p.item(i)
		case block.Note:
			p.text(i, Part{Kind: PartNote, Text: b.Text}, RoleNote)
		case block.Footnote:
			p.footnote(i)
		case block.Cell:
			p.cell(i)
		default:
			p.paragraph(i)
		}
	}
	if p.footnotes > 0 {
		p.findings = append(p.findings, Finding{Kind: FindingInference, Source: p.source.Name,
			Message: fmt.Sprintf("脚注%d件は、付いた箇所を読み取れないため、同じページまでの最後の箇条に添えました。", p.footnotes)})
	}
	if len(p.unplaced) > 0 {
		p.find(FindingLoss, p.unplaced[0], "", "最初の見出しより前にある%dか所の文は、どの箇条のものでもないため、箇条として収録していません。", len(p.unplaced))
	}
}

// heading opens a chapter or a section.
func (p *blockProse) heading(i int) {
	b := &p.doc.Blocks[i]
	p.roles[i] = RoleHeading
	if b.No == "" && (p.articles && (len(p.clauses) == 0 || p.current == p.preface) && p.isTitle(i) || !p.articles && p.chapter == nil) {
		return // the title of the document, or the preface of a volume
	}
	if b.No == "" && !p.articles {
		p.inList, p.current = false, p.owner()
		p.text(i, Part{Kind: PartGuidance, Text: b.Text}, RoleHeading)
		return // a caption; only numbers part a volume
	}
	c := &blockClause{number: headingNumber(b.No), title: b.Text, target: b.Scope, heading: i, certainty: Certain, level: 2}
	m := divisionNumber.FindStringSubmatch(squash(b.No))
	if !strings.Contains(c.number, ".") && (b.Type == block.Chapter || c.number != "" && m == nil && !p.articles) {
		c.level = 1
	}
	switch {
	case m != nil:
		c.name, c.number = squash(b.No), divisionCode(m)
		if c.level == 2 && m[2] != "条" && p.chapter != nil {
			c.number = p.chapter.number + "." + c.number // 第2節 counts anew in every chapter
		}
	case c.number == "":
		p.unnumbered(c)
	case c.level == 2 && p.chapter != nil && !strings.Contains(c.number, "."):
		c.number = p.chapter.number + "." + c.number
	}
	p.partClause = nil
	if c.level == 1 {
		p.chapter, p.section = c, nil
		c.chapter = c
	} else {
		p.section = c
		c.chapter = p.chapter
	}
	p.open(c)
	p.inList, p.last, p.label, p.category = false, 0, "", ""
}

// divisionCodes are the ASCII letters of 第N編 to 第N項 inside ids.
var divisionCodes = map[string]string{"編": "v", "部": "pt", "章": "", "節": "s", "款": "k", "条": "a", "項": "p"}

// divisionCode is a5 for 第5条, 4 for 第4章, a5-2 for 第5条の2.
func divisionCode(m []string) string {
	s := divisionCodes[m[2]] + kanjiNumber(m[1])
	if m[3] != "" {
		s += "-" + kanjiNumber(m[3])
	}
	return s
}

// unnumbered gives a heading without a number one by its place, and says so.
func (p *blockProse) unnumbered(c *blockClause) {
	parent := ""
	if c.level == 2 {
		parent = p.chapterNumber()
	}
	p.named[parent]++
	c.number = "h" + strconv.Itoa(p.named[parent])
	if parent != "" {
		c.number = parent + "." + c.number
	}
	c.name = c.title
	c.certainty, c.reason = Likely, "見出しに番号がないため、順番で識別しています。見出しを増やすと識別子が変わることがあります。"
}

func (p *blockProse) chapterNumber() string {
	if p.chapter == nil {
		return ""
	}
	return p.chapter.number
}

// isTitle reports whether the heading is the title of the document.
func (p *blockProse) isTitle(i int) bool {
	b := &p.doc.Blocks[i]
	if squash(b.Text) == squash(p.doc.Title) || squash(b.Text) == squash(p.source.Title) {
		return true
	}
	for j := i + 1; j < len(p.doc.Blocks); j++ { // the only heading of its level
		if p.doc.Blocks[j].Type == block.Chapter {
			return p.doc.Blocks[j].No != ""
		}
	}
	return p.doc.Format == "md"
}

func (p *blockProse) open(c *blockClause) {
	p.clauses = append(p.clauses, c)
	p.current, p.table = c, 0
}

// owner is the clause that explanation belongs to.
func (p *blockProse) owner() *blockClause {
	if p.partClause != nil {
		return p.partClause
	}
	if p.section != nil {
		return p.section
	}
	return p.chapter
}

// clauseHead opens a list of requirements, or stands as a caption over text.
func (p *blockProse) clauseHead(i int) {
	text := p.doc.Blocks[i].Text
	label := listLabel(text)
	if !isRequirementsHead(text) && label == "" && !(p.headless && p.listFollows(i)) {
		p.inList = false
		p.current = p.owner()
		p.text(i, Part{Kind: PartGuidance, Text: text}, RoleHeading)
		return
	}
	p.roles[i] = RoleHeading
	p.inList, p.last, p.label, p.category, p.current = true, 0, label, strings.Trim(squash(text), "【】[]［］"), p.owner()
	if label != "" {
		p.category = ""
	}
}

// item opens an item of a list of requirements, or adds a bullet.
func (p *blockProse) item(i int) {
	b := &p.doc.Blocks[i]
	if m := divisionNumber.FindStringSubmatch(squash(b.No)); m != nil && m[2] == "条" && p.articles {
		c := &blockClause{number: divisionCode(m), name: squash(b.No), heading: i, certainty: Certain, level: 2, chapter: p.chapter}
		p.section, p.inList, p.last, p.label = c, false, 0, ""
		p.open(c)
		p.text(i, Part{Kind: PartGuidance, Text: b.Text}, RoleRequirement)
		return
	}
	k, kind := markValue(b.No), markKindOf(b.No)
	if k == 1 && !p.inList && p.headless && kind == markCircled && p.isHeading(i-1) {
		p.inList, p.last = true, 0
	}
	goesOn := p.last > 0 && k == p.last+1 // a paragraph between two items does not end their list
	counts := k > p.last && (p.inList || p.articles || goesOn) && p.owner() != nil && (p.last == 0 || kind == p.kind)
	if p.articles && p.last == 0 && k != 1 {
		counts = false
	}
	if !counts {
		p.text(i, Part{Kind: PartItem, Label: bulletLabel(b.No), Text: b.Text}, RoleGuidance)
		return
	}
	if k > p.last+1 {
		p.find(FindingLoss, i, "", "%sの次に%sがあり、間の項目がこのファイルに見つかりません。", Circled(p.last), Circled(k))
	}
	o := p.owner()
	c := &blockClause{number: o.number, name: o.name, label: p.label, item: k, mark: b.No, category: p.category, title: o.title, chapter: o.chapter, heading: i, certainty: Certain}
	p.open(c)
	p.last, p.kind = k, kind
	p.text(i, Part{Kind: PartGuidance, Text: b.Text}, RoleRequirement)
}

// bulletLabel keeps a mark that counts: (1), ア; a bullet is only drawn.
func bulletLabel(no string) string {
	if strings.Trim(no, "・･●○■□◆◇▪▫•‣◦➢➤✓✔-－–—*＊") == "" {
		return ""
	}
	return no
}

// markValue is the number of ③, (3), （３）, 3; 0 for any other mark.
func markValue(no string) int {
	if r := []rune(no); len(r) == 1 && CircledValue(r[0]) > 0 {
		return CircledValue(r[0])
	}
	s := strings.Trim(foldWidth(no), "().")
	if n := atoi(s); n > 0 && n < 100 && strconv.Itoa(n) == s {
		return n
	}
	return 0
}
