package corpus

import (
	"strings"
	"unicode/utf8"

	"shogo/corpus/pattern"
)

// imprintLine matches what stands on a title page below the title, after
// foldWidth and without spaces: the edition, the date, the publishers.
var imprintLine = pattern.New(`^(?:第[0-9.]+版|[(]?(?:令和|平成)[0-9元]+年[0-9]+月(?:[0-9]+日)?(?:版|改定|策定)?[)]?|(?:厚生労働省|総務省|経済産業省)[^。、]{0,20})$`)

// titlePage returns the lines of the title page at the top of a text: those up to
// the last that is of the title or matches imprintLine, none where no line is of
// the title. Sentences, numbers and contents end it.
func titlePage(t *Text, roles []Role, isTitle func(s string) bool) []int {
	var seen []int
	end, titled := 0, false
	for i := range t.Lines {
		if roles[i] != "" && roles[i] != RoleHeading {
			continue
		}
		s := lineText(t, i)
		k := foldWidth(squash(s))
		if len(seen) == titleReachLines || utf8.RuneCountInString(k) > 60 || strings.Contains(k, "。") || k == "目次" || contentsLine.MatchString(s) {
			break
		}
		seen = append(seen, i)
		switch {
		case isTitle(k):
			titled, end = true, len(seen)
		case imprintLine.MatchString(k):
			end = len(seen)
		case notRunning.MatchString(k) && !strings.HasPrefix(k, "("):
			seen = seen[:len(seen)-1]
			if titled {
				return seen[:min(end, len(seen))]
			}
			return nil
		}
	}
	if !titled {
		return nil
	}
	return seen[:end]
}
