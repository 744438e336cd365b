package corpus

import (
	"strings"

	"shogo/corpus/pattern"
)

// citingTable is a table with a column for each volume of the guideline, whose
// cells cite: the item migration table and the table of correspondence.
type citingTable struct {
	g       *blockGrid
	header  int
	volumes []citingColumn
	// columns of the older edition's text, -1 for none
	section, part, text int
}

// citingColumn is a column that cites one volume of one edition.
type citingColumn struct {
	col             int
	volume, edition string // edition is empty where the caption does not print it
}

// anyEdition matches 第6.0版 and 5.2版.
var anyEdition = pattern.New(`(?:第|^|[^0-9.])([0-9]\.[0-9])版`)

// newCitingTable tells the columns apart. ok is false unless two columns or more
// stand under names of volumes.
func newCitingTable(g *blockGrid) (c citingTable, ok bool) {
	captions, header := g.captions(func(s string) bool { return captionVolume(s) != "" || s == "内容" || s == "項番" || s == "区分" })
	c = citingTable{g: g, header: header, section: -1, part: -1, text: -1}
	named := 0
	for col, whole := range captions {
		volume, edition := "", ""
		last := whole[strings.LastIndex(whole, "\n")+1:]
		for line := range strings.SplitSeq(whole, "\n") {
			if v := captionVolume(line); v != "" {
				volume = v
			}
			if m := anyEdition.FindStringSubmatch(foldWidth(line)); m != nil {
				edition = m[1]
			}
		}
		switch {
		case volume != "":
			named++
			c.volumes = append(c.volumes, citingColumn{col, volume, edition})
		case c.section < 0 && (last == "項番" || last == "項目" || last == "節" || last == "章"):
			c.section = col
		case c.part < 0 && (strings.HasSuffix(last, "区分") || last == "分類"):
			c.part = col
		case c.text < 0 && strings.HasSuffix(last, "内容"):
			c.text = col
		case edition == "5.2":
			c.volumes = append(c.volumes, citingColumn{col, "本編", edition})
		}
	}
	return c, named >= 2
}

// captionVolume is the volume that a caption is the name of, with or without 編
// and the English name behind it; empty for any other caption.
func captionVolume(s string) string {
	s, _, _ = strings.Cut(foldWidth(squash(s)), "(")
	s = strings.TrimSuffix(editionPrinted.ReplaceAllString(s, ""), "編")
	for _, v := range volumeCodes {
		if s != "" && s+"編" == v.name {
			return v.name
		}
	}
	return ""
}

// cites reads the clauses that a cell names: 15②③, 3、4, 12.2 and 18.1 a line,
// each with or without its title. rest is what is no citation.
func (c citingColumn) cites(cell, edition string) (refs []Reference, rest string) {
	if c.edition != "" {
		edition = c.edition
	}
	for line := range strings.SplitSeq(cell, "\n") {
		s := strings.TrimSpace(line)
		for s != "" {
			if v, after, ok := parseVolume(s); ok && v == c.volume {
				s = strings.TrimLeft(after, "：: 　")
			}
			number, label, items, after, ok := parseCellRef(s)
			part := partOfSection.FindStringSubmatch(foldWidth(after))
			if ok && edition == "5.2" && part != nil {
				label, items = part[1], itemsOf(part[2])
				after = behind(after, part[0], part[3])
			}
			switch {
			case ok && number == "" && goesOnWith(refs, after) && s == strings.TrimSpace(line): // ⑤ below 8
				last := &refs[len(refs)-1]
				last.Items, last.Raw, s = append(last.Items, items...), last.Raw+s, ""
				continue
			case ok && number == "" && len(refs) > 0: // ⑬ of the chapter before
				number = refs[len(refs)-1].Number
			case !ok || number == "":
				if n := len(refs); n > 0 && refs[n-1].Title != "" && !strings.ContainsAny(s, "○◯〇―－") {
					refs[n-1].Title = joinText(refs[n-1].Title, s) // a title that the cell wraps
				} else {
					rest = joinText(rest, s)
				}
				s = ""
				continue
			}
			after = strings.TrimLeft(cutPrefixes(after, "章", "節", "項"), ".． 　")
			ref := Reference{Raw: strings.TrimSpace(s[:len(s)-len(after)]), Edition: edition, Volume: c.volume, Number: number, Label: label,
				Items: append([]int{}, items...), Targets: []string{}, Certainty: Certain}
			if after = strings.TrimSpace(after); after != "" && !strings.ContainsAny(after[:1], ",;") && !strings.HasPrefix(after, "、") && !strings.HasPrefix(after, "，") && !strings.HasPrefix(after, "・") {
				ref.Title, after = after, ""
			}
			refs = append(refs, ref)
			s = strings.TrimLeft(after, "、，,;・ 　")
		}
	}
	return refs, rest
}

// partOfSection matches what follows the number of a section of 5.2: C2, C 3(1),
// after foldWidth.
var partOfSection = pattern.New(`^\s*([A-D])\s*[.]?\s*([0-9]{0,2})(.*)$`)

func itemsOf(s string) []int {
	if n := atoi(s); n > 0 {
		return []int{n}
	}
	return nil
}
