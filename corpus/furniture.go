package corpus

import (
	"strconv"
	"strings"

	"shogo/corpus/pattern"
)

// A scrapePage is one page of a scraped document: the site's header, the text
// of the page, the printed page number and, in the newer scrape, the beginning
// of the page a second time. A file without such a header is one scrapePage.
type scrapePage struct {
	First, End int    // half-open range of line indices
	Page       int    // from "(25 ページ)", 0 if not printed
	Title      string // the document title on that line, "" if none
	Body       [2]int // half-open range of line indices from the first to the last line of text
	Roles      []Role // one per line of First..End: RoleFurniture, RoleBlank or ""
}

// furniture tells the page furniture of t from its text. roles has one entry
// per line of t: RoleFurniture, RoleBlank, or "" for a line of text. body is
// the half-open range of line indices from the first to the last line of text;
// furniture of a second page may stand inside it. page and title are those of
// the first page that prints them.
func furniture(t *Text) (roles []Role, body [2]int, page int, title string) {
	first := true
	for _, p := range scrapePages(t) {
		roles = append(roles, p.Roles...)
		if page == 0 {
			page = p.Page
		}
		if title == "" {
			title = p.Title
		}
		if p.Body[0] == p.Body[1] {
			continue
		}
		if first {
			body[0], first = p.Body[0], false
		}
		body[1] = p.Body[1]
	}
	return roles, body, page, title
}

// pageTitle matches `【資料2―4】令和7 年度版…案 (確認用見え消し) (7 ページ)`.
var pageTitle = pattern.New(`^(.*?)\s*[(（]\s*([0-9０-９]+)\s*ページ\s*[)）]$`)

// headerLines are the fixed beginnings of the site's header lines; the ones
// that are whole lines end with "$".
var headerLines = []string{
	"よむ、つかう、まなぶ。$", "MC plus(エムシープラス)", "MC plus（エムシープラス）",
	"資料、研修などをパッケージした総合メディアです", "出典$", "公開元URL", "出典情報 ", "出典情報$", "出典情報|",
	"ページ画像$", "低解像度画像をダウンロード$", "プレーンテキスト$",
	"資料テキストはコンピュータによる自動処理で生成", "テキストをコピーしてご利用いただく際は",
}

func isHeaderLine(s string) bool {
	for _, h := range headerLines {
		if whole, ok := strings.CutSuffix(h, "$"); ok && s == whole || !ok && strings.HasPrefix(s, h) {
			return true
		}
	}
	return false
}

// headerGap is how many unknown lines may stand between two known lines of one
// header: the notice about images and a title over several lines.
const headerGap = 3

// scrapePages cuts t at the site's headers. Together the pages cover every
// line once, in order; there is at least one.
func scrapePages(t *Text) []scrapePage {
	var pages []scrapePage
	cut := func(first, end, bodyFrom, page int, title string) {
		if end > first {
			pages = append(pages, newScrapePage(t, first, end, bodyFrom, page, title))
		}
	}
	first, bodyFrom, page, title := 0, 0, 0, ""
	for i := 0; i < len(t.Lines); {
		end, n, s := readHeader(t, i)
		if end == i {
			i++
			continue
		}
		cut(first, i, bodyFrom, page, title)
		first, bodyFrom, page, title = i, end, n, s
		i = end
	}
	cut(first, len(t.Lines), bodyFrom, page, title)
	if pages == nil {
		pages = []scrapePage{{Roles: []Role{}}}
	}
	markRunning(t, pages)
	return pages
}

// readHeader reads a header that starts at line index i and returns the index
// after its last line; i itself if no header starts there.
func readHeader(t *Text, i int) (end, page int, title string) {
	end = i
	if lineText(t, i) == "" {
		return i, 0, ""
	}
	opened, gap, known := false, 0, 0
	for j := i; j < len(t.Lines) && gap <= headerGap; j++ {
		s := lineText(t, j)
		switch m := pageTitle.FindStringSubmatch(s); {
		case s == "":
		case s == "よむ、つかう、まなぶ。" && (opened || known > 0):
			gap = headerGap + 1 // the next page's header
		case isHeaderLine(s):
			opened = opened || strings.HasPrefix(s, "よむ")
			known, gap, end = known+1, 0, j+1
		case m != nil && page == 0 && (known > 0 || headerFollows(t, j)):
			page, _ = strconv.Atoi(foldWidth(m[2]))
			title = joinTitle(t, i, j, m[1])
			gap, end = 0, j+1
		case m != nil && page != 0:
			gap = headerGap + 1
		case j == i:
			return i, 0, ""
		default:
			gap++
		}
	}
	// One known line may be text of a page; two are a header.
	if known < 2 && !opened {
		return i, 0, ""
	}
	return end, page, title
}

// headerFollows reports whether a known header line stands within the next
// lines, which tells a title line from a sentence that ends with (25 ページ).
func headerFollows(t *Text, i int) bool {
	for j, seen := i+1, 0; j < len(t.Lines) && seen < headerGap; j++ {
		if s := lineText(t, j); s != "" {
			if isHeaderLine(s) {
				return true
			}
			seen++
		}
	}
	return false
}

// joinTitle puts the lines directly above the page line before it: a long
// title is wrapped.
func joinTitle(t *Text, first, j int, last string) string {
	title := last
	for k := j - 1; k >= first; k-- {
		s := lineText(t, k)
		if s == "" || isHeaderLine(s) {
			break
		}
		title = s + title
	}
	return title
}

// dropsLoneMarks reports whether t is of the older scrape, which drops every
// line of one character and leaves a blank line for it. The newer one prints
// プレーンテキスト in its header.
func dropsLoneMarks(t *Text, pages []scrapePage) bool {
	if pages[0].Page == 0 {
		return false
	}
	for i := range t.Lines {
		if lineText(t, i) == "プレーンテキスト" {
			return false
		}
	}
	return true
}

// lineText is line index i without surrounding white space and form feeds.
func lineText(t *Text, i int) string { return strings.TrimSpace(t.Lines[i].Text) }

func newScrapePage(t *Text, first, end, bodyFrom, page int, title string) scrapePage {
	p := scrapePage{First: first, End: end, Page: page, Title: title, Roles: make([]Role, end-first)}
	for i := first; i < end; i++ {
		switch {
		case lineText(t, i) == "":
			p.Roles[i-first] = RoleBlank
		case i < bodyFrom:
			p.Roles[i-first] = RoleFurniture
		}
	}
	markPageNumbers(t, &p)
	p.findBody()
	return p
}

// findBody sets the range of the lines of text.
func (p *scrapePage) findBody() {
	p.Body = [2]int{}
	for i, r := range p.Roles {
		if r != "" {
			continue
		}
		if p.Body[1] == 0 {
			p.Body[0] = p.First + i
		}
		p.Body[1] = p.First + i + 1
	}
}
