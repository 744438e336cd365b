package corpus

import (
	"fmt"
	"slices"
	"testing"
)

// Citations as people write them into rules of their own: behind another word,
// with 第, and with items that a particle parts from their chapter.
func TestCitationsInRules(t *testing.T) {
	for text, want := range map[string][]string{
		"企画管理編7③及びシス14⑤に基づく。":   {"企画管理編 7 [3]", "システム運用編 14 [5]"},
		"この規程は、シス第8章③条を準用する。":   {"システム運用編 8 [3]"},
		"企第7章第③条による。":           {"企画管理編 7 [3]"},
		"シス14の⑤とシス17の①":         {"システム運用編 14 [5]", "システム運用編 17 [1]"},
		"第6.0版シス8③を見る。":         {"システム運用編 8 [3]"},
		"アクシ3、企業3社、この企3社、シス第3回": nil,
	} {
		var got []string
		for _, r := range parseInlineRefs(text, 1) {
			got = append(got, r.Volume+" "+r.Number+" "+fmt.Sprint(r.Items))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
