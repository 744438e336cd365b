package pattern

import (
	"slices"
	"testing"
)

func TestPatternMatchesAsRegexpDoes(t *testing.T) {
	r := New(`(\d)-(\d)`)
	if !r.MatchString("①1-2") || r.FindString("x1-2") != "1-2" || !slices.Equal(r.FindStringSubmatch("1-2"), []string{"1-2", "1", "2"}) {
		t.Error("no match")
	}
	if got := r.ReplaceAllString("1-2、3-4", "$2$1"); got != "21、43" {
		t.Errorf("got %q", got)
	}
}

// A test binary finds a faulty expression even where no test uses it.
func TestFaultIsFoundAtOnce(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a faulty expression was accepted")
		}
	}()
	New("(")
}
