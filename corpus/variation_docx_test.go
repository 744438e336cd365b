package corpus

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	pack "shogo/corpus/internal/damage"
)

// A wordCounter writes numbers as Word's automatic ones: the text of a paragraph
// is stored without them, and each run of numbers is a list of its own.
type wordCounter struct {
	lists, nums strings.Builder
	count       int
	prefix      string // of the list that is open
	last        int
}

// countedForms are the numbers that a cell may begin with, and how Word counts
// them: prefix, value, suffix, text.
var countedForms = []struct {
	form   *regexp.Regexp
	format string
}{
	{regexp.MustCompile(`^([①-⑳][-－]|\d+-)(\d+)()$`), "decimal"},
	{regexp.MustCompile(`(?s)^()([①-⑳])()(?:[　 \n]?)(.+)$`), "decimalEnclosedCircle"},
	{regexp.MustCompile(`(?s)^()(\d+)(\.) (.+)$`), "decimal"},
}

// take cuts the number off a text and returns the properties that bring it back.
func (w *wordCounter) take(text string) (properties, rest string) {
	for _, f := range countedForms {
		m := f.form.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		n := CircledValue([]rune(m[2])[0])
		if n == 0 {
			n, _ = strconv.Atoi(m[2])
		}
		prefix := m[1] + "%1" + m[3]
		if w.prefix != prefix || n != w.last+1 {
			w.count++
			fmt.Fprintf(&w.lists, `<w:abstractNum w:abstractNumId="%d"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl></w:abstractNum>`, w.count, f.format, prefix)
			fmt.Fprintf(&w.nums, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`, w.count, w.count, n)
		}
		w.prefix, w.last = prefix, n
		if len(m) > 4 {
			rest = m[4]
		}
		return fmt.Sprintf(`<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr></w:pPr>`, w.count), rest
	}
	return "", text
}

const wordNamespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// counted turns the numbers of a document that asDOCX wrote into automatic ones.
func counted(t *testing.T, raw []byte) []byte {
	t.Helper()
	body := ""
	for _, p := range pack.Unpack(raw) {
		if p.Name == "word/document.xml" {
			body = string(p.Body)
		}
	}
	if body == "" {
		t.Fatal("no document to number")
	}
	w := &wordCounter{}
	const before, between, after = `<w:p><w:r><w:t xml:space="preserve">`, `</w:t><w:br/><w:t xml:space="preserve">`, `</w:t></w:r></w:p>`
	var b strings.Builder
	for i, piece := range strings.Split(body, before) {
		if i == 0 {
			b.WriteString(piece)
			continue
		}
		text, rest, _ := strings.Cut(piece, after)
		properties, text := w.take(strings.ReplaceAll(text, between, "\n"))
		b.WriteString(`<w:p>` + properties + `<w:r><w:t xml:space="preserve">` + strings.ReplaceAll(text, "\n", between) + after + rest)
	}
	return wordFile(b.String(), "numbering", `<w:numbering `+wordNamespace+`>`+w.lists.String()+w.nums.String()+`</w:numbering>`)
}

// wordFile packs a document with further parts: name and XML in turn.
func wordFile(document string, more ...string) []byte {
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	parts := []pack.Part{
		{Name: "[Content_Types].xml", Body: []byte(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)},
		{Name: "_rels/.rels", Body: []byte(`<Relationships><Relationship Id="r1" Type="` + office + `officeDocument" Target="word/document.xml"/></Relationships>`)},
		{Name: "word/document.xml", Body: []byte(document)},
	}
	var rels strings.Builder
	for i := 0; i+1 < len(more); i += 2 {
		fmt.Fprintf(&rels, `<Relationship Id="r%d" Type="%s%s" Target="%s.xml"/>`, i, office, more[i], more[i])
		parts = append(parts, pack.Part{Name: "word/" + more[i] + ".xml", Body: []byte(more[i+1])})
	}
	return pack.Pack(append(parts, pack.Part{Name: "word/_rels/document.xml.rels", Body: []byte(`<Relationships>` + rels.String() + `</Relationships>`)}))
}

// A volume as Word writes it: the numbers of headings come from their styles, the
// items are lists that start anew, and what a tracked change deleted counts not.
func TestVolumeWithAutomaticNumbers(t *testing.T) {
	level := func(at int, format, text, more string) string {
		return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>`, at, format, more, text)
	}
	p := func(properties, text string) string {
		return `<w:p><w:pPr>` + properties + `</w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	style := func(id string) string { return `<w:pStyle w:val="` + id + `"/>` }
	item := func(num int) string {
		return fmt.Sprintf(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, num)
	}
	numbering := `<w:numbering ` + wordNamespace + `><w:abstractNum w:abstractNumId="0">` + strings.Replace(level(0, "decimalFullWidth", "%1．", `<w:pStyle w:val="H1"/>`), `start w:val="1"`, `start w:val="8"`, 1) +
		level(1, "decimalFullWidth", "%1．%2", `<w:pStyle w:val="H2"/>`) + `</w:abstractNum><w:abstractNum w:abstractNumId="1">` + level(0, "decimalEnclosedCircle", "%1", `<w:suff w:val="nothing"/>`) + `</w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>` +
		`<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`
	styles := `<w:styles ` + wordNamespace + `><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>`
	gone := `<w:p><w:pPr>` + item(2) + `<w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>消した項目</w:delText></w:r></w:del></w:p>`
	raw := wordFile(`<w:document `+wordNamespace+`><w:body>`+p("", "医療情報システムの安全管理に関するガイドライン 第6.0版 システム運用編")+
		p(style("H1"), "利用機器・サービスに対する安全管理措置 [Ⅰ～Ⅳ]")+p("", "【遵守事項】")+p(item(2), "台帳を整備すること。")+gone+p(item(2), "①の台帳を点検すること。")+
		p(style("H2"), "情報機器等の脆弱性への対策")+p("", "情報を集める。")+
		p(style("H1"), "ソフトウェア・サービスに対する要求事項")+p("", "【遵守事項】")+p(item(3), "確認すること。")+`</w:body></w:document>`, "numbering", numbering, "styles", styles)
	c := parsedFile(t, "sys.docx", string(raw))
	for id, want := range map[string]string{"mhlw-6.0-sys-8-i01": "台帳を整備すること。", "mhlw-6.0-sys-8-i02": "①の台帳を点検すること。", "mhlw-6.0-sys-8.1": "情報を集める。", "mhlw-6.0-sys-9-i01": "確認すること。"} {
		if r := mustHave(t, c, id); r.Text != want || r.Stub || !strings.HasPrefix(r.Provenance.Place, "paragraph ") {
			t.Errorf("%s: %+v", id, r)
		}
	}
	if x := mustHave(t, c, "mhlw-6.0-sys-8-i02").InternalRefs; len(x) != 1 || x[0].Target != "mhlw-6.0-sys-8-i01" {
		t.Errorf("②'s reference to ①: %+v", x)
	}
	if a := c.Audits[0]; len(a.Unassigned) > 0 {
		t.Errorf("unassigned: %v", a.Unassigned)
	}
}
