// Package ooxml opens the packages of Office Open XML (XLSX, DOCX) within
// limits: what a damaged or hostile file can cost is known before any of its
// parts is parsed.
package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"shogo/corpus/block"
)

// Limits bound what is unpacked. A field of zero takes its default.
type Limits struct {
	Entries int   // files in the package; default 10,000
	Bytes   int64 // unpacked bytes of all XML parts together; default 64 MiB
	Tags    int   // "<" characters of all XML parts together; default 1,500,000
	Depth   int   // nesting of elements; default 256
}

// WithDefaults fills the zero fields.
func (l Limits) WithDefaults() Limits {
	if l.Entries <= 0 {
		l.Entries = 10_000
	}
	if l.Bytes <= 0 {
		l.Bytes = 64 << 20
	}
	if l.Tags <= 0 {
		l.Tags = 1_500_000
	}
	if l.Depth <= 0 {
		l.Depth = 256
	}
	return l
}

// Package holds the unpacked XML parts; pictures and other media are left out.
type Package struct {
	Limits Limits
	parts  map[string][]byte
	faults map[string]error
}

// Open unpacks the XML parts of data. A part that is damaged is an error only
// when it is asked for.
func Open(data []byte, limits Limits) (*Package, error) {
	p := &Package{Limits: limits.WithDefaults(), parts: map[string][]byte{}, faults: map[string]error{}}
	if err := refuseOthers(data); err != nil {
		return nil, err
	}
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &block.Error{Msg: "cannot open the package: " + zipFault(err), Remedy: "download the file again; it is cut off or damaged"}
	}
	if len(zr.File) > p.Limits.Entries {
		return nil, &block.Error{Msg: fmt.Sprintf("the package holds %d files, more than %d", len(zr.File), p.Limits.Entries), Remedy: "save the document again in its office program"}
	}
	left, tags := p.Limits.Bytes, p.Limits.Tags
	for _, f := range zr.File {
		name := clean(f.Name)
		if !isXML(name) {
			continue
		}
		if _, twice := p.parts[name]; twice {
			continue // the first one counts, as in office programs
		}
		body, err := unpack(f, left)
		switch {
		case errors.Is(err, errTooLarge):
			return nil, &block.Error{Place: name, Msg: fmt.Sprintf("unpacks to more than %d bytes", p.Limits.Bytes), Remedy: "this is no ordinary document; ask its publisher"}
		case err != nil:
			p.faults[name] = err
			continue
		}
		left -= int64(len(body))
		if tags -= bytes.Count(body, []byte("<")); tags < 0 {
			return nil, &block.Error{Place: name, Msg: fmt.Sprintf("the document has more than %d XML tags", p.Limits.Tags), Remedy: "split the document into smaller files"}
		}
		if longestRun(body) > maxRun {
			return nil, &block.Error{Place: name, Msg: fmt.Sprintf("the document has a text of more than %d bytes in one piece", maxRun), Remedy: "this is no ordinary document; ask its publisher"}
		}
		p.parts[name] = body
	}
	return p, nil
}

// maxRun is the longest text between two tags.
const maxRun = 4 << 20

func longestRun(body []byte) int {
	most := 0
	for len(body) > 0 {
		n := bytes.IndexByte(body, '<')
		if n < 0 {
			n = len(body) - 1
		}
		most = max(most, n)
		body = body[n+1:]
	}
	return most
}

// refuseOthers tells formats apart that people take for XLSX or DOCX.
func refuseOthers(data []byte) error {
	switch {
	case len(data) == 0:
		return &block.Error{Msg: "the file is empty", Remedy: "download the file again"}
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return &block.Error{Msg: "the file is protected by a password, or is of the format before 2007 (.xls, .doc)", Remedy: "open it in its office program, remove the password and save it as .xlsx or .docx"}
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return &block.Error{Msg: "the file is a PDF", Remedy: "name it .pdf"}
	case !bytes.HasPrefix(data, []byte("PK")):
		return &block.Error{Msg: "the file is no Office Open XML package", Remedy: "download the file again, or save it as .xlsx or .docx"}
	}
	return nil
}

func zipFault(err error) string {
	switch {
	case errors.Is(err, zip.ErrFormat):
		return "its directory is missing"
	case errors.Is(err, zip.ErrAlgorithm):
		return "its compression is unknown"
	case errors.Is(err, zip.ErrChecksum):
		return "its checksum is wrong"
	}
	return err.Error()
}

var errTooLarge = errors.New("too large")

func unpack(f *zip.File, left int64) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, errors.New("it is encrypted")
	}
	r, err := f.Open()
	if err != nil {
		return nil, errors.New(zipFault(err))
	}
	defer r.Close()
	var body bytes.Buffer
	if size := int64(f.UncompressedSize64); size > 0 && size <= min(left, 100*int64(f.CompressedSize64)) {
		body.Grow(int(size) + bytes.MinRead)
	}
	_, err = body.ReadFrom(io.LimitReader(r, left+1))
	if int64(body.Len()) > left {
		return nil, errTooLarge
	}
	if err != nil {
		return nil, errors.New(zipFault(err))
	}
	return toUTF8(body.Bytes()), nil
}

func isXML(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xml", ".rels", ".vml":
		return true
	}
	return false
}

// clean makes a part's name comparable: no leading slash, no .. beyond the root.
func clean(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}

// Has reports whether the package holds a readable part of this name.
func (p *Package) Has(name string) bool { return p.parts[clean(name)] != nil }

// Part returns the bytes of a part as UTF-8. It is a *block.Error if the part
// is missing or damaged.
func (p *Package) Part(name string) ([]byte, error) {
	name = clean(name)
	if b, ok := p.parts[name]; ok {
		return b, nil
	}
	if err, ok := p.faults[name]; ok {
		return nil, &block.Error{Place: name, Msg: "cannot unpack this part: " + err.Error(), Remedy: "download the file again; it is damaged"}
	}
	return nil, &block.Error{Place: name, Msg: "the package has no such part", Remedy: "download the file again, or save it once more in its office program"}
}

// Faults lists the parts that could not be unpacked, in the order of names.
func (p *Package) Faults() []string {
	var out []string
	for name := range p.faults {
		out = append(out, name)
	}
	sortStrings(out)
	return out
}

// Part is a file of a package to be written.
type Part struct {
	Name string
	Body []byte
}

// Pack writes a package without compression, for a library that wants one.
func Pack(parts []Part) (*bytes.Reader, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		f, err := w.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Store})
		if err == nil {
			_, err = f.Write(p.Body)
		}
		if err != nil {
			return nil, &block.Error{Place: p.Name, Msg: "cannot pack: " + err.Error(), Remedy: "report the file"}
		}
	}
	if err := w.Close(); err != nil {
		return nil, &block.Error{Msg: "cannot pack: " + err.Error(), Remedy: "report the file"}
	}
	return bytes.NewReader(out.Bytes()), nil
}
