package corpus

import (
	"slices"
	"strconv"
	"strings"

	"shogo/corpus/pattern"
)

var (
	// チェックリスト, 令和7年度版, R7, clm-r7: any of them, in any order
	checklistPrefix = pattern.New(`^(?i:サイバーセキュリティ対策|チェックリスト(?:マニュアル)?|マニュアル|(?:令和 ?|R|clm-r)(\d{1,2})(?: ?年度?)?版?|確認項目|項目)[ :の-]*`)
	// 2-⑥, 2⑥, 2 ⑥, 2(6), ⑥
	checklistNumber = pattern.New(`^(?:(\d) ?([-ー―—]?) ?)?` + itemMark + `$`)
	checklistDigits = pattern.New(`^(\d) ?[-ー―—] ?(\d{1,2})$`)
)

// checklistQuery is a citation of a checklist item. Zero values leave open,
// but the unnumbered section cannot be asked for.
type checklistQuery struct {
	year, section, item int
}

// parseChecklistQuery reads a citation of a checklist item. Without a name,
// 2-⑥ and 2⑥ count, for that is how the manual cites itself.
func parseChecklistQuery(q string) (k checklistQuery, ok bool) {
	named := false
	for {
		p := checklistPrefix.FindStringSubmatch(q)
		if p == nil {
			break
		}
		if p[1] != "" {
			k.year, _ = strconv.Atoi(p[1])
		}
		q, named = q[len(p[0]):], true
	}
	if d := checklistNumber.FindStringSubmatch(q); d != nil && (named || d[1] != "" && !strings.HasPrefix(d[3], "(")) {
		k.section, _ = strconv.Atoi(d[1])
		k.item = labelNumber(d[3])
		return k, true
	}
	if d := checklistDigits.FindStringSubmatch(q); d != nil && named {
		k.section, _ = strconv.Atoi(d[1])
		k.item, _ = strconv.Atoi(d[2])
		return k, true
	}
	return k, false
}

func (k checklistQuery) matches(r *Requirement) bool {
	year := "clm-r" + strconv.Itoa(k.year)
	return r.Kind == KindChecklistItem && labelNumber(r.Label) == k.item &&
		(k.section == 0 || r.Section.Number == strconv.Itoa(k.section)) &&
		(k.year == 0 || r.Document == year || strings.HasPrefix(r.Document, year+"-"))
}

// guidelinePrefix matches the name and edition before a volume:
// 安全管理ガイドライン 第6.0版 システム運用編 14⑤, mhlw-6.0 sys-8.
var guidelinePrefix = pattern.New(`^(?i:厚労省 ?|厚生労働省 ?|医療情報システムの)?(?:(?:安全管理に関する|安全管理)?ガイドライン|(?i:GL))? ?(?:第? ?(\d\.\d) ?版|(?i:mhlw-)(\d\.\d)|)[ :の、]*`)

// clauseQuery is a citation of guideline clauses; a reference without a volume
// leaves it open.
type clauseQuery struct {
	edition string
	refs    []Reference
}

// parseClauseQuery reads citations of the guideline that make up the whole
// query. A bare integer is no citation.
func parseClauseQuery(q string) (k clauseQuery, ok bool) {
	m := guidelinePrefix.FindStringSubmatch(q)
	rest := q
	if m != nil {
		k.edition = m[1] + m[2]
		rest = q[len(m[0]):]
	}
	refs, ok := citations(strings.Trim(rest, "()[] "))
	if !ok && rest != q {
		k.edition = ""
		refs, ok = citations(q)
	}
	if !ok {
		return k, false
	}
	k.refs = refs
	return k, true
}

// citations reads s as nothing but citations. A volume holds until the next
// one is named: システム運用編 8③ 8.1.
func citations(s string) ([]Reference, bool) {
	p := &inlineParser{text: s, line: 1}
	volume := ""
	for pos := 0; pos < len(s); {
		name, rest, named := parseVolume(s[pos:])
		if named {
			volume, pos = name, len(s)-len(rest)
		}
		end := p.group(volume, pos)
		if end == pos {
			return nil, false
		}
		pos = end
		if pos < len(s) {
			after, sep := cutItemSeparator(s[pos:])
			if sep == "" || after == "" {
				return nil, false
			}
			pos = len(s) - len(after)
		}
	}
	if len(p.refs) == 1 {
		r := p.refs[0]
		bare := r.Volume == "" && len(r.Items) == 0 && !strings.Contains(r.Number, ".") && r.Raw == r.Number
		return p.refs, !bare
	}
	return p.refs, len(p.refs) > 0
}

func (k clauseQuery) inEdition(r *Requirement) bool {
	return k.edition == "" || r.Document == "mhlw-"+k.edition
}

func (k clauseQuery) matches(r *Requirement) bool {
	return r.Kind == KindClause && k.inEdition(r) && slices.ContainsFunc(k.refs, func(ref Reference) bool { return ref.names(r) })
}

// names reports whether the reference names the clause. Without a label, a
// number whose lists restart under labels names the item of every list.
func (ref *Reference) names(r *Requirement) bool {
	if ref.Volume != "" && ref.Volume != r.Volume {
		return false
	}
	number, label, items, _, ok := parseNumref(r.Label)
	if !ok || number != ref.Number || ref.Label != "" && ref.Label != label {
		return false
	}
	if len(ref.Items) == 0 {
		return len(items) == 0 && r.Label == number
	}
	return len(items) == 1 && slices.Contains(ref.Items, items[0])
}
