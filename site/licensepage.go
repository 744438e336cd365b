package site

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// The licences of all that the command is made of, collected by
// internal/licenses; a test holds the file to the modules in use.
//
//go:embed licenses.json
var licenseData []byte

// licenseList is the shape of licenses.json.
type licenseList struct {
	Modules []licenseModule `json:"modules"`
	Texts   []string        `json:"texts"`
}

type licenseModule struct {
	Path    string        `json:"path"`
	Version string        `json:"version"`
	Files   []licenseFile `json:"files"`
}

type licenseFile struct {
	Name string `json:"name"`
	Text int    `json:"text"` // index into Texts
}

// Anchor is the place of the file's text on the page.
func (f licenseFile) Anchor() string { return "text-" + strconv.Itoa(f.Text+1) }

// licenseBody is the body of licenses.html.
type licenseBody struct {
	Modules []licenseModule
	Texts   []licenseText
}

// licenseText is a text and who uses it.
type licenseText struct {
	Anchor, Kind, Text string
	Of                 []string
}

func readLicenses() licenseList {
	var list licenseList
	if err := json.Unmarshal(licenseData, &list); err != nil {
		panic(fmt.Sprintf("site: embedded licences: %v", err)) // a file of our own
	}
	return list
}

func (b *builder) licensePage() page {
	p := b.newPage("licenses.html", "licenses.html", "使用しているソフトウェアのライセンス")
	p.Current = "licenses"
	p.home()
	p.crumb("このサイトについて", p.Root+"about.html")
	p.crumb(p.Title, "")
	list := readLicenses()
	body := licenseBody{Modules: list.Modules}
	for i, text := range list.Texts {
		t := licenseText{Anchor: licenseFile{Text: i}.Anchor(), Kind: licenseKind(text), Text: text}
		for _, m := range list.Modules {
			for _, f := range m.Files {
				if f.Text == i {
					t.Of = append(t.Of, m.Path+" "+f.Name)
				}
			}
		}
		body.Texts = append(body.Texts, t)
	}
	p.Body = body
	return p
}

// licenseKind names a text by its words, for a reader who looks for one; the
// text itself is what holds.
func licenseKind(text string) string {
	switch {
	case strings.Contains(text, "Nara Institute of Science and Technology"):
		return "IPADIC の著作権表示"
	case strings.Contains(text, "two different licenses: MIT and Apache"):
		return "MIT License・Apache License 2.0"
	case strings.Contains(text, "Apache License"):
		return "Apache License 2.0"
	case strings.Contains(text, "Permission is hereby granted, free of charge"):
		return "MIT License"
	case strings.Contains(text, "Redistribution and use in source and binary forms"):
		return "BSD License"
	case strings.Contains(text, "Additional IP Rights Grant"):
		return "特許に関する許諾"
	case strings.Contains(text, "official list of"):
		return "著作者の一覧"
	}
	return "著作権表示"
}
