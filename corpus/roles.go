package corpus

import (
	"fmt"
	"slices"
	"strings"

	"shogo/corpus/block"
	"shogo/corpus/pattern"
	"shogo/corpus/shape"
)

// rolesDialect reads 役割分担等に関する確認表 from scraped text. The columns are lost:
// a row is what stands between its number and the next one, and only lines that
// are nothing but citations are told apart. Where the numbers do not count on,
// nothing says where a row begins, and the lines stay unassigned.
var rolesDialect = dialect{name: rolesBlocks.name, family: FamilyRoles, start: startsRoles, parse: parseRolesText}

var rolesTitles = []string{"役割分担等に関する確認表", "役割分担確認表"}

// startsRoles looks for the title, and for two captions: the table is named in
// many other documents.
func startsRoles(t *Text) bool {
	if !namedOnTop(t, rolesTitles[0]) && !namedOnTop(t, rolesTitles[1]) && !namedOnTop(t, "役割分担", "推奨される対応例") {
		return false
	}
	captions := 0
	pieces, _ := splitLayout(t)
	for i := range pieces.Lines {
		if slices.Contains(rolesCaptions, foldWidth(squash(lineText(pieces, i)))) {
			captions++
		}
	}
	return captions > 1
}

// rolesCaptions are words of the caption row, without spaces, in the pieces that
// a print may cut them into.
var rolesCaptions = []string{"項番", "番号", "No.", "No", "大項目", "中項目", "小項目", "項目", "内容", "確認事項", "確認内容", "確認項目", "区分", "分類", "備考",
	"ガイドライン等関連部分", "ガイドライン等", "関連部分", "医療機関等", "事業者", "役割分担", "回答", "確認結果", "想定されるリスク", "推奨される対応例"}

// rowNumbers are the ways to number rows, the surest first: 1-1, (1), ①, 1.
// Numbers with dots are how the guidelines are cited.
var rowNumbers = []*pattern.Regexp{
	pattern.New(`^([0-9]{1,2}-[0-9]{1,2}(?:-[0-9]{1,2})?)(?:\s+(.*))?$`),
	pattern.New(`^(\([0-9]{1,2}\))\s*(.*)$`),
	pattern.New(`^([①-⑳㉑-㊿])\s*(.*)$`),
	pattern.New(`^(?:No\.?\s*)?([0-9]{1,2})\.?(?:\s+(.*))?$`),
}

// rolesText is such a text on its way to rows.
type rolesText struct {
	*liftedText
	starts map[int]string // numbers of rows by line
	row    int            // of the synthetic table
	number block.Block
	at     []int // lines of the number
	say    []int
	cites  []int
}

func parseRolesText(t *Text, reg *Registry) *parsed {
	if pieces, back := splitLayout(t); back != nil {
		out := parseRolesText(pieces, reg)
		out.roles = joinRoles(t, back, out.roles)
		return out
	}
	l := &rolesText{liftedText: newLiftedText(t)}
	l.titleLines(append(slices.Clone(rolesTitles), "推奨される対応例")...)
	for i := range t.Lines {
		if l.byRow[i] == "" && slices.Contains(rolesCaptions, foldWidth(squash(lineText(t, i)))) {
			l.byRow[i] = RoleFurniture
		}
	}
	l.starts = l.rows()
	for k, s := range []string{"項番", "内容", "ガイドライン等関連部分"} {
		l.put(block.Block{Type: block.Cell, Text: s, Table: 1, Col: k, HeaderRow: true})
	}
	for i := range t.Lines {
		if l.byRow[i] == "" {
			l.line(i)
		}
	}
	l.flush()
	out := parseRoles(l.blockText, reg)
	for _, r := range out.requirements {
		if i := r.Provenance.Block - 1; i >= 0 { // which lines are of one cell is not known
			r.Text, r.Parts = l.doc.Blocks[i].Text, []Part{}
		}
		r.Certainty, r.CertaintyReason = Ambiguous, lostColumns
		for k := range r.References {
			r.References[k].Certainty = Weaker(r.References[k].Certainty, Likely)
			r.References[k].Reason = "表の列がこのテキストでは失われているため、引用がこの行のものであることは行の並びから推定しました。" + r.References[k].Reason
		}
	}
	f := Finding{Kind: FindingInference, Source: t.Name, Message: "確認表の列がこのテキストでは失われています。行は番号の並びから推定しました。PDFまたは表計算の原本から読み込むと確定します。"}
	if len(l.starts) == 0 {
		f.Kind, f.Message = FindingLoss, "確認表の列と行の番号がこのテキストでは失われているため、行として収録していません。PDFまたは表計算の原本から読み込むと読み取れます。"
	}
	l.findings = append(l.findings, f)
	return l.settled(out)
}

// lostColumns is the doubt about a row of a table whose columns are lost.
const lostColumns = "表の列がこのテキストでは失われているため、この番号の行にある文を印字の順にすべて載せています。項目名・内容・備考などの区別はできません。"

// rows finds the numbers of the rows: those of the style whose numbers count on
// the farthest from the first.
func (l *rolesText) rows() map[int]string {
	best := map[int]string{}
	for _, style := range rowNumbers {
		found := map[int]string{}
		var last []int
		for i := range l.text.Lines {
			m := style.FindStringSubmatch(foldWidth(lineText(l.text, i)))
			if l.byRow[i] != "" || m == nil || isAboutClauses(m[2]) {
				continue
			}
			n := rowParts(m[1])
			if last == nil && !slices.ContainsFunc(n, func(k int) bool { return k != 1 }) || last != nil && isNextRow(last, n) {
				found[i], last = m[1], n
			}
		}
		if len(found) > 1 && len(found) > len(best) {
			best = found
		}
	}
	return best
}

func rowParts(s string) (out []int) {
	for part := range strings.SplitSeq(rowCode(s), "-") {
		out = append(out, atoi(part))
	}
	return out
}

// isNextRow reports 1-3 or 2-1 behind 1-2, and 3 behind 2.
func isNextRow(a, b []int) bool {
	for k := range min(len(a), len(b)) {
		if a[k] != b[k] {
			return b[k] == a[k]+1 && !slices.ContainsFunc(b[k+1:], func(n int) bool { return n != 1 })
		}
	}
	return len(b) == len(a)+1 && b[len(a)] == 1
}

// line reads one line.
func (l *rolesText) line(i int) {
	s := lineText(l.text, i)
	switch number, starts := l.starts[i]; {
	case starts:
		l.flush()
		l.number, l.at = block.Block{Type: block.Cell, Text: number, Table: 1, Row: l.row + 1}, []int{i}
	case l.opensPart(i, s):
		l.flush()
		l.row++
		l.put(block.Block{Type: block.Cell, Text: s, Table: 1, Row: l.row, ColSpan: 3}, i)
	case l.at == nil: // before the first row
	case l.isCitation(s):
		l.cites = append(l.cites, i)
	default:
		l.say = append(l.say, i)
	}
}

// opensPart reports the heading of a part in front of its first row: 1．契約前の合意
// above 1-1.
func (l *rolesText) opensPart(i int, s string) bool {
	number, title := cutNumberedTitle(s)
	if number == "" || title == "" || strings.ContainsAny(number, ".-") || strings.Contains(title, "。") {
		return false
	}
	for k := i + 1; k < len(l.text.Lines); k++ {
		if l.byRow[k] == "" {
			return rowCode(l.starts[k]) == number+"-1"
		}
	}
	return false
}

// isCitation reports a line that is nothing but citations, or goes on with the
// citations above it.
func (l *rolesText) isCitation(s string) bool {
	if volume, rest, ok := parseVolume(s); ok && strings.TrimSpace(rest) == "" && volume != "" {
		return true
	}
	refs, others, rest := parseGuidelineCell(s)
	if len(refs)+len(others) > 0 && rest == "" {
		return true
	}
	if n := len(l.cites); n > 0 { // 14⑤ below システム運用編
		_, _, _, after, ok := parseNumref(s)
		return ok && strings.Trim(after, "、, 　") == ""
	}
	return false
}

// flush makes the cells of the row that ends.
func (l *rolesText) flush() {
	if l.at == nil {
		return
	}
	l.row++
	l.put(l.number, l.at...)
	number := lineText(l.text, l.at[0])
	for _, style := range rowNumbers { // 1-1 責任分界
		if m := style.FindStringSubmatch(foldWidth(number)); m != nil && m[1] == l.number.Text && m[2] != "" {
			l.say = append([]int{l.at[0]}, l.say...)
			break
		}
	}
	text := func(lines []int) string {
		var out []string
		for _, i := range lines {
			s := lineText(l.text, i)
			if i == l.at[0] {
				s = strings.TrimSpace(s[strings.IndexAny(s+" ", " 　)）"):])
				s = strings.TrimSpace(strings.TrimLeft(s, ")）"))
			}
			out = append(out, s)
		}
		return strings.Join(out, "\n")
	}
	if len(l.say) > 0 {
		l.put(block.Block{Type: block.Cell, Text: text(l.say), Table: 1, Row: l.row, Col: 1}, l.say...)
	}
	if len(l.cites) > 0 {
		l.put(block.Block{Type: block.Cell, Text: text(l.cites), Table: 1, Row: l.row, Col: 2}, l.cites...)
	}
	l.at, l.say, l.cites = nil, nil, nil
}

// correspondenceDialect recognises the table that sets the volumes side by side.
// In scraped text nothing says any more which titles stood in one row, so that
// no link is read from it.
var correspondenceDialect = dialect{name: correspondenceBlocks.name, family: FamilyCorrespondence,
	start: func(t *Text) bool { return namedOnTop(t, "相関表") }, parse: parseCorrespondenceText}

func parseCorrespondenceText(t *Text, reg *Registry) *parsed {
	l := newLiftedText(t)
	l.titleLines("相関表")
	d := l.describe(reg, FamilyCorrespondence)
	edition, _ := reg.citedEdition(d.ID)
	if edition == "" {
		edition = annexCites
	}
	named := 0
	for i := range t.Lines {
		s := lineText(t, i)
		switch {
		case l.byRow[i] != "":
		case captionVolume(s) != "" || slices.Contains(migrationCaptions, foldWidth(squash(s))):
			l.byRow[i] = RoleFurniture
		case reg.isHeading(edition, s):
			l.byRow[i] = RoleCitation
			named++
		case bareMark(s) || citedCellLine.MatchString(foldWidth(squash(s))) || olderClause.MatchString(foldWidth(squash(s))):
			l.byRow[i] = RoleCitation
		}
	}
	l.findings = append(l.findings, Finding{Kind: FindingLoss, Source: t.Name,
		Message: fmt.Sprintf("相関表の列と行がこのテキストでは失われています。章や節の題名を%d行読み取りましたが、どれとどれが対応するかは分からないため、リンクにしていません。PDFまたは表計算の原本から読み込むと読み取れます。", named)})
	return l.settled(&parsed{document: d})
}

// olderClause matches a clause of 5.2 as cells name it: 6.5C2, 7.1, after
// foldWidth and without spaces.
var olderClause = pattern.New(`^[0-9]{1,2}(?:\.[0-9]{1,2})+[A-D](?:[0-9]{1,2}(?:\([0-9]{1,2}\))?)?$`)

// bareMark reports a cell that marks something and says no more: ○, －.
func bareMark(s string) bool {
	return s != "" && strings.Trim(s, "○◯〇●◎-－―ー–—−／/") == ""
}

// isHeading reports a line that names a chapter or section of the edition by
// number and title.
func (r *Registry) isHeading(edition, line string) bool {
	number, title := cutNumberedTitle(line)
	if number == "" || title == "" || shape.NumberDepth(number) == 0 {
		return false
	}
	for _, v := range r.guideline(edition).Volumes {
		if n := v.node(number); n != nil && n.Title != "" && titleSimilarity(n.Title, title) >= titleFits {
			return true
		}
	}
	return false
}
