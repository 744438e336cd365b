package corpus

import (
	"math/rand/v2"
	"strings"
)

// The sentences of made pages: plain words of the field put together by a small
// grammar, so that no two pages share whole sentences and none quotes the
// document. Cells of one page share words, as real ones do.
var (
	madeWhen = []string{"サービスの提供を始める前に、", "保守作業が終わった後は、", "機器を新たに設置する場合は、", "担当者が交代したときは、", "契約が終了した際には、",
		"障害が発生した場合には、", "年に1回以上、", "夜間及び休日には、", "回線が切断された場合に備え、", "委託先が変わる場合には、", "医療機関等から求められたときは、",
		"災害が起きた場合であっても、", "ソフトウェアを更新するときは、", "記憶媒体を廃棄する際には、", "来訪者が立ち入る際は、", "①-2の結果を踏まえ、", "保管期間が過ぎたときは、"}
	madeWho = []string{"サービス提供責任者は、", "運用担当者は、", "開発要員は、", "事業者は、", "受託した情報について、", "サーバ室では、", "バックアップ媒体については、",
		"監視カメラの映像は、", "入館証の貸与については、", "無線LANを使う端末では、", "データセンターの管理者は、", "遠隔保守の回線では、"}
	madeWhat = []string{"作業計画書", "入退室の記録", "保守手順", "電源設備の点検結果", "ログの保存期間", "鍵の貸出簿", "連絡網", "予備機への切替え手順", "媒体の保管場所", "空調及び消火設備",
		"ソフトウェアの構成情報", "検査の結果", "責任者の承認", "再委託先の一覧", "暗号鍵の更新時期", "時刻同期の状態", "通信経路の設定内容", "修正プログラムの適用状況",
		"利用終了の届出", "教育の受講記録", "操作履歴", "障害の発生時刻", "データの返却方法", "守秘義務に関する誓約書", "閲覧できる範囲", "委託業務の範囲", "盗難防止用のワイヤ",
		"ハードディスク", "ファームウェア", "タイムスタンプ", "USBメモリ", "VPN装置の設定", "モニタの向き", "見学者の同行者"}
	madeHow  = []string{"書面で", "定められた様式に従い", "二人以上で", "あらかじめ", "遅滞なく", "施錠できる棚に", "漏れなく", "台帳に", "第三者に見られないよう", "速やかに", "月ごとに", "復元できない方法で"}
	madeVerb = []string{"確認", "保管", "記録", "報告", "点検", "更新", "整備", "管理", "検証", "廃棄", "通知", "制限", "評価", "監視"}
	madeRisk = []string{"持ち出され", "盗み見られ", "書き換えられ", "失われ", "破壊され", "停止させられ", "誤って消去され", "外部へ送信され"}
	madeLoss = []string{"情報が漏えいする。", "業務が続けられなくなる。", "診療に必要な情報を参照できなくなる。", "原因を調べられなくなる。", "改ざんに気づくことができない。", "復旧に時間を要する。"}
	// madeFiller is what pages of replaced prose hold.
	madeFiller = []string{"試験用の文", "置き換えの語句", "決めた手順", "見本の一行", "趣旨のダミー", "順番の控え", "箱に入れて", "求められたら見せ", "早めに代わりの手を打ち", "そのままにして",
		"制限と記録と点検", "読めなくなりそうな", "預かったもの", "古い装置", "作り手の示すところ", "数をそろえ", "その二", "(例を挙げた部分)", "という要求の見本", "並べ直した列"}
)

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

func madePhrase(r *rand.Rand) string {
	s := pick(r, madeWhat)
	switch r.IntN(4) {
	case 0:
		s += "及び" + pick(r, madeWhat)
	case 1:
		s += "(" + pick(r, madeWhat) + "を含む)"
	}
	s += "を"
	if r.IntN(2) == 0 {
		s += pick(r, madeHow)
	}
	return s + pick(r, madeVerb)
}

// madeStatement is a measure of the left half: …する。/…が望ましい。
func madeStatement(r *rand.Rand) string {
	var b strings.Builder
	if r.IntN(2) == 0 {
		b.WriteString(pick(r, madeWhen))
	}
	if r.IntN(2) == 0 {
		b.WriteString(pick(r, madeWho))
	}
	for n := r.IntN(3); n > 0; n-- {
		b.WriteString(madePhrase(r) + "し、")
	}
	b.WriteString(madePhrase(r))
	switch r.IntN(10) {
	case 0, 1:
		b.WriteString("することが望ましい。")
	case 2:
		b.WriteString("する。・ " + madePhrase(r) + "する。")
	case 3:
		b.WriteString("する。なお、③-1に準じ、" + madePhrase(r) + "する。")
	default:
		b.WriteString("する。")
	}
	return b.String()
}

// madeRequirement is a quoted clause of the right half: …すること。
func madeRequirement(r *rand.Rand) string {
	var b strings.Builder
	for n := 1 + r.IntN(3); n > 0; n-- {
		if b.Len() > 0 {
			b.WriteString(pick(r, []string{"また、", "なお、", "その際、"}))
		}
		b.WriteString(pick(r, []string{pick(r, madeWhen), pick(r, madeWho), "医療情報システムにおいて、"}))
		for m := r.IntN(3); m > 0; m-- {
			b.WriteString(madePhrase(r) + "し、")
		}
		b.WriteString(madePhrase(r) + "すること。")
	}
	return b.String()
}

func madeScenario(r *rand.Rand) string {
	return pick(r, madeWhat) + pick(r, []string{"の不備により、", "が", "や" + pick(r, madeWhat) + "が"}) + pick(r, madeRisk) + "、" + pick(r, madeLoss)
}

// madeDraft rewords a clause a little, as the older layer does; often not at
// all.
func madeDraft(r *rand.Rand, s string) string {
	for n := r.IntN(3); n > 0; n-- {
		pair := [][2]string{{"及び", "や"}, {"際には、", "際は、"}, {"する場合は", "するときは"}, {"速やかに", "直ちに"}, {"すること。また", "することとし"}, {"を含む", "等"}}[r.IntN(6)]
		s = strings.Replace(s, pair[0], pair[1], 1)
	}
	return s
}

func madeFill(r *rand.Rand, end string) string {
	var b strings.Builder
	for n := 2 + r.IntN(8); n > 0; n-- {
		b.WriteString(pick(r, madeFiller) + pick(r, []string{"を", "、", "の", "に"}))
	}
	return b.String() + end
}

// wrapAt breaks s at the widths of a column; loose lines end up to three em
// early and where they please, as lines of replaced prose do.
func wrapAt(r *rand.Rand, s string, first, next float64, loose bool) []string {
	var out []string
	for s != "" {
		w := next
		if len(out) == 0 {
			w = first
		}
		if loose {
			w -= float64(r.IntN(4))
		}
		n, used := 0, 0.0
		for n < len(s) {
			u := firstUnit(s[n:])
			size := unitLen(s[n:])
			if loose {
				size = len(string([]rune(s[n:])[:1]))
				u = width(s[n : n+size])
			}
			if used+u > w && n > 0 {
				break
			}
			n, used = n+size, used+u
		}
		out = append(out, strings.TrimSpace(s[:n]))
		s = strings.TrimSpace(s[n:])
	}
	return out
}

// unitLen is the length in bytes of what firstUnit measures.
func unitLen(s string) int {
	w := firstUnit(s)
	for i := range s {
		if i > 0 && width(s[:i]) >= w && s[i-1] != ' ' {
			return i
		}
	}
	return len(s)
}

// wrapCount breaks s every n characters, as chapter cells are broken.
func wrapCount(s string, n int) []string {
	var out []string
	r := []rune(s)
	for len(r) > n {
		out = append(out, string(r[:n]))
		r = r[n:]
	}
	return append(out, string(r))
}
