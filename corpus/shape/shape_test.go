package shape_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus/block"
	"shogo/corpus/shape"
)

type read struct {
	Typ             block.Type
	No, Text, Scope string
}

func TestLinesAreToldApartByTheirShape(t *testing.T) {
	emphasis, listed := shape.Hint{Emphasis: true}, shape.Hint{Listed: true}
	for _, c := range []struct {
		in   string
		hint shape.Hint
		want read
	}{
		{"５．人的な管理に係る措置 [Ⅱ～Ⅳ]", shape.Hint{}, read{block.Chapter, "５", "人的な管理に係る措置", "[Ⅱ～Ⅳ]"}},
		{"7．ネットワーク上の対策 〔Ⅰ～Ⅳ〕", emphasis, read{block.Chapter, "7", "ネットワーク上の対策", "〔Ⅰ～Ⅳ〕"}},
		{"12.物理的安全管理措置[Ⅰ、Ⅲ なお遵守事項⑤・⑥及び12.3は、Ⅱ、Ⅳも参照]", emphasis,
			read{block.Chapter, "12", "物理的安全管理措置", "[Ⅰ、Ⅲ なお遵守事項⑤・⑥及び12.3は、Ⅱ、Ⅳも参照]"}},
		{"第４章　リスク管理", emphasis, read{block.Chapter, "第４章", "リスク管理", ""}},
		{"４　リスク管理", emphasis, read{block.Chapter, "４", "リスク管理", ""}},
		{"１．１安全管理に関する責任・責務", shape.Hint{}, read{block.Section, "１．１", "安全管理に関する責任・責務", ""}},
		{"8．2．2　外部媒体の取扱い", shape.Hint{}, read{block.Section, "8．2．2", "外部媒体の取扱い", ""}},
		{"13.1.1", emphasis, read{block.Section, "13.1.1", "", ""}},
		{"８．１のとおり実施する。", shape.Hint{}, read{block.Para, "", "８．１のとおり実施する。", ""}},
		{"8.1に示す対策", shape.Hint{}, read{block.Para, "", "8.1に示す対策", ""}},
		{"5.2 版からの変更", shape.Hint{}, read{block.Para, "", "5.2 版からの変更", ""}},
		{"1.5倍の容量", emphasis, read{block.Para, "", "1.5倍の容量", ""}},
		{"2023.5.31 制定", shape.Hint{}, read{block.Para, "", "2023.5.31 制定", ""}},
		{"はじめに", shape.Hint{Heading: 2}, read{block.Section, "", "はじめに", ""}},
		{"【遵守事項】", emphasis, read{block.ClauseHead, "", "【遵守事項】", ""}},
		{"<説明責任>", shape.Hint{}, read{block.ClauseHead, "", "<説明責任>", ""}},
		{"①　委託先を監督すること。", shape.Hint{}, read{block.Item, "①", "委託先を監督すること。", ""}},
		{"①及び②の対応を行う。", shape.Hint{}, read{block.Para, "", "①及び②の対応を行う。", ""}},
		{"② ①の台帳を点検すること。", shape.Hint{}, read{block.Item, "②", "①の台帳を点検すること。", ""}},
		{"⑤②から④までの記録を残すこと。", shape.Hint{}, read{block.Item, "⑤", "②から④までの記録を残すこと。", ""}},
		{"①②の対応を行う。", shape.Hint{}, read{block.Para, "", "①②の対応を行う。", ""}},
		{"① ② ③の順に行う。", shape.Hint{}, read{block.Para, "", "① ② ③の順に行う。", ""}},
		{"③の契約の際に確認すること。", shape.Hint{}, read{block.Para, "", "③の契約の際に確認すること。", ""}},
		{"③　の契約", listed, read{block.Item, "③", "の契約", ""}},
		{"②~④を踏まえて見直す。", shape.Hint{}, read{block.Para, "", "②~④を踏まえて見直す。", ""}},
		{"（１）　サーバ", shape.Hint{}, read{block.Item, "（１）", "サーバ", ""}},
		{"・台帳を整備すること。", shape.Hint{}, read{block.Item, "・", "台帳を整備すること。", ""}},
		{"- 台帳", shape.Hint{}, read{block.Item, "-", "台帳", ""}},
		{"3. バックアップを取得すること。", emphasis, read{block.Item, "3", "バックアップを取得すること。", ""}},
		{"第5条 利用者は、遵守すること。", shape.Hint{}, read{block.Item, "第5条", "利用者は、遵守すること。", ""}},
		{"第5条の規定に従うこと。", emphasis, read{block.Para, "", "第5条の規定に従うこと。", ""}},
		{"※　詳細は別紙のとおり。", shape.Hint{}, read{block.Note, "", "※　詳細は別紙のとおり。", ""}},
		{"５．１　障害時の訓練 ........ - 3 -", shape.Hint{}, read{block.TOC, "", "５．１　障害時の訓練", ""}},
		{"5.2　鍵の生成と廃棄\t12", shape.Hint{Contents: true}, read{block.TOC, "", "5.2　鍵の生成と廃棄", ""}},
		{"委託先の監督", shape.Hint{Mark: "７．１", Heading: 2}, read{block.Section, "７．１", "委託先の監督", ""}},
		{"措置 [Ⅰ～Ⅳ]", shape.Hint{Mark: "7.", Emphasis: true}, read{block.Chapter, "7", "措置", "[Ⅰ～Ⅳ]"}},
		{"監督すること。", shape.Hint{Mark: "②"}, read{block.Item, "②", "監督すること。", ""}},
		{"[Ⅰ～Ⅳ]", emphasis, read{block.Para, "", "[Ⅰ～Ⅳ]", ""}},
	} {
		typ, no, text, scope := shape.Classify(c.in, c.hint)
		if diff := cmp.Diff(c.want, read{typ, no, text, scope}); diff != "" {
			t.Errorf("%q with %+v (-want +got)\n%s", c.in, c.hint, diff)
		}
	}
}

func TestCutLeader(t *testing.T) {
	for line, want := range map[string][2]string{
		"1.情報の管理 ..... - 3 –":   {"1.情報の管理", "- 3 –"},
		"第２章　体制･････････････１２": {"第２章　体制", "１２"},
		"はじめに……………ii":           {"はじめに", "ii"},
		"サーバ、端末等・・・・・5":         {"サーバ、端末等", "5"},
	} {
		if entry, page, ok := shape.CutLeader(line); !ok || entry != want[0] || page != want[1] {
			t.Errorf("CutLeader(%q) = %q, %q, %v; want %q", line, entry, page, ok, want)
		}
	}
	for _, line := range []string{"利用者の登録・変更・抹消", "2023", "TLS 1.3", "例...", "...3"} {
		if entry, _, ok := shape.CutLeader(line); ok || entry != line {
			t.Errorf("CutLeader(%q) = %q, %v; want the line as it is", line, entry, ok)
		}
	}
}

func FuzzClassify(f *testing.F) {
	for _, s := range []string{"５．１　title [Ⅰ～Ⅳ]", "①-1 x", "第一章", "※", "１．１．", "[Ⅰ", "・", "\xff①", "....3"} {
		f.Add(s, 0, false)
	}
	f.Fuzz(func(t *testing.T, s string, level int, emphasis bool) {
		typ, no, text, scope := shape.Classify(s, shape.Hint{Heading: level % 7, Emphasis: emphasis})
		if len(no)+len(text)+len(scope) > len(s) {
			t.Errorf("%q: %s gives more than it got: %q %q %q", s, typ, no, text, scope)
		}
	})
}
