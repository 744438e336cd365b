package corpus

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"shogo/corpus/pattern"
)

// Lookup returns the requirements that a citation names, in any spelling the
// documents or their readers use: 企8.2.2, システム運用編 14 遵守事項⑤, 13⑪,
// 別紙2 ②-6, 令和7年度 2-⑥, an id or an alias; for a group (別紙2 ②) its rows.
// A citation that several clauses answer to, such as 2⑥ without a volume,
// returns all of them in document order, and behind them the chapters of other
// volumes whose items are not fully known, so that the reader sees where else
// it may lead. It returns nil for words that are no citation and for a
// citation of nothing in the corpus. Items of a checklist of which only the title
// is known are found as well.
func (c *Corpus) Lookup(query string) []*Requirement {
	q := normaliseQuery(query)
	if q == "" {
		return nil
	}
	if r := c.lookupID(q); r != nil {
		return r
	}
	found := map[string]bool{}
	var titles []*Requirement // items of which only the title is known
	if m, ok := parseMeasureQuery(q); ok {
		c.mark(found, m.matches)
	}
	if k, ok := parseChecklistQuery(q); ok {
		c.mark(found, k.matches)
		for _, r := range c.TitlesOnly() {
			if k.matches(r) {
				titles = append(titles, r)
			}
		}
	}
	k, isClause := parseClauseQuery(q)
	if isClause {
		c.mark(found, k.matches)
	}
	var out []*Requirement
	for _, r := range c.Requirements {
		if found[r.ID] {
			out = append(out, r)
		}
	}
	out = append(out, titles...)
	if isClause && len(out) > 0 {
		out = append(out, c.openChapters(k, out)...)
	}
	return out
}

func (c *Corpus) mark(found map[string]bool, matches func(*Requirement) bool) {
	for _, r := range c.Requirements {
		if matches(r) {
			found[r.ID] = true
		}
	}
}

// halfWidthKana are the abbreviations of a volume as a half-width keyboard
// types them.
var halfWidthKana = strings.NewReplacer("ｼｽﾃﾑ", "システム", "ｼｽ", "シス", "ｼ", "シ")

// normaliseQuery folds width, drops quotation marks around the query and joins
// white space. Circled digits stay.
func normaliseQuery(s string) string {
	s = strings.Join(strings.Fields(foldWidth(halfWidthKana.Replace(s))), " ")
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("「」『』\"'▶。、", r) })
}

// lookupID finds an id, an alias, the id of a group, an id without the name of
// its guideline, sys-8-i03, or a citation exactly as a requirement bears it.
func (c *Corpus) lookupID(q string) []*Requirement {
	id := strings.ToLower(q)
	if r := c.Find(id); r != nil {
		return []*Requirement{r}
	}
	if g := c.Group(id); g != nil {
		return c.members(g)
	}
	var out []*Requirement
	for _, d := range c.Documents {
		if r := c.Requirement(d.ID + "-" + id); r != nil && d.Family == FamilyGuideline {
			out = append(out, r)
		}
	}
	for _, r := range slices.Concat(c.Requirements, c.TitlesOnly()) { // as the site prints it: 企画管理編 13 (項番不明)
		if normaliseQuery(r.Citation) == q {
			out = append(out, r)
		}
	}
	return out
}

func (c *Corpus) members(g *Group) []*Requirement {
	var out []*Requirement
	for _, id := range g.Members {
		if r := c.Requirement(id); r != nil {
			out = append(out, r)
		}
	}
	return out
}

// openChapters lists the chapters, in volumes that gave no exact answer, whose
// list of items may go on to the item asked for.
func (c *Corpus) openChapters(q clauseQuery, exact []*Requirement) []*Requirement {
	ref := q.refs[0]
	if ref.Volume != "" || len(ref.Items) == 0 {
		return nil
	}
	var out []*Requirement
	for _, r := range c.Requirements {
		if r.Kind != KindClause || r.Label != ref.Number || !q.inEdition(r) ||
			slices.ContainsFunc(exact, func(e *Requirement) bool { return e.Document == r.Document && e.Volume == r.Volume }) {
			continue
		}
		g := registry().guideline(strings.TrimPrefix(r.Document, "mhlw-"))
		if g == nil {
			continue
		}
		if v := g.volume(r.Volume); v != nil && v.openList(ref.Number) {
			out = append(out, r)
		}
	}
	return out
}

// openList reports whether the number has a list of items whose end the
// registry does not know.
func (v *registryVolume) openList(number string) bool {
	n := v.node(number)
	isSection := strings.Contains(number, ".")
	return n != nil && (v.Level == "chapter" && !isSection || v.Level == "section" && isSection) &&
		len(n.Labels) == 0 && (n.Items == nil || !n.Items.Exact)
}

// labelNumber reads the number of a label: ⑥, (6), 2-⑥, ②-6 by its last part.
func labelNumber(label string) int {
	if i := strings.LastIndex(label, "-"); i >= 0 {
		label = label[i+1:]
	}
	for _, r := range label {
		if n := CircledValue(r); n > 0 {
			return n
		}
	}
	n, _ := strconv.Atoi(strings.Trim(foldWidth(label), "() "))
	return n
}

const itemMark = `([①-⑳㉑-㉟㊱-㊿]|\(\d{1,2}\))`

var (
	// 別紙2 3.7 ①-1, annex2 ②-6, ②-6, 別紙2 p25 ②-4, 別紙2 ②
	measureName   = pattern.New(`^(?i:annex ?2(?:-\d\.\d)?|別紙 ?2|対応表)[ :の-]*`)
	measureSpot   = pattern.New(`^(?:(\d{1,2}\.\d{1,2})|[pP]?\.? ?(\d{1,2}) ?(?:ページ|頁)|[pP]\.? ?(\d{1,2}))(?:[ .の-]+|$)`)
	measureMark   = pattern.New(`^` + itemMark + `(?: ?[-ー―—] ?(\d{1,2}))?$`)
	measureDigits = pattern.New(`^(\d{1,2}) ?[-ー―—] ?(\d{1,2})$`)
)

// measureQuery is a citation of the mapping table. Zero values leave open.
type measureQuery struct {
	major      string
	page       int
	group, row int
}

// parseMeasureQuery reads a citation of the mapping table. Without its name
// only a row counts, for ② alone says nothing.
func parseMeasureQuery(q string) (m measureQuery, ok bool) {
	rest := measureName.ReplaceAllString(q, "")
	named := rest != q
	if p := measureSpot.FindStringSubmatch(rest); p != nil {
		m.major = p[1]
		m.page, _ = strconv.Atoi(p[2] + p[3])
		rest = rest[len(p[0]):]
	}
	if rest == "" {
		return m, named && (m.major != "" || m.page != 0)
	}
	if d := measureDigits.FindStringSubmatch(rest); d != nil && named {
		m.group, _ = strconv.Atoi(d[1])
		m.row, _ = strconv.Atoi(d[2])
		return m, true
	}
	d := measureMark.FindStringSubmatch(rest)
	if d == nil || d[2] == "" && !named {
		return m, false
	}
	m.group = labelNumber(d[1])
	m.row, _ = strconv.Atoi(d[2])
	return m, true
}

func (m measureQuery) matches(r *Requirement) bool {
	if r.Kind != KindMeasure || r.Group == nil && m.group != 0 || !m.inPlace(r.MajorItem, r.Provenance.Page) {
		return false
	}
	return (m.group == 0 || labelNumber(r.Group.Label) == m.group) && (m.row == 0 || labelNumber(r.Label) == m.row)
}

func (m measureQuery) inPlace(major *SectionRef, page int) bool {
	return (m.major == "" || major != nil && major.Number == m.major) && (m.page == 0 || page == m.page)
}
