package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"shogo/corpus/internal/damage"
)

// sample is one damaged or hostile file.
type sample struct {
	name string
	data []byte
}

// hostile makes the 225 files: 76 truncated, 80 with flipped bits, 25 with
// bytes moved or cut out, and 44 built by hand. The same seed gives the same
// files.
func hostile(t testing.TB) (out []sample) {
	rng := rand.New(rand.NewPCG(20260629, 225))
	files, _ := filepath.Glob("testdata/facsimile/pdf/*.pdf")
	more, _ := filepath.Glob("testdata/crypt/*.pdf")
	var good [][]byte
	for _, f := range append(files, more...) {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if len(b) < 200_000 {
			good = append(good, b)
		}
	}
	if len(good) == 0 {
		t.Fatal("no documents to damage")
	}
	pick := func() []byte { return append([]byte(nil), good[rng.IntN(len(good))]...) }
	for i := range 76 {
		b := pick()
		out = append(out, sample{fmt.Sprintf("truncated-%d", i), b[:rng.IntN(len(b))]})
	}
	for i := range 80 {
		b := pick()
		for range 1 << rng.IntN(11) {
			b[rng.IntN(len(b))] ^= 1 << rng.IntN(8)
		}
		out = append(out, sample{fmt.Sprintf("flipped-%d", i), b})
	}
	for i := range 25 {
		b := pick()
		from, n := rng.IntN(len(b)), 0
		n = rng.IntN(min(len(b)-from, 1<<rng.IntN(16)) + 1)
		piece := append([]byte(nil), b[from:from+n]...)
		rest := append(append([]byte(nil), b[:from]...), b[from+n:]...)
		if i%2 == 0 {
			at := rng.IntN(len(rest) + 1)
			rest = append(append(append([]byte(nil), rest[:at]...), piece...), rest[at:]...)
		}
		out = append(out, sample{fmt.Sprintf("moved-%d", i), rest})
	}
	return append(out, built()...)
}

// built are the files that a person would write to hurt a reader.
func built() []sample {
	zeros := func(n int) []byte { return make([]byte, n) }
	catalog := "<< /Type /Catalog /Pages 2 0 R >>"
	page := "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
	show := "BT /F1 10 Tf 50 700 Td (hello) Tj ET "
	plain := func() *builder { return newBuilder().object(1, catalog).object(5, helvetica) }
	widths := "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /W [%s] /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
	form := func(content string) string {
		return fmt.Sprintf("<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /A 6 0 R /B 7 0 R >> /Font << /F1 5 0 R >> >> /Length %d >>\nstream\n%s\nendstream", len(content), content)
	}
	return []sample{
		{"empty", nil},
		{"text", []byte("これはPDFではありません")},
		{"header only", []byte("%PDF-1.4\n")},
		{"kids loop", plain().object(2, "<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] >>").object(3, "<< /Type /Pages /Kids [2 0 R 3 0 R] >>").done("")},
		{"parent loop", plain().object(2, "<< /Type /Pages /Kids [3 0 R] /Parent 3 0 R >>").object(3, page).object(4, "null").done("")},
		{"many kids", plain().object(2, "<< /Type /Pages /Kids ["+repeat("3 0 R ", 200_000)+"] >>").object(3, page).stream(4, "", []byte(show)).done("")},
		{"many pages", manyPages(20_000)},
		{"deep tree", deepTree(3000)},
		{"prev loop", prevLoop()},
		{"self length", plain().object(2, "<< /Type /Pages /Kids [3 0 R] >>").object(3, page).object(4, "<< /Length 4 0 R >>\nstream\n"+show+"\nendstream").done("")},
		{"negative length", plain().object(2, "<< /Type /Pages /Kids [3 0 R] >>").object(3, page).object(4, "<< /Length -5 >>\nstream\n"+show+"\nendstream").done("")},
		{"huge length", plain().object(2, "<< /Type /Pages /Kids [3 0 R] >>").object(3, page).object(4, "<< /Length 99999999999999999999 >>\nstream\n"+show+"\nendstream").done("")},
		{"reference loop", plain().object(2, "<< /Type /Pages /Kids 6 0 R >>").object(6, "7 0 R").object(7, "6 0 R").done("")},
		{"pack in itself", packInItself()},
		{"zip bomb", onePage(zeros(64<<20), helvetica, "").done("")},
		{"zip bomb of spaces", onePage(bytes.Repeat([]byte{' '}, 48<<20), helvetica, "").done("")},
		{"bomb in a bomb", nestedBomb()},
		{"lzw bomb", plain().object(2, "<< /Type /Pages /Kids [3 0 R] >>").object(3, page).stream(4, "/Filter /LZWDecode", bytes.Repeat([]byte{0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01}, 100_000)).done("")},
		{"run length bomb", plain().object(2, "<< /Type /Pages /Kids [3 0 R] >>").object(3, page).stream(4, "/Filter [/RunLengthDecode /RunLengthDecode /RunLengthDecode]", bytes.Repeat([]byte{129, 129}, 200_000)).done("")},
		{"many filters", plain().object(2, "<< /Type /Pages /Kids [3 0 R] >>").object(3, page).stream(4, "/Filter ["+repeat("/ASCIIHexDecode ", 10_000)+"]", []byte("41>")).done("")},
		{"nested arrays", hello(repeat("[", 100_000))},
		{"nested dictionaries", plain().object(2, repeat("<< /A ", 100_000)).done("")},
		{"nested arrays in an object", plain().object(2, "<< /Type /Pages /Kids "+repeat("[", 500_000)+" >>").done("")},
		{"many saves", hello(repeat("q ", 2_000_000))},
		{"many operators", hello(repeat("1 0 0 1 0 0 cm ", 3_000_000))},
		{"many glyphs", hello("BT /F1 1 Tf (" + repeat("x", 5_000_000) + ") Tj ET")},
		{"many strings", hello("BT /F1 1 Tf " + repeat("(x) Tj ", 1_000_000) + " ET")},
		{"many rules", hello(manyRules(300_000))},
		{"many squares", hello(repeat("1 1 1 1 re f 9 9 1 1 re f ", 400_000))},
		{"many clips", hello(manyClips(200_000))},
		{"long path", hello("0 0 m " + repeat("1 1 l 2 5 l ", 1_000_000) + " S")},
		{"open string", hello("BT (" + repeat("\\(", 1_000_000))},
		{"open strings in objects", append([]byte("%PDF-1.4\n"), []byte(repeat("1 0 obj (\n", 300_000))...)},
		{"open dictionaries in objects", append([]byte("%PDF-1.4\n"), []byte(repeat("1 0 obj << /A [ \n", 200_000))...)},
		{"form in itself", onePage([]byte(show+"/A Do /B Do"), helvetica, "/XObject << /A 6 0 R /B 7 0 R >>").object(6, form("/A Do /B Do /B Do "+show)).object(7, form("/A Do /B Do "+show)).done("")},
		{"forms doubling", formsDoubling(40)},
		{"wide widths", onePage([]byte(show), fmt.Sprintf(widths, repeat("0 4294967295 500 ", 5000)), "").done("")},
		{"wild numbers", hello("1e400 -1e400 99999999999999999999999 0 0 0 cm BT /F1 1e300 Tf 1e300 0 0 1e300 1e300 0 Tm (x) Tj ET 0 0 1e300 1e300 re S")},
		{"big map", onePage([]byte(show), "<< /Type /Font /Subtype /Type1 /BaseFont /X /ToUnicode 6 0 R >>", "").flate(6, "", []byte("1 begincodespacerange <00> <ff> endcodespacerange "+repeat("100 beginbfrange <0000> <ffff> <0041> endbfrange ", 300_000))).done("")},
		{"heavy pages", samePage(3000, repeat("1 0 0 1 0 0 cm ", 100_000))},
		{"heavy tables", samePage(3000, manyRules(1500))},
		{"heavy glyphs", samePage(3000, "BT /F1 1 Tf ("+repeat("x", 50_000)+") Tj ET")},
		{"many fonts", manyFonts(3000)},
		{"page boxes", plain().object(2, "<< /Type /Pages /Kids [3 0 R] >>").object(3, "<< /Type /Page /MediaBox [0 0 1e30 -1e30] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>").stream(4, "", []byte(show)).done("")},
	}
}

func manyPages(n int) []byte {
	b := newBuilder().object(1, "<< /Type /Catalog /Pages 2 0 R >>").object(5, helvetica).stream(4, "", []byte("BT /F1 9 Tf (x) Tj ET"))
	var kids bytes.Buffer
	for i := range n {
		b.object(10+i, "<< /Type /Page /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
		fmt.Fprintf(&kids, "%d 0 R ", 10+i)
	}
	return b.object(2, "<< /Type /Pages /Kids ["+kids.String()+"] >>").done("")
}

// samePage shows one content on n pages.
func samePage(n int, content string) []byte {
	b := newBuilder().object(1, "<< /Type /Catalog /Pages 2 0 R >>").object(5, helvetica).flate(4, "", []byte("BT /F1 9 Tf 9 9 Td (x) Tj ET "+content))
	var kids bytes.Buffer
	for i := range n {
		b.object(10+i, "<< /Type /Page /Contents 4 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> >>")
		fmt.Fprintf(&kids, "%d 0 R ", 10+i)
	}
	return b.object(2, "<< /Type /Pages /Kids ["+kids.String()+"] >>").done("")
}

// manyFonts has fonts that share one large character map.
func manyFonts(n int) []byte {
	var names, show bytes.Buffer
	for i := range n {
		fmt.Fprintf(&names, "/G%d %d 0 R ", i, 10+i)
		fmt.Fprintf(&show, "/G%d 9 Tf (ab) Tj ", i)
	}
	var cmap bytes.Buffer
	for i := range 50_000 {
		fmt.Fprintf(&cmap, "1 beginbfchar <%04x> <%04x> endbfchar ", i, i+32)
	}
	b := newBuilder().object(1, "<< /Type /Catalog /Pages 2 0 R >>").object(2, "<< /Type /Pages /Kids [3 0 R] >>").
		object(3, "<< /Type /Page /Contents 4 0 R /MediaBox [0 0 595 842] /Resources << /Font << "+names.String()+" >> >> >>").
		flate(4, "", []byte("BT 9 9 Td "+show.String()+" ET")).flate(6, "", cmap.Bytes())
	for i := range n {
		b.object(10+i, "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 6 0 R >>")
	}
	return b.done("")
}

func deepTree(n int) []byte {
	b := newBuilder().object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	for i := 2; i < n; i++ {
		b.object(i, fmt.Sprintf("<< /Type /Pages /Kids [%d 0 R] >>", i+1))
	}
	return b.done("")
}

func prevLoop() []byte {
	b := hello("")
	i := bytes.LastIndex(b, []byte("xref\n0"))
	return bytes.Replace(b, []byte("/Root"), fmt.Appendf(nil, "/Prev %d /XRefStm %d /Root", i, i), 1)
}

func packInItself() []byte {
	pack := "6 0 7 30 << /Type /ObjStm /N 2 /First 9 >> << /Type /Pages >>"
	return newBuilder().object(1, "<< /Type /Catalog /Pages 7 0 R >>").
		stream(6, "/Type /ObjStm /N 999999999 /First 7 /Extends 6 0 R", []byte(pack)).done("")
}

func nestedBomb() []byte {
	inner := deflate(make([]byte, 64<<20))
	for range 2 {
		inner = deflate(inner)
	}
	return newBuilder().object(1, "<< /Type /Catalog /Pages 2 0 R >>").object(5, helvetica).
		object(2, "<< /Type /Pages /Kids [3 0 R] >>").object(3, "<< /Type /Page /Contents [4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R] >>").
		stream(4, "/Filter [/FlateDecode /FlateDecode /FlateDecode]", inner).done("")
}

func formsDoubling(n int) []byte {
	b := onePage([]byte("/A Do"), helvetica, "/XObject << /A 10 0 R >>")
	for i := range n {
		b.stream(10+i, fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A %d 0 R >> >>", 11+i), []byte("/A Do /A Do"))
	}
	return b.done("")
}

func manyRules(n int) string {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "%d %d m %d %d l S ", i%500, i%790, i%500+40, i%790)
		fmt.Fprintf(&b, "%d %d m %d %d l S ", i%590, i%700, i%590, i%700+40)
	}
	return b.String()
}

func manyClips(n int) string {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "q %d 0 %d 800 re W n BT /F1 9 Tf (ab) Tj ET Q ", i%300, i%200+1)
	}
	return b.String()
}

const (
	hostileTime   = 5 * time.Second
	hostileMemory = 256 << 20
)

// TestHostileFiles: no panic, none longer than 5 s, none above 256 MiB, each
// read or refused in words with a remedy.
func TestHostileFiles(t *testing.T) {
	samples := hostile(t)
	if len(samples) != 225 {
		t.Fatalf("%d samples, want 225", len(samples))
	}
	refused := 0
	for _, s := range samples {
		took, memory, err := measured(s.data)
		var e *Error
		switch {
		case err == nil:
		case !errors.As(err, &e) || e.Msg == "" || e.Remedy == "":
			t.Errorf("%s: refused without words: %v", s.name, err)
		case bytes.Contains([]byte(e.Msg), []byte("internal error")):
			t.Errorf("%s: %v", s.name, err)
		default:
			refused++
		}
		if took > hostileTime || memory > hostileMemory {
			t.Errorf("%s: %v, %d MiB", s.name, took, memory>>20)
		}
		if testing.Verbose() && (took > time.Second || memory > hostileMemory/2) {
			t.Logf("%s: %v, %d MiB, %v", s.name, took, memory>>20, err)
		}
	}
	t.Logf("%d read, %d refused", len(samples)-refused, refused)
	if refused == 0 || refused == len(samples) {
		t.Error("the samples do not test both ways")
	}
}

// measured reads a file and watches the heap while it runs.
func measured(data []byte) (took time.Duration, peak uint64, err error) {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	base := m.HeapInuse
	stop, seen := make(chan struct{}), make(chan uint64)
	go func() {
		top := uint64(0)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			top = max(top, m.HeapInuse)
			select {
			case <-stop:
				seen <- top
				return
			case <-tick.C:
			}
		}
	}()
	start, wall := damage.ProcessorTime(), time.Now()
	_, err = Read(data, Options{})
	// A machine that does other work stretches the wall clock, not this.
	took = min(time.Since(wall), damage.ProcessorTime()-start)
	close(stop)
	top := <-seen
	return took, top - min(base, top), err
}
