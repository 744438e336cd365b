package corpus

import (
	"math/rand"
	"strings"
	"testing"
)

func spell(e []Edit) string {
	var b strings.Builder
	for _, x := range e {
		b.WriteString(map[EditOp]string{EditEqual: "=", EditDelete: "-", EditInsert: "+"}[x.Op] + x.Text + "|")
	}
	return b.String()
}

func TestEditsAreShortAndReadable(t *testing.T) {
	for _, x := range []struct{ a, b, want string }{
		{"台帳を管理すること。", "台帳を管理すること。", "=台帳を管理すること。|"},
		{"台帳を作成すること。", "台帳を管理すること。", "=台帳を|-作成|+管理|=すること。|"},
		{"採用するに当たって、確認する。", "採用するに当たっては、確認する。", "=採用するに当たって|+は|=、確認する。|"},
		{"ＩＤ(１)を確認", "ＩＤ（１）を確認", "=ＩＤ（１）を確認|"}, // width is no change
		{"第1項の\n措置", "第1項の措置", "=第1項の措置|"},
		{"", "追加する。", "+追加する。|"},
		{"なくす。", "", "-なくす。|"},
	} {
		got, _ := DiffText(x.a, x.b)
		if spell(got) != x.want {
			t.Errorf("%q to %q: %s, want %s", x.a, x.b, spell(got), x.want)
		}
	}
}

// The pieces spell both texts, whatever they are, and the similarity does not
// depend on the direction.
func TestDiffTextSpellsBothTexts(t *testing.T) {
	words := []rune("台帳を管理し、確認すること。\nＡ１ (")
	r := rand.New(rand.NewSource(1))
	some := func() string {
		var b strings.Builder
		for range r.Intn(40) {
			b.WriteRune(words[r.Intn(len(words))])
		}
		return b.String()
	}
	for range 2000 {
		a, b := some(), some()
		e, same := DiffText(a, b)
		var older, newer string
		for _, x := range e {
			if x.Op != EditInsert {
				older += x.Text
			}
			if x.Op != EditDelete {
				newer += x.Text
			}
		}
		if string(keys(older)) != string(keys(a)) || string(keys(newer)) != string(keys(b)) {
			t.Fatalf("%q to %q: %s", a, b, spell(e))
		}
		if _, back := DiffText(b, a); back != same {
			t.Fatalf("%q and %q: %v one way, %v the other", a, b, same, back)
		}
	}
}

func TestDiffTextOfLongTexts(t *testing.T) {
	long := strings.Repeat("利用者の識別及び認証を行うこと。台帳を整備すること。", 400)
	e, same := DiffText("初め。"+long, long+"終わり。")
	if same < 0.95 || len(e) > 50 {
		t.Errorf("similarity %v in %d pieces", same, len(e))
	}
}
