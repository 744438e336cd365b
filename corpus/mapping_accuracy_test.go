package corpus

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	madePages   = flag.Int("made", 30, "how many made pages of the mapping table are measured")
	madeFrom    = flag.Uint64("madefrom", 1, "seed of the first made page")
	madeVerbose = flag.Bool("madeshow", false, "print every difference")
)

// leastAccuracy is what made pages must reach. A third of them hold replaced
// prose, whose lines say nothing about each other, and a third is disturbed
// like page 25, so that texts cannot all be right; what people navigate by is.
var leastAccuracy = map[string]float64{
	"labels of page": 0.97, "groups of page": 0.97, "title": 0.95, "part": 1, "mark": 0.99, "cell": 0.92, "quote": 0.8, "row": 0.75, "scenario": 0.65,
}

// Made pages measure what the three real ones cannot: how often a reading is
// right on pages nobody tuned the costs on, and whether what is said to be
// certain is so.
func TestMappingAccuracy(t *testing.T) {
	s := newReading()
	var lost []string
	slowest, all := time.Duration(0), time.Duration(0)
	for seed := *madeFrom; seed < *madeFrom+uint64(*madePages); seed++ {
		page, truth := makePage(seed)
		text, _, err := decode(fmt.Sprintf("made%d.txt", seed), []byte(page))
		if err != nil {
			t.Fatal(err)
		}
		missed, wrong := len(s.missed), len(s.wrong)
		start := time.Now()
		p := parseMappingTable(text, registry())
		d := time.Since(start)
		slowest, all = max(slowest, d), all+d
		s.compare(p, truth, strings.Contains(page, "MC plus"))
		for _, l := range lostLines(text, p) {
			lost = append(lost, fmt.Sprintf("seed %d line %s", seed, l))
		}
		if *madeVerbose {
			for _, m := range s.missed[missed:] {
				fmt.Printf("seed %d missed %s\n", seed, m)
			}
			for _, m := range s.wrong[wrong:] {
				fmt.Printf("seed %d WRONG %s\n", seed, m)
			}
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(s.total)) {
		t.Logf("%-18s %5d of %5d  %.3f", kind, s.right[kind], s.total[kind], float64(s.right[kind])/float64(s.total[kind]))
	}
	t.Logf("wrong but certain %d, lines lost %d, slowest page %v, mean %v", len(s.wrong), len(lost), slowest, all/time.Duration(*madePages))
	for _, l := range lost {
		t.Error(l)
	}
	for kind, least := range leastAccuracy {
		if got := float64(s.right[kind]) / float64(s.total[kind]); got < least {
			t.Errorf("%s: %.3f are right, want at least %.3f", kind, got, least)
		}
	}
	if most := 1 + *madePages/80; len(s.wrong) > most {
		t.Errorf("%d texts are wrong but certain, want at most %d:\n%s", len(s.wrong), most, strings.Join(s.wrong, "\n"))
	}
}
