package index

import (
	"testing"
)

// A word may stand beside itself, Latin words side by side are one, and a word
// in two forms is one term that knows both.
func TestWordsSideBySide(t *testing.T) {
	b, err := newBuilder([]Document{
		{ID: "a", Title: "検査", Body: "検査検査を行う。IPv6 も使う。"},
		{ID: "b", Title: "検査", Body: "検査の記録を残し、使った端末を残す。"},
	}, Options{})
	if err == nil {
		err = b.addAll()
	}
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]int{"検査検査": 1, "検査": 5, "ipv6": 1, "残ス": 2, "使ウ": 2} {
		id, ok := b.byKey[key]
		if !ok || b.terms[id].cf != want {
			t.Errorf("%q: known %v, want it %d times", key, ok, want)
			continue
		}
		if n := len(b.terms[id].forms); key == "残ス" && n != 1 {
			t.Errorf("%q has %d forms besides 残す, want 残し", key, n)
		}
	}
}
