package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// print gives a made page in a reading order like that of the scrapes: by
// height, with blocks read in one piece, and on hard pages with tails
// displaced, runs reversed and the halves of the table shuffled.
func (p *madePage) print() string {
	lines := p.lines
	slices.SortStableFunc(lines, func(a, b madeLine) int {
		switch {
		case a.y < b.y:
			return -1
		case a.y > b.y:
			return 1
		}
		return a.x - b.x
	})
	hardness := p.r.IntN(3)
	if hardness > 0 {
		lines = p.clustered(lines)
	}
	if hardness > 1 {
		for n := 1 + len(lines)/25; n > 0; n-- {
			lines = p.disturbed(lines)
		}
	}
	return p.scraped(p.withCaptions(lines))
}

// clustered reads some cells in one piece, from their second line on.
func (p *madePage) clustered(lines []madeLine) []madeLine {
	whole := map[int]bool{}
	for c := range p.cells {
		whole[c] = p.r.IntN(3) > 0
	}
	var out []madeLine
	for _, l := range lines {
		if !whole[l.cell] || l.index < 2 {
			out = append(out, l)
		}
		if whole[l.cell] && l.index == 1 {
			for _, m := range lines {
				if m.cell == l.cell && m.index > 1 {
					out = append(out, m)
				}
			}
		}
	}
	return out
}

// disturbed moves the tail of a cell elsewhere or reverses a run of lines.
func (p *madePage) disturbed(lines []madeLine) []madeLine {
	i := p.r.IntN(len(lines))
	if p.r.IntN(3) == 0 {
		j := min(len(lines), i+2+p.r.IntN(4))
		slices.Reverse(lines[i:j])
		return lines
	}
	if lines[i].index == 0 {
		return lines
	}
	l := lines[i]
	lines = slices.Delete(lines, i, i+1)
	at := min(len(lines), max(0, i-5+p.r.IntN(30)))
	return slices.Insert(lines, at, l)
}

func (p *madePage) withCaptions(lines []madeLine) []madeLine {
	words := []string{"別紙2", "統合前ガイドラインにおける対策項目一覧と医療情報安全管理ガイドライン6.0版の対応表", "対策項目", "大項目", "小項目",
		"対策項目で対応できる", "No.", "内容", "区分", "リスクシナリオ例", "関連する医療情報安全管理ガイドライン要求事項", "編", "項番", "区分", "内容"}
	if p.old {
		words = slices.DeleteFunc(words, func(s string) bool { return s == "編" })
	}
	at := 0
	for i, w := range words {
		if at += p.r.IntN(4); i < 8 {
			at = i
		}
		at = min(at, len(lines))
		lines = slices.Insert(lines, at, madeLine{text: w, cell: -1 - i})
		at++
	}
	return lines
}

// scraped prints the furniture and the lines: the new scrape without empty
// lines, the old one with them and without the lines of one character.
func (p *madePage) scraped(lines []madeLine) string {
	var b strings.Builder
	title := fmt.Sprintf("「(別紙2)統合前ガイドラインにおける対策項目一覧と医療情報安全管理ガイドライン6.0版の対応表」 (%d ページ)\n", p.truth.Page)
	b.WriteString("よむ、つかう、まなぶ。\n")
	if p.old {
		b.WriteString("\nMC plus(エムシープラス)は、診療報酬・介護報酬改定関連のニュース、\n\n資料、研修などをパッケージした総合メディアです。\n\n\n" + title +
			"\n公開元URL https://www.soumu.go.jp/menu_news/s-news/01ryutsu06_02000359.html\n出典情報 《総務省》\n低解像度画像をダウンロード\n\n")
	} else {
		b.WriteString(title + "出典\n公開元URL | https://www.soumu.go.jp/menu_news/s-news/01ryutsu06_02000359.html |\n出典情報 | 《総務省》 |\nページ画像\n低解像度画像をダウンロード\nプレーンテキスト\n")
	}
	b.WriteString("資料テキストはコンピュータによる自動処理で生成されており、完全に資料と一致しない場合があります。\nテキストをコピーしてご利用いただく際は資料と付け合わせてご確認ください。\n")
	for i, l := range lines {
		if p.old {
			odds := 7 // an empty line parts neighbours of different cells, mostly
			if i > 0 && lines[i-1].cell == l.cell {
				odds = 2
			}
			if odds == 2 && p.r.IntN(2) == 0 || odds == 7 && p.r.IntN(8) > 0 {
				b.WriteString("\n")
			}
			if len([]rune(l.text)) == 1 {
				l.text = ""
			}
		}
		b.WriteString(l.text + "\n")
	}
	fmt.Fprintf(&b, "\n%d/39\n", p.truth.Page)
	return b.String()
}
