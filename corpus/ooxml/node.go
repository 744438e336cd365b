package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"

	"shogo/corpus/block"
)

// Node is an element. Names carry no namespace: the parts read here do not
// reuse one within a parent. Character data is kept where Text asks for it.
type Node struct {
	Name  string
	Attr  []Attr
	Kids  []*Node
	Chars string // the character data directly inside, joined
}

// Attr is an attribute without its namespace.
type Attr struct{ Name, Value string }

// Get returns the value of an attribute, empty if there is none.
func (n *Node) Get(name string) string {
	v, _ := n.Lookup(name)
	return v
}

// Lookup returns the value of an attribute and whether it is there.
func (n *Node) Lookup(name string) (string, bool) {
	if n == nil {
		return "", false
	}
	for _, a := range n.Attr {
		if a.Name == name {
			return a.Value, true
		}
	}
	return "", false
}

// Kid returns the element at a path of names below n, nil if there is none. It
// may be called on nil.
func (n *Node) Kid(names ...string) *Node {
	for _, name := range names {
		if n == nil {
			return nil
		}
		i := slices.IndexFunc(n.Kids, func(k *Node) bool { return k.Name == name })
		if i < 0 {
			return nil
		}
		n = n.Kids[i]
	}
	return n
}

// Val returns the attribute val of the kid of that name; ok is false if there
// is no such kid.
func (n *Node) Val(name string) (value string, ok bool) {
	k := n.Kid(name)
	return k.Get("val"), k != nil
}

// Flag reads an on/off kid: present counts as on unless its val says no.
func (n *Node) Flag(name string) bool {
	v, ok := n.Val(name)
	return ok && v != "0" && v != "false" && v != "off"
}

// All walks every element below n, in order, n itself excluded.
func (n *Node) All(visit func(*Node)) {
	for _, k := range n.Kids {
		visit(k)
		k.All(visit)
	}
}

// Parse reads a part as a tree. Elements named in skip are left out with all
// they hold. What cannot be parsed is a *block.Error.
func (p *Package) Parse(name string, skip ...string) (*Node, error) {
	body, err := p.Part(name)
	if err != nil {
		return nil, err
	}
	d := Decoder(body)
	root := &Node{}
	stack := []*Node{root}
	chars := make([][]byte, 1) // of the open elements
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, &block.Error{Place: name, Msg: "cannot parse the XML: " + err.Error(), Remedy: "download the file again; it is damaged"}
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(stack) > p.Limits.Depth {
				return nil, &block.Error{Place: name, Msg: fmt.Sprintf("elements nest deeper than %d", p.Limits.Depth), Remedy: "this is no ordinary document; ask its publisher"}
			}
			if slices.Contains(skip, t.Name.Local) {
				if err := d.Skip(); err != nil {
					return nil, &block.Error{Place: name, Msg: "cannot parse the XML: " + err.Error(), Remedy: "download the file again; it is damaged"}
				}
				continue
			}
			n := &Node{Name: t.Name.Local}
			for _, a := range t.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					n.Attr = append(n.Attr, Attr{a.Name.Local, a.Value})
				}
			}
			top := stack[len(stack)-1]
			top.Kids = append(top.Kids, n)
			stack, chars = append(stack, n), append(chars, nil)
		case xml.EndElement:
			stack[len(stack)-1].Chars = string(chars[len(chars)-1])
			stack, chars = stack[:len(stack)-1], chars[:len(chars)-1]
		case xml.CharData:
			chars[len(chars)-1] = append(chars[len(chars)-1], t...)
		}
	}
	if len(root.Kids) == 0 {
		return nil, &block.Error{Place: name, Msg: "the part is empty", Remedy: "download the file again; it is damaged"}
	}
	return root.Kids[0], nil
}

// Decoder reads XML that Part gave. It takes any declared encoding for UTF-8,
// which Part has made of it.
func Decoder(body []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return d
}

// toUTF8 converts UTF-16, the only other encoding a part may have.
func toUTF8(b []byte) []byte {
	if len(b) < 2 || b[0]^b[1] != 0xFE^0xFF || b[0] != 0xFE && b[0] != 0xFF {
		return bytes.TrimPrefix(b, []byte("\uFEFF"))
	}
	units := make([]uint16, 0, len(b)/2)
	for i := 2; i+1 < len(b); i += 2 {
		if b[0] == 0xFE {
			units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
		} else {
			units = append(units, uint16(b[i+1])<<8|uint16(b[i]))
		}
	}
	text := string(utf16.Decode(units))
	if strings.HasPrefix(text, "<?xml") { // it names the encoding that no longer is
		_, text, _ = strings.Cut(text, "?>")
	}
	return []byte(text)
}

func sortStrings(s []string) { slices.Sort(s) }
