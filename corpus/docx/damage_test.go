package docx_test

import (
	"strings"
	"testing"

	"shogo/corpus/internal/damage"
)

const (
	open  = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	shut  = `</w:body></w:document>`
	words = `<w:p><w:r><w:t>本文</w:t></w:r></w:p>`
)

// attacks are documents that a reader without limits does not survive.
func attacks() []damage.Part {
	main := func(body string) damage.Part { return damage.Part{Name: "word/document.xml", Body: []byte(body)} }
	row := `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999"/></w:tcPr>` + words + `</w:tc></w:tr>`
	nested := strings.Repeat(`<w:tbl><w:tr><w:tc>`, 60) + words + strings.Repeat(`</w:tc></w:tr></w:tbl>`, 60)
	return []damage.Part{
		main(open + `<w:tbl>` + strings.Repeat(row, 20_000) + `</w:tbl>` + shut),
		main(open + nested + shut),
		main(open + `<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2000000000"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>` + words + `</w:tc></w:tr></w:tbl>` + shut),
		main(open + strings.Repeat(`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>`, 100_000) + words + shut),
		main(open + strings.Repeat(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>あ</w:t></w:r></w:p>`, 50_000) + shut),
		main(open + strings.Repeat(`<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>項</w:t></w:r></w:p>`, 50_000) + shut),
		main(open + `<w:p><w:r><w:t>` + strings.Repeat("①及び", 5<<20) + `</w:t></w:r></w:p>` + shut),
		main(open + `<w:p><w:r>` + strings.Repeat(`<w:t>①</w:t><w:br/>`, 150_000) + `</w:r></w:p>` + shut),
		main(open + strings.Repeat(`<w:p><w:r><w:footnoteReference w:id="1"/><w:sym w:font="x" w:char="FFFFFFFF"/></w:r></w:p>`, 50_000) + shut),
		{Name: "word/numbering.xml", Body: []byte(`<w:numbering xmlns:w="x"><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`)},
		{Name: "word/styles.xml", Body: []byte(`<w:styles xmlns:w="x"><w:style w:type="paragraph" w:default="1" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>`)},
		{Name: "word/footnotes.xml", Body: []byte(`<w:footnotes xmlns:w="x"><w:footnote w:id="1"><w:p><w:r><w:footnoteReference w:id="1"/><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>`)},
	}
}

// TestDamagedFilesEndInAnErrorAndNoPanic reads damaged and hostile documents: each is read or refused in
// words, soon and with little memory.
func TestDamagedFilesEndInAnErrorAndNoPanic(t *testing.T) {
	damage.Check(t, damage.Files(sound(t), attacks(), 20260401), readFile)
}

func sound(t testing.TB) [][]byte { return damage.Sound(t, "testdata/*.docx") }

func FuzzRead(f *testing.F) {
	for _, data := range sound(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := readFile(data); err != nil {
			damage.InWords(t, "input", err)
		}
	})
}

// FuzzDocument puts the input into a sound package, where damage to the archive
// does not hide it.
func FuzzDocument(f *testing.F) {
	parts := damage.Unpack(sound(f)[0])
	for _, a := range attacks() {
		if len(a.Body) < 1<<16 {
			f.Add(a.Body)
		}
	}
	f.Add([]byte(open + words + shut))
	f.Fuzz(func(t *testing.T, body []byte) {
		data := damage.Pack(damage.Replace(parts, damage.Part{Name: "word/document.xml", Body: body}))
		if _, err := readFile(data); err != nil {
			damage.InWords(t, "input", err)
		}
	})
}
