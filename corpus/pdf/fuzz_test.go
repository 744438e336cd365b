package pdf

import (
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzLexer: every token moves forward, and its bytes come from the input.
func FuzzLexer(f *testing.F) {
	for _, s := range []string{"1 0 obj << /A#20B (x\\)\\101(y)) <41 4> [1 -.5 +3. --4] >> endobj", "(open", "<<<>>>", "/", "%c\n]", "(\\"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		l := &lexer{data: data}
		for last := -1; ; last = l.pos {
			tok := l.next()
			if tok.kind == tokEOF {
				break
			}
			if l.pos <= last || len(tok.b) > len(data) {
				t.Fatalf("token %v at %d after %d", tok, l.pos, last)
			}
		}
		p := &parser{lexer: lexer{data: data}, budget: newBudget(len(data))}
		p.object(0)
	})
}

// FuzzXref: any file is opened or refused; what is opened has pages or none.
func FuzzXref(f *testing.F) {
	f.Add(hello(""))
	f.Add(prevLoop())
	f.Add(packInItself())
	if b, err := os.ReadFile("testdata/crypt/aes-256-packed.pdf"); err == nil {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := open(data)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Remedy == "" {
				t.Fatal(err)
			}
			return
		}
		for _, l := range file.pages() {
			file.dict(l.resources)
		}
	})
}

// FuzzCMap: looking up any code ends, with valid text.
func FuzzCMap(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <7f> <8140> <9ffc> endcodespacerange 2 beginbfchar <41> <3042> endbfchar 1 beginbfrange <8140> <8150> <4e00> <0001> <0002> [<0041> <0042>] endbfrange"), []byte("A\x81\x40"))
	f.Add([]byte("1 begincidrange <0000> <ffff> 1 endcidrange /WMode 1 def"), []byte("\xff\xff"))
	f.Fuzz(func(t *testing.T, data, codes []byte) {
		c := parseCMap(data, newBudget(len(data)))
		for len(codes) > 0 {
			k := c.next(codes)
			codes = codes[max(1, int(k.n)):]
			c.cid(k)
			if s, _ := c.unicode(k); !utf8.ValidString(s) {
				t.Fatalf("%q", s)
			}
		}
	})
}

// FuzzContent: any content stream gives a document or a refusal, and the text
// of a document is valid.
func FuzzContent(f *testing.F) {
	for _, s := range []string{
		"BT /F1 12 Tf 72 700 Td [(ab) -200 (cd)] TJ T* (x) ' 1 2 (y) \" ET",
		"q 1 0 0 1 0 0 cm 0 0 9 9 re W n Q BI /W 1 ID x EI 1 0 0 rg 10 10 100 2 re f",
		"0 0 200 100 re S 100 0 m 100 100 l S 0 50 m 200 50 l S BT /F1 9 Tf 10 60 Td (a) Tj 100 0 Td (b) Tj ET",
		"/P << /ActualText (\xfe\xff\x30\x42) >> BDC BT /F1 9 Tf (\x01) Tj ET EMC /X Do",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		doc, err := Read(onePage(content, helvetica, "").done(""), Options{})
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Remedy == "" || strings.Contains(e.Msg, "internal") {
				t.Fatal(err)
			}
			return
		}
		for _, w := range doc.Warnings {
			if strings.Contains(w.Message, "layout:") {
				t.Fatal(w)
			}
		}
		for _, b := range doc.Blocks {
			if !utf8.ValidString(b.Text) {
				t.Fatalf("%q", b.Text)
			}
		}
	})
}

// FuzzProgram holds the reading of embedded font programs.
func FuzzProgram(f *testing.F) {
	f.Add(trueType([]rune("国①A")))
	f.Add([]byte("\x00\x01\x00\x00\x00\x01\x00\x10\x00\x00\x00\x00cmap\x00\x00\x00\x00\x00\x00\x00\x1c\xff\xff\xff\xff\x00\x00\x00\x01\x00\x03\x00\x01\x00\x00\x00\x0c\x00\x04\x00\x20\x00\x00\x00\x04\x00\x00\x00\x00\x00\x00\x00\x45\xff\xff\x00\x00\x00\x41\xff\xff\x00\x02\x00\x01\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if got := program(data, newBudget(len(data))); len(got) > maxCodes {
			t.Fatalf("%d glyphs", len(got))
		}
	})
}

// FuzzNames holds the reading of programs that name their glyphs.
func FuzzNames(f *testing.F) {
	f.Add(cffProgram("Japan1", []int{7555, 1200}, nil), false)
	f.Add(cffProgram("", []int{391, 34}, []byte{1, 2}, "uni56FD"), true)
	f.Add([]byte("/Encoding 256 array dup 1/A put dup 99999999999999 /B put def"), true)
	f.Fuzz(func(t *testing.T, data []byte, simple bool) {
		for _, got := range []map[uint32]rune{cffRunes(data, simple, newBudget(len(data))), type1Runes(data, newBudget(len(data)))} {
			if len(got) > maxCodes {
				t.Fatalf("%d glyphs", len(got))
			}
		}
	})
}

// A table of segments (format 4): 国 is not in it, A to E are glyphs 67 to 71.
func TestProgramSegments(t *testing.T) {
	sub := []byte{0, 4, 0, 32, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0x45, 0xff, 0xff, 0, 0, 0, 0x41, 0xff, 0xff, 0, 2, 0, 1, 0, 0, 0, 0}
	data := append([]byte{0, 1, 0, 0, 0, 1, 0, 16, 0, 0, 0, 0, 'c', 'm', 'a', 'p', 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 44, 0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12}, sub...)
	got := program(data, newBudget(len(data)))
	for i, r := range "ABCDE" {
		if got[uint32(0x43+i)] != r {
			t.Errorf("glyph %d: %q, want %q", 0x43+i, got[uint32(0x43+i)], r)
		}
	}
	if len(got) != 5 {
		t.Errorf("%d glyphs: %v", len(got), got)
	}
}
