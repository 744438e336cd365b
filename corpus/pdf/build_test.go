package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// builder writes small PDF files for tests.
type builder struct {
	buf     bytes.Buffer
	offsets map[int]int
	top     int
}

func newBuilder() *builder {
	b := &builder{offsets: map[int]int{}}
	b.buf.WriteString("%PDF-1.7\n")
	return b
}

func (b *builder) object(num int, body string) *builder {
	b.offsets[num] = b.buf.Len()
	b.top = max(b.top, num)
	fmt.Fprintf(&b.buf, "%d 0 obj\n%s\nendobj\n", num, body)
	return b
}

func (b *builder) stream(num int, dict string, data []byte) *builder {
	return b.object(num, fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data))
}

// flate adds a compressed stream.
func (b *builder) flate(num int, dict string, data []byte) *builder {
	return b.stream(num, dict+" /Filter /FlateDecode", deflate(data))
}

func deflate(data []byte) []byte {
	var z bytes.Buffer
	w, _ := zlib.NewWriterLevel(&z, zlib.BestSpeed)
	_, _ = w.Write(data)
	_ = w.Close()
	return z.Bytes()
}

func (b *builder) done(trailer string) []byte {
	at := b.buf.Len()
	fmt.Fprintf(&b.buf, "xref\n0 %d\n0000000000 65535 f \n", b.top+1)
	for n := 1; n <= b.top; n++ {
		kind := 'n'
		if b.offsets[n] == 0 {
			kind = 'f'
		}
		fmt.Fprintf(&b.buf, "%010d 00000 %c \n", b.offsets[n], kind)
	}
	fmt.Fprintf(&b.buf, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", b.top+1, trailer, at)
	return b.buf.Bytes()
}

const helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"

// onePage is a file whose page 3 has the content stream, font 5 as F1 and the
// given further resources.
func onePage(content []byte, font, resources string) *builder {
	return newBuilder().
		object(1, "<< /Type /Catalog /Pages 2 0 R >>").
		object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>").
		object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> "+resources+" >> >>").
		flate(4, "", content).
		object(5, font)
}

func hello(content string) []byte {
	return onePage([]byte("BT /F1 12 Tf 72 700 Td (hello) Tj ET\n"+content), helvetica, "").done("")
}

func repeat(s string, n int) string { return strings.Repeat(s, n) }

// pack writes what was added as object streams and a cross-reference stream
// (PDF 1.5): everything that is no stream itself goes into one.
func (b *builder) pack() []byte {
	body := b.buf.Bytes()
	var out, index, inside bytes.Buffer
	out.WriteString("%PDF-1.5\n")
	entries := make([][3]int, b.top+3)
	packed := 0
	for n := 1; n <= b.top; n++ {
		at := b.offsets[n]
		if at == 0 {
			continue
		}
		head := fmt.Sprintf("%d 0 obj\n", n)
		end := at + bytes.Index(body[at:], []byte("\nendobj\n"))
		obj := body[at+len(head) : end]
		if bytes.HasSuffix(obj, []byte("endstream")) {
			entries[n] = [3]int{1, out.Len(), 0}
			fmt.Fprintf(&out, "%s%s\nendobj\n", head, obj)
			continue
		}
		fmt.Fprintf(&index, "%d %d ", n, inside.Len())
		inside.Write(append(obj, '\n'))
		entries[n] = [3]int{2, b.top + 1, packed}
		packed++
	}
	stream := func(num int, dict string, data []byte) {
		entries[num] = [3]int{1, out.Len(), 0}
		z := deflate(data)
		fmt.Fprintf(&out, "%d 0 obj\n<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n", num, dict, len(z), z)
	}
	stream(b.top+1, fmt.Sprintf("/Type /ObjStm /N %d /First %d", packed, index.Len()), append(index.Bytes(), inside.Bytes()...))
	xref := out.Len()
	var table []byte
	entries[b.top+2] = [3]int{1, xref, 0}
	for _, e := range entries {
		table = append(table, byte(e[0]), byte(e[1]>>16), byte(e[1]>>8), byte(e[1]), byte(e[2]>>8), byte(e[2]))
	}
	stream(b.top+2, fmt.Sprintf("/Type /XRef /W [1 3 2] /Size %d /Root 1 0 R", b.top+3), table)
	fmt.Fprintf(&out, "startxref\n%d\n%%%%EOF\n", xref)
	return out.Bytes()
}
