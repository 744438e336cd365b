package site

import (
	"fmt"
	"strconv"
	"strings"

	"shogo/corpus"
)

// badge is a certainty in words a visitor understands.
type badge struct {
	Class  string // certain, likely, ambiguous: a style class
	Label  string
	Reason string
}

func newBadge(c corpus.Certainty, reason string) badge {
	switch c {
	case corpus.Certain:
		return badge{"certain", "確実", reason}
	case corpus.Likely:
		return badge{"likely", "推定", reason}
	}
	// An unknown grade is shown as the weakest, never as a better one.
	return badge{"ambiguous", "あいまい", reason}
}

var roleNames = map[corpus.Role]string{
	corpus.RoleHeading:     "見出し",
	corpus.RoleRequirement: "要求事項の本文",
	corpus.RoleGuidance:    "解説",
	corpus.RoleDefinition:  "用語の解説",
	corpus.RoleSupplement:  "補足",
	corpus.RoleExample:     "例",
	corpus.RoleTable:       "表",
	corpus.RoleNote:        "注記",
	corpus.RoleCitation:    "引用（参照先の表示）",
	corpus.RoleDraft:       "旧草案の文言",
	corpus.RoleFurniture:   "配布元の見出し・ページ番号など",
	corpus.RoleBlank:       "空行",
	corpus.RoleUnassigned:  "役割が決まらない行",
}

// nameIn returns the Japanese name of a word of the model, the word itself if it
// is new.
func nameIn[K ~string](names map[K]string, word K) string {
	if n, ok := names[word]; ok {
		return n
	}
	return string(word)
}

func roleName(r corpus.Role) string { return nameIn(roleNames, r) }

var findingNames = map[corpus.FindingKind]string{
	corpus.FindingConflict:   "資料内の食い違い",
	corpus.FindingUnresolved: "参照先が決まらない引用",
	corpus.FindingInference:  "推定で補ったところ",
	corpus.FindingLoss:       "資料から失われているところ",
	corpus.FindingEncoding:   "文字コードの変換",
	corpus.FindingMissing:    "資料について記入が必要なところ",
	corpus.FindingFault:      "資料の誤記・乱れ（そのまま掲載）",
}

// findingOrder is the order of the audit page: what needs a person comes first.
var findingOrder = []corpus.FindingKind{corpus.FindingMissing, corpus.FindingConflict, corpus.FindingUnresolved, corpus.FindingLoss,
	corpus.FindingInference, corpus.FindingFault, corpus.FindingEncoding}

func findingName(k corpus.FindingKind) string { return nameIn(findingNames, k) }

var methodNames = map[corpus.Method]string{
	corpus.MethodCitation: "公的資料に印刷された引用",
	corpus.MethodTable:    "公的な対応表の行",
	corpus.MethodDocument: "文書に書かれた引用（公的資料ではありません）",
	corpus.MethodText:     "文言の一致による候補",
	corpus.MethodHuman:    "人による対応づけ",
}

func methodName(m corpus.Method) string { return nameIn(methodNames, m) }

// relationshipNames puts the words of NIST IR 8477 into Japanese.
var relationshipNames = map[string]string{
	"equal-to":        "同一",
	"equivalent-to":   "同等",
	"subset-of":       "相手に含まれる",
	"superset-of":     "相手を含む",
	"intersects-with": "内容が重なる",
	"no-relationship": "関係なし",
}

func relationshipName(s string) string { return nameIn(relationshipNames, s) }

var modalityNames = map[string]string{"required": "必須（…すること）", "recommended": "推奨（…望ましい）"}

func modalityName(s string) string { return nameIn(modalityNames, s) }

// editionName returns 第6.0版 for a bare number and the name itself otherwise
// (令和7年度版).
func editionName(e string) string {
	if e == "" || e[0] < '0' || e[0] > '9' {
		return e
	}
	return "第" + e + "版"
}

// dateName returns an ISO date of any precision as a Japanese one, and
// anything else as it is: "2023-05-31" gives 2023年5月31日.
func dateName(s string) string {
	units := []string{"年", "月", "日"}
	var b strings.Builder
	for i, f := range strings.Split(s, "-") {
		n, err := strconv.Atoi(f)
		if err != nil || i >= len(units) {
			return s
		}
		b.WriteString(strconv.Itoa(n) + units[i])
	}
	return b.String()
}

// lineRanges joins ascending line numbers: 1,2,3,7 gives "1–3、7".
func lineRanges(lines []int) string {
	var out []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		if i == j {
			out = append(out, strconv.Itoa(lines[i]))
		} else {
			out = append(out, fmt.Sprintf("%d–%d", lines[i], lines[j]))
		}
		i = j + 1
	}
	return strings.Join(out, "、")
}

// sectionName is number and title as one label.
func sectionName(number, title string) string {
	return strings.TrimSpace(number + " " + title)
}

// webAddress returns s if it is an address a page may link to, otherwise "".
func webAddress(s string) string {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}
