package corpus

// majorReach is how many lines of its title may stand between the first line of a
// 大項目 and its first 小項目.
const majorReach = 6

// plainMajors finds the 大項目 of a table of another kind than 別紙2, whose numbers
// have one part: １．人的な管理. The titles of cited chapters look the same, so
// that one counts only directly in front of the 小項目 ①, which begins anew under
// every 大項目, and with the number that follows the one before; last is that
// number. It returns the last number found.
func (p *mappingPage) plainMajors(last int) int {
	for i, f := range p.all {
		if f.kind != fragChapter || f.num != last+1 || i > 0 && p.all[i-1].kind == fragVolume {
			continue
		}
		rest, ok := p.plainMajorTitle(i)
		if !ok {
			continue
		}
		f.kind, last = fragMajor, f.num
		for _, r := range rest {
			f.body += r.text
			r.used = true
			p.majorLines = append(p.majorLines, r)
		}
		f.used = true
	}
	return last
}

// plainMajorTitle finds the other lines of the title that begins at i, as narrow
// as its column, up to the first 小項目.
func (p *mappingPage) plainMajorTitle(i int) (rest []*fragment, ok bool) {
	if width(p.all[i].text) > majorWidth+overfull {
		return nil, false
	}
	for _, f := range p.all[i+1:] {
		switch {
		case f.kind == fragGroup || f.kind == fragLabel:
			first := f.kind == fragGroup && f.num == 1 || f.kind == fragLabel && f.mark == 1 && f.num == 1
			return rest, first
		case f.kind == fragCaption:
		case f.kind != fragText || len(rest) == majorReach || width(f.text) > majorWidth+overfull || closesText(f.text):
			return nil, false
		default:
			rest = append(rest, f)
		}
	}
	return nil, false
}
