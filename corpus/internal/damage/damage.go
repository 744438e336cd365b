// Package damage makes damaged and hostile Office Open XML files out of sound
// ones: the same seed gives the same files.
package damage

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
)

// Count is how many files Files makes.
const Count = 225

// File is one of them.
type File struct {
	Name string // how it was made
	Data []byte
}

// Part is a file of a package.
type Part struct {
	Name string
	Body []byte
}

// Files makes Count files of the sound ones: about a third each damaged as bytes,
// damaged inside their XML, and built to exhaust a reader. attacks are hostile
// parts of the format, each of which replaces the part of its name.
func Files(sound [][]byte, attacks []Part, seed uint64) []File {
	rng := rand.New(rand.NewPCG(seed, seed^0x5eed))
	var out []File
	for len(out) < 75 {
		out = append(out, bytesOf(pick(rng, sound), rng))
	}
	for len(out) < 150 {
		out = append(out, xmlOf(pick(rng, sound), rng))
	}
	for i := 0; len(out) < Count; i++ {
		out = append(out, hostile(pick(rng, sound), attacks, i, rng))
	}
	return out
}

func pick(rng *rand.Rand, sound [][]byte) []byte { return sound[rng.IntN(len(sound))] }

// bytesOf damages the package as a download does.
func bytesOf(data []byte, rng *rand.Rand) File {
	d := slices.Clone(data)
	at, n := rng.IntN(len(d)), 1+rng.IntN(64)
	switch kind := rng.IntN(6); kind {
	case 0:
		return File{fmt.Sprintf("cut at %d", at), d[:at]}
	case 1:
		for range n {
			d[rng.IntN(len(d))] ^= 1 << rng.IntN(8)
		}
		return File{fmt.Sprintf("%d flipped bits", n), d}
	case 2:
		end := min(len(d), at+n*16)
		clear(d[at:end])
		return File{fmt.Sprintf("zeros at %d", at), d}
	case 3:
		end := min(len(d), at+n*16)
		return File{fmt.Sprintf("hole at %d", at), slices.Concat(d[:at], d[end:])}
	case 4:
		return File{fmt.Sprintf("doubled at %d", at), slices.Concat(d[:at], d)}
	default: // the directory lies about sizes and places
		dir := bytes.LastIndex(d, []byte("PK\x01\x02"))
		for range 8 {
			d[min(len(d)-1, dir+8+rng.IntN(38))] = byte(rng.IntN(256))
		}
		return File{"wrong directory", d}
	}
}

// xmlOf damages the text of one part and packs it soundly.
func xmlOf(data []byte, rng *rand.Rand) File {
	parts := Unpack(data)
	i := rng.IntN(len(parts))
	for try := 0; try < 5 && !strings.Contains(parts[i].Name, "document") && !strings.Contains(parts[i].Name, "sheet"); try++ {
		i = rng.IntN(len(parts)) // the interesting parts more often
	}
	b := slices.Clone(parts[i].Body)
	name := parts[i].Name
	switch at := rng.IntN(max(1, len(b))); rng.IntN(8) {
	case 0:
		parts[i].Body, name = b[:at], name+" cut"
	case 1:
		for range 1 + rng.IntN(20) {
			b[rng.IntN(len(b))] = byte(rng.IntN(256))
		}
		parts[i].Body, name = b, name+" noise"
	case 2:
		parts = slices.Delete(parts, i, i+1)
		name += " missing"
	case 3:
		parts[i].Body, name = nil, name+" empty"
	case 4: // tags in a wrong order
		tags := strings.SplitAfter(string(b), ">")
		for range 1 + rng.IntN(10) {
			x, y := rng.IntN(len(tags)), rng.IntN(len(tags))
			tags[x], tags[y] = tags[y], tags[x]
		}
		parts[i].Body, name = []byte(strings.Join(tags, "")), name+" shuffled"
	case 5: // numbers out of any range
		odd := pickText(rng, "-1", "0", "2147483648", "99999999999999999999", "1e9", "NaN", "")
		fields := strings.Split(string(b), `"`)
		for range 1 + rng.IntN(30) {
			if k := 2*rng.IntN(max(1, len(fields)/2)) + 1; k < len(fields) && strings.Trim(fields[k], "0123456789") == "" {
				fields[k] = odd
			}
		}
		parts[i].Body, name = []byte(strings.Join(fields, `"`)), name+" numbers "+odd
	case 6:
		parts = append(parts, Part{parts[i].Name, b[:at]})
		name += " twice"
	default:
		parts[i].Body, name = slices.Concat(b[:at], b), name+" doubled"
	}
	return File{name, Pack(parts)}
}

// bomb packs a part of so many MiB of spaces: one compressed piece, repeated. Its
// checksum is wrong, which shows only at its end.
func bomb(parts []Part, name string, size int) []byte {
	var piece bytes.Buffer
	w, err := flate.NewWriter(&piece, flate.BestCompression)
	if err != nil {
		panic(err)
	}
	if _, err := w.Write(bytes.Repeat([]byte(" "), 1<<20)); err != nil {
		panic(err)
	}
	if err := w.Flush(); err != nil {
		panic(err)
	}
	raw := append(bytes.Repeat(piece.Bytes(), size), 3, 0)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		if p.Name != name {
			write(z, p)
		}
	}
	f, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CompressedSize64: uint64(len(raw)), UncompressedSize64: uint64(size) << 20})
	if err == nil {
		_, err = f.Write(raw)
	}
	if err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func write(z *zip.Writer, p Part) {
	method := zip.Deflate
	if len(p.Body) < 1<<16 {
		method = zip.Store // cheap enough for fuzzing
	}
	f, err := z.CreateHeader(&zip.FileHeader{Name: p.Name, Method: method})
	if err == nil {
		_, err = f.Write(p.Body)
	}
	if err != nil {
		panic(err)
	}
}

func pickText(rng *rand.Rand, of ...string) string { return of[rng.IntN(len(of))] }

// hostile builds a file that costs more than it shows.
func hostile(data []byte, attacks []Part, i int, rng *rand.Rand) File {
	parts := Unpack(data)
	main := attacks[0].Name
	switch k := i % (len(attacks) + 5); {
	case k < len(attacks):
		return File{fmt.Sprintf("attack %d on %s", k, attacks[k].Name), Pack(Replace(parts, attacks[k]))}
	case k == len(attacks):
		return File{"bomb of spaces", bomb(parts, main, 200+rng.IntN(100))}
	case k == len(attacks)+1:
		n := 300 + rng.IntN(200_000)
		body := strings.Repeat("<a>", n) + strings.Repeat("</a>", n)
		return File{fmt.Sprintf("%d nested tags", n), Pack(Replace(parts, Part{main, []byte(body)}))}
	case k == len(attacks)+2:
		for n := range 12_000 + rng.IntN(2000) {
			parts = append(parts, Part{fmt.Sprintf("x/%d.xml", n), []byte("<a/>")})
		}
		return File{"many files", Pack(parts)}
	case k == len(attacks)+3:
		var tags strings.Builder
		for n := range 400_000 + rng.IntN(800_000) {
			fmt.Fprintf(&tags, "<a b=\"%d\"/>", n)
		}
		return File{"many tags", Pack(Replace(parts, Part{main, []byte("<a>" + tags.String() + "</a>")}))}
	default:
		body := `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>`
		return File{"entities", Pack(Replace(parts, Part{main, []byte(body)}))}
	}
}

// Unpack lists the parts of a sound package.
func Unpack(data []byte) []Part {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		panic(err)
	}
	var out []Part
	for _, f := range zr.File {
		r, err := f.Open()
		if err != nil {
			panic(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			panic(err)
		}
		if len(b) > 0 {
			out = append(out, Part{f.Name, b})
		}
	}
	return out
}

// Replace gives the package another part of that name.
func Replace(parts []Part, p Part) []Part {
	out := slices.DeleteFunc(slices.Clone(parts), func(q Part) bool { return q.Name == p.Name })
	return append(out, p)
}

// Pack writes a package.
func Pack(parts []Part) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range parts {
		write(w, p)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}
