package docx_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shogo/corpus/block"
	"shogo/corpus/docx"
	"shogo/corpus/internal/damage"
	"shogo/corpus/internal/truth"
)

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"`

// read packs a body with further parts (name and XML in turn) and reads it.
func read(t *testing.T, body string, more ...string) *block.Document {
	t.Helper()
	var rels strings.Builder
	parts := []damage.Part{{Name: "word/document.xml", Body: []byte(`<w:document ` + namespaces + `><w:body>` + body + `</w:body></w:document>`)}}
	for i := 0; i+1 < len(more); i += 2 {
		parts = append(parts, damage.Part{Name: "word/" + more[i] + ".xml", Body: []byte(more[i+1])})
		fmt.Fprintf(&rels, `<Relationship Id="r%d" Type="x/%s" Target="%s.xml"/>`, i, more[i], more[i])
	}
	parts = append(parts, damage.Part{Name: "word/_rels/document.xml.rels", Body: []byte(`<Relationships>` + rels.String() + `</Relationships>`)})
	doc, err := docx.Read(damage.Pack(parts), docx.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// p is a paragraph with properties and runs.
func p(properties string, runs ...string) string {
	return `<w:p><w:pPr>` + properties + `</w:pPr>` + strings.Join(runs, "") + `</w:p>`
}

func r(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func list(num, level int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, num)
}

// lines prints the blocks for comparing.
func lines(doc *block.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		out = append(out, truth.Line(b))
	}
	return out
}

func check(t *testing.T, doc *block.Document, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, lines(doc)); diff != "" {
		t.Errorf("blocks (-want +got)\n%s", diff)
	}
}

func level(at int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, at, format, text, more)
}

func TestAutomaticNumbersAreCounted(t *testing.T) {
	numbering := `<w:numbering ` + namespaces + `>` +
		`<w:abstractNum w:abstractNumId="0">` + level(0, "decimalFullWidth", "%1．", `<w:pStyle w:val="H1"/>`) + level(1, "decimalFullWidth", "%1．%2", `<w:pStyle w:val="H2"/>`) +
		level(2, "decimalEnclosedCircle", "%3", "") + level(3, "japaneseCounting", "第%4条", "") + level(4, "decimal", "%1.%5", `<w:isLgl/>`) + level(5, "decimalEnclosedCircle", "%6", `<w:lvlRestart w:val="0"/>`) + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="1">` + level(0, "decimalEnclosedCircle", "%1", "") + level(1, "aiueoFullWidth", "%2", "") + level(2, "bullet", "\uF0B7", "") + `</w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>` +
		`<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>` +
		`<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
	styles := `<w:styles ` + namespaces + `><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>`
	style := func(id string) string { return `<w:pStyle w:val="` + id + `"/>` }
	doc := read(t, p(style("H1"), r("総則 [Ⅰ～Ⅳ]"))+p(style("H2"), r("目的"))+p(style("H2"), r("範囲"))+
		p(list(2, 0), r("甲"))+p(list(2, 0), r("乙"))+p(list(2, 1), r("内"))+p(list(2, 1), r("訳"))+p(list(2, 2), r("点"))+
		p(list(3, 0), r("振り直し"))+p(list(4, 0), r("続き"))+p(list(4, 1), r("また初め"))+
		p(list(1, 5), r("通し"))+
		p(style("H1"), r("体制"))+p(style("H2"), r("責任者"))+p(list(1, 2), r("丸"))+p(list(1, 3), r("条"))+p(list(1, 4), r("法"))+p(list(1, 5), r("通し"))+
		p(style("H1")+`<w:numPr><w:numId w:val="0"/></w:numPr>`, r("附則")),
		"numbering", numbering, "styles", styles)
	check(t, doc,
		"chapter|１|総則|[Ⅰ～Ⅳ]", "section|１．１|目的", "section|１．２|範囲",
		"item|①|甲", "item|②|乙", "item|ア|内", "item|イ|訳", "item|・|点",
		"item|①|振り直し", "item|②|続き", "item|ア|また初め",
		"item|①|通し",
		"chapter|２|体制", "section|２．１|責任者", "item|①|丸", "item|第一条|条", "section|2.1|法", "item|②|通し",
		"chapter||附則")
}

func TestTrackedChanges(t *testing.T) {
	deleted := `<w:rPr><w:del w:id="1"/></w:rPr>`
	doc := read(t, p("", r("残る"), `<w:ins w:id="1">`+r("足した")+`<w:del w:id="2"><w:r><w:delText>足して消した</w:delText></w:r></w:del></w:ins>`, `<w:del w:id="3"><w:r><w:delText>消した</w:delText></w:r></w:del>`)+
		p("", `<w:moveFrom w:id="4">`+r("移した元")+`</w:moveFrom>`)+p("", `<w:moveTo w:id="5">`+r("移した先")+`</w:moveTo>`)+
		p(deleted, r("前半"))+p("", r("後半"))+
		`<w:tbl><w:tr><w:tc>`+p("", r("生きた行"))+`</w:tc><w:tc>`+p("", r("乙"))+`</w:tc></w:tr><w:tr><w:trPr><w:del w:id="6"/></w:trPr><w:tc>`+p("", r("消した行"))+`</w:tc></w:tr></w:tbl>`)
	check(t, doc, "para||残る足した", "para||移した先", "para||前半後半", "cell 1:0,0+1,1||生きた行", "cell 1:0,1+1,1||乙")
}

func TestFieldsAndMarks(t *testing.T) {
	field := func(code, result string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + code + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	drawn := func(code string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + code + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	tab := `<w:r><w:tab/></w:r>`
	doc := read(t,
		p("", r("目　次"))+
			p("", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, r("1.　総則"), tab, field("PAGEREF _1", r("3")))+
			p("", r("1.1　目的"), tab, field("PAGEREF _2", r("4")))+p("", `<w:r><w:fldChar w:fldCharType="end"/></w:r>`)+
			p("", drawn(`eq \o\ac(○,１)`), r("　丸一"))+p("", drawn(`EQ \* jc2 \* "Font:MS 明朝" \* hps10 \o\ad(\s\up 9(かいざん),改竄)`), r("を防ぐ"))+
			p("", `<w:r><w:ruby><w:rt>`+r("るび")+`</w:rt><w:rubyBase>`+r("漢字")+`</w:rubyBase></w:ruby></w:r>`, r("TLS"), `<w:r><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:t>.3</w:t></w:r>`)+
			p("", r("①　甲"), `<w:r><w:br/></w:r>`, r("②　乙"), `<w:r><w:br/></w:r>`, r("の続き"))+
			`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>`+p("", r("枠の中"))+`</w:sdtContent></w:sdt>`+
			p("", r("見える"), `<w:r><w:rPr><w:vanish/></w:rPr><w:t>隠した</w:t></w:r>`)+
			p("", r("表示"), field("REF x", r("結果"))))
	check(t, doc, "header||目　次", "toc||1.　総則", "toc||1.1　目的", "item|①|丸一", "para||改竄を防ぐ", "para||漢字TLS-1.3",
		"item|①|甲", "item|②|乙/の続き", "para||枠の中", "para||見える", "para hidden||隠した", "para||表示結果")
}

// TestIndentedXMLAddsNoText reads a file whose XML is indented, and a field within the code of
// another.
func TestIndentedXMLAddsNoText(t *testing.T) {
	char := func(kind string) string { return "\n    <w:r>\n <w:fldChar w:fldCharType=\"" + kind + "\"/>\n </w:r>" }
	code := func(s string) string { return "<w:r>\n <w:instrText> " + s + " </w:instrText>\n</w:r>" }
	doc := read(t, "\n  <w:p>\n    "+r("前")+char("begin")+code("IF")+char("begin")+code("REF x")+char("separate")+r("内")+char("end")+code("= 1")+char("separate")+r("結果")+char("end")+"\n    "+r("後")+"\n  </w:p>\n")
	check(t, doc, "para||前結果後")
}

func TestTextBoxesAreReadOnceAsMarginCitations(t *testing.T) {
	box := func(text string) string {
		inner := `<w:txbxContent>` + text + `</w:txbxContent>`
		return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>` + inner + `</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>` + inner + `</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
	}
	doc := read(t, p("", r("①　監督すること。"), box(p("", r("▶企画管理編"))+p("", r("7③"))))+
		p("", r("本文。"), box(p("", r("※　囲みの注"))))+
		p("", r("▶概説編"))+p("", r("4.⑫"))+p("", r("次の段落"))+
		`<w:tbl><w:tr><w:tc>`+p("", r("②　左"))+`</w:tc><w:tc>`+p("", r("▶システム運用編"))+p("", r("8.1"))+`</w:tc></w:tr><w:tr><w:tc>`+p("", r("③　引用なし"))+`</w:tc><w:tc>`+p("")+`</w:tc></w:tr></w:tbl>`)
	check(t, doc, "item|①|監督すること。|▶企画管理編/7③", "para||本文。|▶概説編/4.⑫", "note||※　囲みの注", "para||次の段落", "item|②|左|▶システム運用編/8.1", "item|③|引用なし")
}

func TestTablesKeepSpansAndCaptions(t *testing.T) {
	tc := func(properties, text string) string {
		return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + p("", r(text)) + `</w:tc>`
	}
	nested := `<w:tc><w:tbl><w:tr>` + tc("", "内") + tc("", "表") + `</w:tr></w:tbl>` + p("", r("外")) + `</w:tc>`
	doc := read(t, `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>`+tc(`<w:gridSpan w:val="2"/>`, "見出し")+tc("", "備考")+`</w:tr>`+
		`<w:tr>`+tc(`<w:vMerge w:val="restart"/>`, "縦")+tc("", "一")+nested+`</w:tr>`+
		`<w:tr>`+tc(`<w:vMerge/>`, "")+tc("", "二")+`</w:tr>`+
		`<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>`+tc("", "右寄せ")+`</w:tr></w:tbl>`)
	check(t, doc, "cell 1:0,0+1,2 caption||見出し", "cell 1:0,2+1,1 caption||備考", "cell 1:1,0+2,1||縦", "cell 1:1,1+1,1||一", "cell 1:1,2+1,1||外", "cell 1:2,1+1,1||二", "cell 1:3,1+1,1||右寄せ",
		"cell 2:0,0+1,1||内", "cell 2:0,1+1,1||表")
}

func TestNotesFollowTheTextAndHeadersSurroundIt(t *testing.T) {
	ref := func(kind string, id int) string {
		return fmt.Sprintf(`<w:r><w:%sReference w:id="%d"/></w:r>`, kind, id)
	}
	notes := `<w:footnotes ` + namespaces + `><w:footnote w:type="separator" w:id="0">` + p("", r("線")) + `</w:footnote><w:footnote w:id="7">` + p("", `<w:r><w:footnoteRef/></w:r>`, r(" 先の注")) + `</w:footnote><w:footnote w:id="3">` + p("", r("後の注")) + `</w:footnote></w:footnotes>`
	ends := `<w:endnotes ` + namespaces + `><w:endnote w:id="1">` + p("", r("巻末")) + `</w:endnote></w:endnotes>`
	doc := read(t, p("", r("本文"), ref("footnote", 7), r("続き"), ref("endnote", 1))+p("", r("次"), ref("footnote", 3)), "footnotes", notes, "endnotes", ends,
		"header", `<w:hdr `+namespaces+`>`+p("", r("柱"))+`</w:hdr>`, "footer", `<w:ftr `+namespaces+`>`+p("", r("- 1 -"))+`</w:ftr>`)
	check(t, doc, "header||柱", "para||本文続き", "para||次", "footnote|1|先の注", "footnote|i|巻末", "footnote|2|後の注", "footer||- 1 -")
}

func TestNumbersAreFormattedAsWordDoes(t *testing.T) {
	for _, c := range []struct {
		n            int
		format, want string
	}{{12, "decimalFullWidth", "１２"}, {21, "decimalEnclosedCircle", "㉑"}, {3, "decimalEnclosedParen", "⑶"}, {4, "upperRoman", "IV"}, {28, "lowerLetter", "bb"},
		{15, "japaneseCounting", "十五"}, {120, "japaneseCounting", "百二十"}, {15, "ideographDigital", "一五"}, {11, "japaneseLegal", "壱拾壱"}, {3, "irohaFullWidth", "ハ"}, {2, "ideographTraditional", "乙"}, {7, "decimalZero", "07"}} {
		if got := docx.Format(c.n, c.format, ""); got != c.want {
			t.Errorf("Format(%d, %s) = %q, want %q", c.n, c.format, got, c.want)
		}
	}
}

func TestFilesThatAreNoDocumentAreRefused(t *testing.T) {
	for name, data := range map[string]string{"empty": "", "password": "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "pdf": "%PDF-1.7", "text": "本文"} {
		if _, err := docx.Read([]byte(data), docx.Options{}); err == nil || !strings.Contains(err.Error(), ";") {
			t.Errorf("%s: %v; want a refusal with a remedy", name, err)
		}
	}
}

// A column of numbers that Word counts holds no text of its own; a merge's lower
// cells, which show nothing, stay empty.
func TestNumbersAloneAreTextOfTheirCells(t *testing.T) {
	numbering := `<w:numbering ` + namespaces + `><w:abstractNum w:abstractNumId="0">` + level(0, "decimalEnclosedCircle", "%1", "") + level(1, "decimal", "%1-%2", "") + level(3, "bullet", "・", "") + level(4, "decimal", "%5.", `<w:suff w:val="nothing"/>`) + `</w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
	tc := func(properties, content string) string {
		return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + content + `</w:tc>`
	}
	tr := func(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
	doc := read(t, `<w:tbl>`+tr(tc("", p(list(1, 0))), tc("", p("", r("甲"))))+tr(tc("", p(list(1, 1))), tc(`<w:vMerge w:val="restart"/>`, p(list(1, 1), r("乙"))))+
		tr(tc("", p(list(1, 3))), tc(`<w:vMerge/>`, p(list(1, 3))))+tr(tc("", p(list(1, 4), r("丙"))), tc(`<w:cellDel w:id="9"/>`, p("", r("消した欄"))))+`</w:tbl>`, "numbering", numbering)
	check(t, doc, "cell 1:0,0+1,1||①", "cell 1:0,1+1,1||甲", "cell 1:1,0+1,1||①-1", "cell 1:1,1+2,1||①-2　乙", "cell 1:2,0+1,1", "cell 1:3,0+1,1||1.丙")
}

// A bullet is often a letter of a symbol font, and a heading that nothing but the
// contents shows is known by standing there.
func TestSymbolBulletsAndHeadingsOfTheContents(t *testing.T) {
	bullet := func(n int, text, font string) string {
		return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d">`, n) + level(0, "bullet", text, `<w:rPr><w:rFonts w:ascii="`+font+`" w:hAnsi="`+font+`"/></w:rPr>`) + `</w:abstractNum>`
	}
	numbering := `<w:numbering ` + namespaces + `>` + bullet(0, "l", "Wingdings") + bullet(1, "o", "Courier New") + bullet(2, "ü", "Wingdings") + bullet(3, "・", "MS Mincho") + `<w:abstractNum w:abstractNumId="4">` + level(0, "decimal", "%1.", "") + `</w:abstractNum>`
	for n := range 5 {
		numbering += fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>`, n+1, n)
	}
	styles := `<w:styles ` + namespaces + `><w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style></w:styles>`
	doc := read(t, p(`<w:pStyle w:val="T"/>`, r("1.総則"), `<w:r><w:tab/></w:r>`, r("3"))+p(`<w:pStyle w:val="T"/>`, r("２．体制"), `<w:r><w:tab/></w:r>`, r("4"))+
		p(list(5, 0), r("総則"))+p(list(1, 0), r("甲"))+p(list(2, 0), r("乙"))+p(list(3, 0), r("丙"))+p(list(4, 0), r("丁"))+p("", r("２．体制"))+p("", r("２．体制を定める")),
		"numbering", numbering+`</w:numbering>`, "styles", styles)
	check(t, doc, "toc||1.総則", "toc||２．体制", "chapter|1|総則", "item|・|甲", "item|○|乙", "item|✓|丙", "item|・|丁", "chapter|２|体制", "item|２|体制を定める")
}

// What a document shows in pictures and diagrams is no text, and the reader says
// so.
func TestPicturesAreReported(t *testing.T) {
	doc := read(t, p("", r("本文")), "image", "", "diagramData", "<x/>")
	if len(doc.Warnings) != 1 || !strings.Contains(doc.Warnings[0].Message, "図（SmartArt） 1 件、画像 1 件") {
		t.Errorf("warnings %v", doc.Warnings)
	}
}
