package corpus

import (
	"path"
	"strconv"
	"strings"

	"shogo/corpus/pattern"
)

// documentID matches an id that may stand in an address: an OSCAL token in
// lower case.
var documentID = pattern.New(`^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$`)

// ownDocument describes a document that no registry knows: what the manifest
// says, else what the document says of itself.
func (t *blockText) ownDocument(family Family) *Document {
	meta := t.doc.Meta
	first := func(values ...string) string {
		for _, v := range values {
			if v = strings.TrimSpace(v); v != "" {
				return v
			}
		}
		return ""
	}
	var printed string
	for _, s := range t.titles() {
		if printed = strings.TrimSpace(s); printed != "" {
			break
		}
	}
	d := &Document{ID: t.ownID(first(t.source.Document, meta["id"])), Family: family, Sources: []string{t.source.Name},
		Title:     first(t.source.Title, meta["title"], printed, t.source.Name),
		Publisher: first(t.source.Publisher, meta["publisher"]), Edition: first(t.source.Edition, meta["edition"]),
		Date: first(t.source.Date, meta["date"]), LandingPage: first(t.source.LandingPage, meta["landing_page"]),
		Unofficial: true, Certainty: Certain, Outline: []*Section{}}
	d.ShortName = first(meta["short_name"], d.Title)
	return d
}

// ownID makes the id of a document: the one that was given, else one of the
// file name, which stays when the text changes.
func (t *blockText) ownID(given string) string {
	if documentID.MatchString(given) {
		return given
	}
	name := strings.TrimSuffix(path.Base(t.source.Name), path.Ext(t.source.Name))
	if given != "" {
		name = given
		t.findings = append(t.findings, Finding{Kind: FindingFault, Source: t.source.Name,
			Message: "文書の識別子「" + given + "」は、小文字の英字で始まる英数字・ハイフン・ピリオドの並びではないため、使える形に直しました。"})
	}
	s := strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '.':
			return r
		case r == '-', r == '_', r == ' ':
			return '-'
		}
		return 'x'
	}, name), "-.")
	if documentID.MatchString(s) && !strings.ContainsFunc(name, func(r rune) bool { return r > 0x7F }) {
		return s
	}
	return "own-" + fingerprint(name)[:8]
}

// officialGuideline tells which edition and volume of the official guideline
// the document is. It is ok only where the manifest or the print names the
// guideline; reason is set where one of the three was inferred.
func (t *blockText) officialGuideline(reg *Registry) (edition, volume, reason string, ok bool) {
	id, named := strings.CutPrefix(t.source.Document, "mhlw-")
	if named {
		edition = strings.TrimSuffix(id, draftSuffix)
	} else if t.source.Document != "" {
		return "", "", "", false
	}
	for _, s := range t.titles() {
		older := olderVolume(s)
		if isAboutVolumes(s) && older == "" {
			continue
		}
		ok = ok || strings.Contains(squash(s), "医療情報システムの安全管理に関するガイドライン")
		if volume == "" {
			if volume = volumeTitle(s); volume == "" {
				volume = older
			}
		}
		if m := editionPrinted.FindStringSubmatch(s); m != nil && edition == "" {
			edition = foldWidth(m[1])
		}
	}
	if m := versionNumber.FindString(foldWidth(t.source.Edition)); m != "" && edition == "" {
		edition = m
	}
	if !named && !ok {
		return "", "", "", false
	}
	if strings.HasPrefix(edition, "5.") && volume == "" {
		volume, reason = "本編", "本編か別冊かの表示が読み取れないため、本編としました。"
	}
	if edition != "" && volume == "" {
		volume = t.volumeByChapters(reg, edition)
		reason = "編の名前が読み取れないため、章の題名から推定しました。"
	}
	return edition, volume, reason, edition != "" && volume != ""
}

var versionNumber = pattern.New(`\d+\.\d+`)

// volumeByChapters returns the volume whose chapters the headings name, ""
// unless most of three or more headings agree.
func (t *blockText) volumeByChapters(reg *Registry, edition string) string {
	votes, all := map[string]int{}, 0
	for i := range t.doc.Blocks {
		b := &t.doc.Blocks[i]
		number := headingNumber(b.No)
		if !t.isBody(i) || number == "" || strings.Contains(number, ".") || b.Text == "" {
			continue
		}
		all++
		if v, n, similarity := reg.chapterByTitle(edition, "", b.Text); similarity >= titleNames && n == number {
			votes[v]++
		}
	}
	for _, v := range volumeCodes {
		if votes[v.name] >= 3 && votes[v.name]*2 > all {
			return v.name
		}
	}
	return ""
}

// divisionNumber matches 第４章, 第2節, 第十条の二.
var divisionNumber = pattern.New(`^第\s*([0-9０-９一二三四五六七八九十百]+)\s*([編部章節条款項])(?:の([0-9０-９一二三四五六七八九十]+))?$`)

// headingNumber is the number of a heading in half width, without the words
// around it: 5.1.2 for ５．１．２, 4 for 第４章. It is empty for anything else.
func headingNumber(no string) string {
	no = squash(no)
	if m := divisionNumber.FindStringSubmatch(no); m != nil {
		return kanjiNumber(m[1])
	}
	s := strings.TrimRight(foldWidth(no), ".")
	if number, rest, ok := parseNumber(s); ok && rest == "" {
		return number
	}
	return ""
}

// kanjiNumber reads 十二, 百三 and digits of any width.
func kanjiNumber(s string) string {
	total, unit := 0, 0
	for _, r := range s {
		switch r {
		case '十':
			total, unit = total+max(unit, 1)*10, 0
		case '百':
			total, unit = total+max(unit, 1)*100, 0
		default:
			if k := strings.Index("一二三四五六七八九", string(r)); k >= 0 {
				unit = k/len("一") + 1
			} else {
				return strings.TrimLeft(foldWidth(s), "0")
			}
		}
	}
	return strconv.Itoa(total + unit)
}
