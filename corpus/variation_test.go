package corpus

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A variation is a document of a family in one of the many forms in which it
// may be written, and what is to be read of it.
type variation struct {
	title  string
	tables []*madeTable
	// want maps ids to what stands there: text, and behind bars the clauses that
	// are linked, sorted.
	want map[string]string
	// links are wanted by set where they belong to no requirement of the document.
	links []string
}

const sysTitle8 = "利用機器・サービスに対する安全管理措置"

// clauses that are cited, with the id they name.
var variedClauses = []struct {
	volume, number string
	item           int
	id             string
}{
	{"システム運用編", "8", 3, "mhlw-6.0-sys-8-i03"}, {"システム運用編", "14", 5, "mhlw-6.0-sys-14-i05"}, {"企画管理編", "7", 3, "mhlw-6.0-mgt-7-i03"},
	{"経営管理編", "3.4.2", 1, "mhlw-6.0-gov-3.4.2-i01"}, {"企画管理編", "9", 2, "mhlw-6.0-mgt-9-i02"}, {"システム運用編", "17", 1, "mhlw-6.0-sys-17-i01"},
}

// cell is the clause as a column that stands for its volume names it.
func variedCell(r *rand.Rand, number string, item int) string {
	mark := Circled(item)
	wide := strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９", ".", "．").Replace(number)
	forms := []string{number + mark, number + "." + mark, number + " " + mark, wide + mark, wide + "．" + mark, number + "\n" + mark}
	if !strings.Contains(number, ".") {
		forms = append(forms, "第"+number+"章"+mark, "第"+number+"章 "+mark, "第"+wide+"章第"+mark+"条", number+"章"+mark)
	}
	return spellingOf(r, forms...)
}

// variedRoles makes the role table: numbers, items, statements, citations, and
// columns that nobody asked for.
func variedRoles(r *rand.Rand) *variation {
	v := &variation{title: "医療情報システムの契約における当事者間の役割分担等に関する確認表", want: map[string]string{}}
	n := 0
	for part := 1; part <= 1+r.IntN(2); part++ {
		m := &madeTable{heads: 1, rows: [][]string{{spelled(r, spellingOf(r, "項番", "番号", "Ｎｏ．")), spelled(r, spellingOf(r, "項目", "確認項目")), spelled(r, "内容"),
			spelled(r, spellingOf(r, "想定されるリスク", "医療機関等の役割")), spelled(r, "備考"), spelled(r, spellingOf(r, "ガイドライン等関連部分", "関連するガイドラインの箇所"))}}}
		if r.IntN(2) == 0 {
			m.title = fmt.Sprintf("表%d　確認事項", part)
		}
		for k := 1; k <= 3+r.IntN(3); k++ {
			c := variedClauses[r.IntN(len(variedClauses))]
			d := variedClauses[(n+1)%len(variedClauses)]
			label := fmt.Sprintf("%d-%d", part, k)
			text := fmt.Sprintf("第%d項の%d番目の条件を定めているか。", part, k)
			if r.IntN(6) == 0 {
				m.rows = append(m.rows, []string{"", "", "", "", "", ""}) // an empty row
			}
			cites := c.volume + spellingOf(r, " ", "", "　", "\n") + variedCell(r, c.number, c.item)
			want := []string{c.id}
			if r.IntN(2) == 0 {
				cites += spellingOf(r, "、", "\n") + d.volume + " " + variedCell(r, d.number, d.item)
				want = append(want, d.id)
			}
			m.rows = append(m.rows, []string{spellingOf(r, label, strings.Replace(label, "-", "－", 1), " "+label), "項目" + label, text, spellingOf(r, "", "遅れる。"), "", cites})
			v.want["roles-2024-"+label] = text + "|" + joinedIDs(want)
			n++
		}
		m.permuted(shuffled(r, 6))
		if r.IntN(2) == 0 {
			m.foot = []string{"※ この表の使い方は別に定める。", "注1) 例である。"}
		}
		v.tables = append(v.tables, m)
	}
	return v
}

func joinedIDs(ids []string) string {
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " ")
}

// variedMigration makes the item migration table; its sections and parts are
// merged cells, and the volumes stand in any order.
func variedMigration(r *rand.Rand) *variation {
	v := &variation{title: "第5.2版→第6.0版項目移行対応表", want: map[string]string{}}
	volumes := []string{"概説編", "経営管理編", "企画管理編", "システム運用編"}
	english := []string{"(Overview)", "(Governance)", "(Management)", "(Control)"}
	m := &madeTable{heads: 2, rows: [][]string{{spelled(r, "第5.2版記載内容"), "<", "<", spelled(r, "第6.0版"), "<", "<", "<", "<"}, {spelled(r, "項番"), spelled(r, "区分"), spelled(r, "内容"), "", "", "", "", "Q&A"}}}
	for i, name := range volumes {
		m.rows[1][3+i] = spelled(r, spellingOf(r, name, name+"\n"+english[i], strings.TrimSuffix(name, "編")))
	}
	for s := 1; s <= 2; s++ {
		for k := 1; k <= 2+r.IntN(3); k++ {
			c := variedClauses[r.IntN(len(variedClauses))]
			row := []string{fmt.Sprintf("7.%d　保存について", s), "Ｃ．最低限のガイドライン", fmt.Sprintf("%d. 第%d節の決まりを作ること。", k, s), "", "", "", "", spellingOf(r, "", "○")}
			if k > 1 {
				row[0], row[1] = "^", "^"
			}
			row[3+slices.Index(volumes, c.volume)] = variedCell(r, c.number, c.item)
			if k == 1 && r.IntN(3) == 0 {
				m.rows = append(m.rows, make([]string, len(row)))
			}
			m.rows = append(m.rows, row)
			v.want[fmt.Sprintf("mhlw-5.2-main-7.%d-c-i%02d", s, k)] = fmt.Sprintf("第%d節の決まりを作ること。|%s", s, c.id)
		}
	}
	m.permuted(append([]int{0, 1, 2}, slices.Collect(func(yield func(int) bool) {
		for _, k := range r.Perm(5) {
			if !yield(3 + k) {
				return
			}
		}
	})...))
	m.rows[0] = []string{spelled(r, "第5.2版記載内容"), "<", "<", "第6.0版", "<", "<", "<", "<"}
	v.tables = []*madeTable{m}
	if r.IntN(2) == 0 {
		m.foot = []string{"※ 該当する項目がないものは空欄とした。"}
	}
	return v
}

// variedCorrespondence sets three volumes side by side.
func variedCorrespondence(r *rand.Rand) *variation {
	v := &variation{title: "医療情報システムの安全管理に関するガイドライン 第6.0版 各編間相関表"}
	columns := []struct {
		volume string
		cells  map[string]string
	}{
		{"経営管理編", map[string]string{"1.1": "mhlw-6.0-gov-1.1", "3.4.2": "mhlw-6.0-gov-3.4.2"}}, {"企画管理編", map[string]string{"7": "mhlw-6.0-mgt-7", "9": "mhlw-6.0-mgt-9"}},
		{"システム運用編", map[string]string{"8": "mhlw-6.0-sys-8", "14": "mhlw-6.0-sys-14"}},
	}
	m := &madeTable{heads: 1, rows: [][]string{nil}}
	order := r.Perm(3)
	for _, k := range order {
		m.rows[0] = append(m.rows[0], spelled(r, columns[k].volume))
	}
	m.rows[0] = append(m.rows[0], spelled(r, "備考"))
	seen := map[string]bool{}
	for range 3 {
		var row, ids []string
		for _, k := range order {
			numbers := slices.Sorted(maps.Keys(columns[k].cells))
			n := numbers[r.IntN(len(numbers))]
			row, ids = append(row, spellingOf(r, n+" 題名", n+"．題名", n)), append(ids, columns[k].cells[n])
		}
		m.rows = append(m.rows, append(row, spellingOf(r, "", "例")))
		for i, a := range ids {
			for _, b := range ids[i+1:] {
				if l := a + " > " + b; !seen[l] {
					seen[l] = true
					v.links = append(v.links, l)
				}
			}
		}
	}
	v.tables = []*madeTable{m}
	return v
}

// variedChecklist makes the form of a checklist.
func variedChecklist(r *rand.Rand) *variation {
	v := &variation{title: "令和7年度版 医療機関におけるサイバーセキュリティ対策チェックリスト 医療機関確認用", want: map[string]string{}}
	m := &madeTable{heads: 2, rows: [][]string{{"", spelled(r, "チェック項目"), spelled(r, "確認結果（日付）"), "<", "<", spelled(r, "備考")}, {"^", "^", spelled(r, "１回目"), spelled(r, "目標日"), spelled(r, "２回目"), "^"}}}
	if r.IntN(2) == 0 {
		m.heads, m.rows = 1, [][]string{{"", spelled(r, "チェック項目"), spelled(r, "確認結果"), spelled(r, "目標日"), spelled(r, "２回目"), spelled(r, "備考")}}
	}
	for s := 1; s <= 3; s++ {
		for k := 1; k <= 1+r.IntN(4); k++ {
			section := "^"
			if k == 1 {
				section = spellingOf(r, fmt.Sprintf("%d 第%d節", s, s), fmt.Sprintf("%d\n第%d節", s, s), fmt.Sprintf("%s．第%d節", string(rune('０'+s)), s))
			}
			title := fmt.Sprintf("%d節の%d番目を確かめた。", s, k)
			m.rows = append(m.rows, []string{section, Circled(k) + spellingOf(r, "", " ", "\n", "　") + title, spellingOf(r, "はい・いいえ（ ／ ）", "はい ・ いいえ\n（　／　）"), "（ ／ ）", "はい・いいえ（ ／ ）", spellingOf(r, "", "※１")})
			v.want[fmt.Sprintf("clm-r7-%d-i%02d", s, k)] = title + "|"
		}
	}
	if r.IntN(3) == 0 { // the marks have a column of their own
		for i, row := range m.rows {
			mark, text := "^", row[1]
			switch {
			case i == 0:
				mark = spellingOf(r, "番号", "No.", "項番")
			case i >= m.heads:
				k := []rune(row[1])
				mark, text = string(k[0]), strings.TrimSpace(string(k[1:]))
			}
			m.rows[i] = slices.Concat([]string{row[0], mark, text}, row[2:])
		}
	}
	m.foot = []string{"※１ 契約がある場合に限る。"}
	v.tables = []*madeTable{m}
	return v
}

// variedMapping makes a mapping table like 別紙2.
func variedMapping(r *rand.Rand) *variation {
	v := &variation{title: "(別紙2)統合前ガイドラインにおける対策項目一覧と医療情報安全管理ガイドライン6.0版の対応表", want: map[string]string{}}
	left := []string{"大項目", "小項目", "No.", "内容", "区分", "対策項目で対応できるリスクシナリオ例"}
	right := []string{"編", "項番", "区分", "内容"}
	m := &madeTable{heads: 1}
	if r.IntN(2) == 0 {
		m.heads = 2
		m.rows = [][]string{{spelled(r, "対策項目"), "<", "<", "<", "<", "<", "関連する医療情報安全管理\nガイドライン要求事項", "<", "<", "<"}}
	}
	var heads []string
	for _, s := range append(left, right...) {
		heads = append(heads, spelled(r, s))
	}
	m.rows = append(m.rows, heads)
	repeated := r.IntN(3) == 0
	majorPrint := spellingOf(r, "1.%d. 大項目の題名", "１．%d　大項目の題名", "1.%d\n大項目の題名", "1.%d．大項目の題名")
	titles := map[string]string{"8": sysTitle8, "14": "認証・認可に関する安全管理措置"}
	for major := 1; major <= 2; major++ {
		for mark := 1; mark <= 2; mark++ {
			for k := 1; k <= 1+r.IntN(3); k++ {
				c := variedClauses[r.IntN(2)]
				number := c.number + spellingOf(r, ".", "．", " ") + titles[c.number]
				quote := fmt.Sprintf("%s %s", Circled(c.item), "引用文である。")
				if r.IntN(2) == 0 {
					number, quote = variedCell(r, c.number, c.item), "引用文である。"
				}
				text := fmt.Sprintf("大項目%dの小項目%dの対策%dを行うこと。", major, mark, k)
				row := []string{fmt.Sprintf(majorPrint, major), Circled(mark) + "小項目の題名", spellingOf(r, fmt.Sprintf("%s-%d", Circled(mark), k), fmt.Sprintf("%s－%d", Circled(mark), k)), text, spellingOf(r, "◎", ""),
					"情報が漏れる。", c.volume, number, "【遵守事項】", quote}
				switch {
				case repeated: // every cell is written out
				case k > 1:
					row[0], row[1], row[5] = "^", "^", "^"
				case mark > 1:
					row[0] = "^"
				}
				if repeated && r.IntN(5) == 0 {
					m.rows = append(m.rows, make([]string, len(row)))
				}
				m.rows = append(m.rows, row)
				group := fmt.Sprintf("annex2-1.1-1.%d-%d", major, mark)
				v.want[fmt.Sprintf("%s-%d", group, k)] = text + "|"
				v.want[group] = joinedIDs(append(strings.Fields(v.want[group]), c.id))
			}
		}
	}
	if m.heads == 2 {
		head := m.rows[0]
		m.permuted(append(shuffled(r, 6), 6, 7, 8, 9))
		m.rows[0] = head
	}
	if r.IntN(3) == 0 {
		for i, row := range m.rows {
			m.rows[i] = append(row, map[bool]string{true: "備考", false: ""}[i == m.heads-1])
		}
	}
	v.tables = []*madeTable{m}
	if r.IntN(2) == 0 {
		m.foot = []string{"※ 区分の◎は必須を表す。"}
	}
	return v
}

// Every family is read exactly, however its table is laid out and in whichever
// format it comes: columns in any order, captions broken, padded or full width,
// title rows, empty rows, notes below, several tables on a sheet, numbers that Word
// counts, and clauses in the spellings in which people write them.
func TestFamiliesInManyForms(t *testing.T) {
	for name, vary := range map[string]func(*rand.Rand) *variation{"roles": variedRoles, "migration": variedMigration, "correspondence": variedCorrespondence, "checklist": variedChecklist, "mapping": variedMapping} {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(16) {
				v := vary(rand.New(rand.NewPCG(seed, 4)))
				files := map[string][]byte{"form.html": asHTML(v.title, v.tables), "form.docx": asDOCX(v.title, v.tables),
					"counted.docx": counted(t, asDOCX(v.title, v.tables)), "form.xlsx": asXLSX(t, v.title, v.tables, int(seed%3), seed%2 == 0)}
				for _, file := range slices.Sorted(maps.Keys(files)) {
					v.check(t, fmt.Sprintf("seed %d %s", seed, file), file, files[file])
					if t.Failed() {
						return // one is enough to read
					}
				}
			}
		})
	}
}

func (v *variation) check(t *testing.T, where, file string, raw []byte) {
	t.Helper()
	c := parsedFile(t, file, string(raw))
	got := map[string]string{}
	cited := func(id string) string {
		var ids []string
		for _, l := range c.LinksFrom(id) {
			ids = append(ids, l.To)
		}
		return joinedIDs(ids)
	}
	for _, r := range c.Requirements {
		if r.Document != "mhlw-6.0" && r.Provenance.Source == file {
			text := r.Text
			if r.Kind == KindChecklistItem && text == "" {
				text = r.Title
			}
			got[r.ID] = text + "|" + cited(r.ID)
		}
	}
	for _, g := range c.Groups {
		got[g.ID] = cited(g.ID)
	}
	if v.want != nil && !maps.Equal(got, v.want) {
		for _, id := range slices.Sorted(maps.Keys(v.want)) {
			if got[id] != v.want[id] {
				t.Errorf("%s: %s\n got %q\nwant %q", where, id, got[id], v.want[id])
			}
		}
		for _, id := range slices.Sorted(maps.Keys(got)) {
			if v.want[id] == "" {
				t.Errorf("%s: %s is nowhere: %q", where, id, got[id])
			}
		}
	}
	if v.links != nil {
		var have []string
		for _, l := range c.Links {
			have = append(have, l.From+" > "+l.To)
		}
		want := slices.Clone(v.links)
		slices.Sort(want)
		if slices.Sort(have); !slices.Equal(have, want) {
			t.Errorf("%s: links\n got %q\nwant %q", where, have, want)
		}
	}
	if u := c.Audits[0].Unassigned; len(u) > 0 {
		t.Errorf("%s: unassigned %v", where, u)
	}
}
