package corpus

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// edition makes a document of lines "key<tab>words"; a line without words is a
// clause whose text is not in the corpus.
func edition(c *Corpus, id string, lines []string) {
	c.Documents = append(c.Documents, &Document{ID: id, Family: FamilyGuideline, ShortName: id, Certainty: Certain})
	for _, l := range lines {
		key, words, ok := strings.Cut(l, "\t")
		if l == "" || l[0] == '#' || !ok {
			continue
		}
		r := &Requirement{ID: id + "-" + key, Document: id, Kind: KindClause, Label: key, Citation: id + " " + key, Text: words, Stub: words == "",
			Provenance: Provenance{Source: id + ".txt"}, Certainty: Certain}
		if i := strings.Index(key, "-i"); i >= 0 {
			r.Category = "遵守事項"
		}
		c.Requirements = append(c.Requirements, r)
	}
	c.byID = nil
}

func readLines2(t *testing.T, name string) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata/edition", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(raw)), "\n")
}

func editions(t *testing.T) *Corpus {
	c := &Corpus{}
	for _, e := range []string{"5.2", "6.0", "7.0"} {
		edition(c, "e-"+e, readLines2(t, e+".txt"))
	}
	return c
}

func mustCompare(t *testing.T, c *Corpus, from, to string) *Comparison {
	t.Helper()
	d, err := c.Compare(from, to)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// spellChange writes a change as the truth files do.
func spellChange(d *Comparison, c *Change) string {
	short := func(ids []string, doc string) []string {
		var out []string
		for _, id := range ids {
			out = append(out, strings.TrimPrefix(id, doc+"-"))
		}
		return out
	}
	s := string(c.Kind) + " " + strings.Join(short(c.From, d.From.ID), " ") + " -> " + strings.Join(short(c.To, d.To.ID), " ")
	return strings.Join(strings.Fields(s), " ")
}

func TestCompareAgainstTruthWrittenByHand(t *testing.T) {
	c := editions(t)
	for _, pair := range [][2]string{{"5.2", "6.0"}, {"6.0", "7.0"}} {
		d := mustCompare(t, c, "e-"+pair[0], "e-"+pair[1])
		want := map[string]bool{}
		for _, l := range readLines2(t, pair[0]+"-"+pair[1]+".txt") {
			if l[0] != '#' {
				want[l] = true
			}
		}
		for _, x := range d.Changes {
			s := spellChange(d, x)
			if !want[s] {
				t.Errorf("%s to %s: found %q (confidence %v, similarity %v)", pair[0], pair[1], s, x.Confidence, x.Similarity)
			}
			delete(want, s)
		}
		for s := range want {
			t.Errorf("%s to %s: missed %q", pair[0], pair[1], s)
		}
	}
}

func TestCompareWithItselfIsAllUnchanged(t *testing.T) {
	c := editions(t)
	full := mustLoad(t, workspace(t, nil))
	for _, x := range []struct {
		c  *Corpus
		id string
	}{{c, "e-6.0"}, {full, "clm-r7"}, {full, "annex2-1.1"}, {full, "mhlw-6.0"}} {
		for _, ch := range mustCompare(t, x.c, x.id, x.id).Changes {
			if ch.Kind == NotCompared && x.c.Requirement(ch.From[0]).Stub && len(ch.To) == 1 && ch.To[0] == ch.From[0] {
				continue
			}
			if ch.Kind != Unchanged || ch.Confidence != 1 || ch.From[0] != ch.To[0] {
				t.Errorf("%s: %+v", x.id, ch)
			}
		}
	}
}

var mirrored = map[ChangeKind]ChangeKind{Split: Merged, Merged: Split, New: Withdrawn, Withdrawn: New}

// The comparison says the same whichever edition is called the older.
func TestCompareMirrors(t *testing.T) {
	c := editions(t)
	for _, pair := range [][2]string{{"e-5.2", "e-6.0"}, {"e-6.0", "e-7.0"}, {"e-5.2", "e-7.0"}} {
		there, back := mustCompare(t, c, pair[0], pair[1]), mustCompare(t, c, pair[1], pair[0])
		seen := map[string]float64{}
		for _, x := range there.Changes {
			kind := x.Kind
			if m, ok := mirrored[kind]; ok {
				kind = m
			}
			seen[fmt.Sprint(kind, x.To, x.From)] = x.Confidence
		}
		for _, x := range back.Changes {
			key := fmt.Sprint(x.Kind, x.From, x.To)
			if conf, ok := seen[key]; !ok || conf != x.Confidence {
				t.Errorf("%v back: %s with confidence %v, there %v %v", pair, key, x.Confidence, conf, ok)
			}
		}
		if len(there.Changes) != len(back.Changes) {
			t.Errorf("%v: %d changes there, %d back", pair, len(there.Changes), len(back.Changes))
		}
	}
}

// Whatever was done to an edition, every requirement stands in exactly one
// change, and every edit spells both texts.
func TestCompareLosesNothing(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	base := slices.DeleteFunc(readLines2(t, "6.0.txt"), func(s string) bool { return s[0] == '#' })
	for round := range 60 {
		lines := slices.Clone(base)
		for range r.Intn(12) {
			i := r.Intn(len(lines))
			key, words, _ := strings.Cut(lines[i], "\t")
			runes := []rune(words)
			switch r.Intn(5) {
			case 0:
				lines = slices.Delete(lines, i, i+1)
			case 1:
				lines[i] = key + "\t" + string(runes[len(runes)/3:])
			case 2:
				lines[i] = fmt.Sprintf("%s9\t%s", key, words)
			case 3:
				lines[i] = key + "\t"
			case 4:
				lines = append(lines, fmt.Sprintf("new-%d\t%s", i, string(runes[:len(runes)/2])))
			}
		}
		c := &Corpus{}
		edition(c, "a", base)
		edition(c, "b", lines)
		d := mustCompare(t, c, "a", "b")
		seen := map[string]int{}
		for _, x := range d.Changes {
			for _, id := range slices.Concat(x.From, x.To) {
				seen[id]++
			}
			if x.Confidence < 0 || x.Confidence > 1 || x.Certainty == "" {
				t.Errorf("round %d: %+v", round, x)
			}
		}
		for _, q := range c.Requirements {
			if q.Document != "" && seen[q.ID] == 0 || seen[q.ID] > 1 && strings.Count(strings.Join(lines, "\n"), strings.TrimPrefix(q.ID, "b-")+"\t") < 2 {
				t.Errorf("round %d: %s stands in %d changes", round, q.ID, seen[q.ID])
			}
		}
	}
}

// Nothing is guessed about words that are not in the corpus.
func TestCompareDoesNotGuessAtStubs(t *testing.T) {
	c := &Corpus{}
	edition(c, "a", []string{"sys-1-i01\t台帳を作成し、毎年、現物と照合すること。", "sys-1-i02\t", "sys-1-i03\t"})
	edition(c, "b", []string{"sys-1-i01\t", "sys-1-i02\t台帳を作成し、毎年、現物と照合すること。", "sys-1-i04\tまったく別の事柄を新たに求めること。"})
	got := map[string]bool{}
	d := mustCompare(t, c, "a", "b")
	for _, x := range d.Changes {
		got[spellChange(d, x)] = true
		if x.Kind == New && (x.Confidence > 0.5 || x.Reason == "") {
			t.Errorf("new beside clauses without text: %+v", x)
		}
	}
	for _, want := range []string{"moved sys-1-i01 -> sys-1-i02", "not-compared -> sys-1-i01", "not-compared sys-1-i02 ->", "not-compared sys-1-i03 ->", "new -> sys-1-i04"} {
		if !got[want] {
			t.Errorf("missed %q in %v", want, got)
		}
	}
}

func TestCompareOfUnknownCatalogs(t *testing.T) {
	if _, err := editions(t).Compare("e-5.2", "e-8.0"); err == nil || !strings.Contains(err.Error(), `no catalog "e-8.0"; there are e-5.2, e-6.0, e-7.0`) {
		t.Error(err)
	}
}

// Five hundred requirements against five hundred, all reworded and moved, stay
// within seconds.
func TestCompareOfLargeCatalogs(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	words := strings.Split("台帳 機器 利用者 端末 記録 媒体 保守 委託 契約 責任者 規程 教育 認証 暗号 通信 無線 控え 復旧 監査 点検 権限 識別 廃棄 持出し 外部 接続 障害 連絡 体制 手順", " ")
	var a, b []string
	for i := range 500 {
		s := ""
		for range 25 {
			s += words[r.Intn(len(words))] + []string{"を", "の", "に", "及び"}[r.Intn(4)]
		}
		a = append(a, fmt.Sprintf("sys-%d-i01\t%s確認すること。", i, s))
		runes := []rune(s)
		b = append(b, fmt.Sprintf("sys-%d-i01\t%s点検し、%s確認すること。", (i+37)%500, string(runes[:20]), string(runes[24:])))
	}
	c := &Corpus{}
	edition(c, "a", a)
	edition(c, "b", b)
	start := time.Now()
	moved := 0
	for _, x := range mustCompare(t, c, "a", "b").Changes {
		if x.Kind == Moved {
			moved++
		}
	}
	if took := time.Since(start); moved != 500 || took > 20*time.Second {
		t.Errorf("%d of 500 found, in %v", moved, took)
	}
}

// An official table's rows are held against what was found: the same pair or
// its section agrees, another one differs, words that are not there decide
// nothing.
func TestCompareAgreesWithOfficialTable(t *testing.T) {
	c := editions(t)
	row := func(from, to string) {
		c.Links = append(c.Links, &Link{ID: "mig_" + from + "_" + to, Set: "mig", From: "e-5.2-" + from, To: "e-6.0-" + to, Method: MethodTable, Status: Resolved})
	}
	row("sys-7-i01", "sys-7-i01")
	row("sys-7-i01", "sys-7-i02")
	row("sys-5-i03", "sys-5")     // the chapter of the item found
	row("sys-7-i04", "sys-6-i01") // the table leads a withdrawn one elsewhere
	row("mgt-3-i03", "mgt-9-i01")
	c.Requirements = append(c.Requirements, &Requirement{ID: "e-6.0-mgt-9-i01", Document: "e-6.0", Stub: true, Kind: KindClause})
	c.byID = nil
	d := mustCompare(t, c, "e-5.2", "e-6.0")
	got := d.Report(c).Official
	if got == nil || got.Rows != 5 || got.Agrees != 3 || got.Differs != 1 || got.Undecided != 1 || got.Sets[0] != "mig" {
		t.Errorf("agreement %+v", got)
	}
	for id, want := range map[string]Official{"sys-7-i01": OfficialAgrees, "sys-5-i03": OfficialAgrees, "sys-7-i04": OfficialDiffers, "mgt-3-i03": OfficialUndecided, "sys-5-i01": OfficialSilent} {
		if x := d.from["e-5.2-"+id][0]; x.Official != want {
			t.Errorf("%s: %q, want %q", id, x.Official, want)
		}
	}
	if len(c.CarryLinks(d)) != 0 {
		t.Error("the table between the editions is carried over as if it were a link of the older one")
	}
}

// What carries over is offered with the confidence of the comparison.
func TestHeirsAndCarriedLinks(t *testing.T) {
	c := editions(t)
	edition(c, "cl", []string{"1\t台帳を作っている。", "2\t遠隔の保守を管理している。", "3\tファクシミリの番号を確かめている。"})
	for from, to := range map[string]string{"1": "sys-5-i01", "2": "sys-7-i01", "3": "sys-7-i04"} {
		c.Links = append(c.Links, &Link{ID: "s_cl-" + from + "_e-5.2-" + to, Set: "s", From: "cl-" + from, To: "e-5.2-" + to, Method: MethodCitation})
	}
	d := mustCompare(t, c, "e-5.2", "e-6.0")
	if h := d.Heirs("e-5.2-sys-5-i01"); len(h) != 1 || !h[0].Same || h[0].ID != "e-6.0-sys-5-i01" {
		t.Errorf("unchanged: %+v", h)
	}
	if h := d.Heirs("e-5.2-sys-7-i01"); len(h) != 2 || h[0].Same || h[0].Certainty == Certain {
		t.Errorf("split: %+v", h)
	}
	if h := d.Heirs("e-5.2-sys-7-i04"); len(h) != 0 {
		t.Errorf("withdrawn: %+v", h)
	}
	got := map[string]bool{}
	for _, l := range c.CarryLinks(d) {
		got[l.From+" "+l.To] = true
	}
	if len(got) != 3 || !got["cl-1 e-6.0-sys-5-i01"] || !got["cl-2 e-6.0-sys-7-i01"] || !got["cl-2 e-6.0-sys-7-i02"] {
		t.Errorf("carried %v", got)
	}
}

// A decision is shown to the same link of the next edition, whichever end has
// moved on, and decides nothing there.
func TestReviewsCarryOver(t *testing.T) {
	c := editions(t)
	edition(c, "cl-1", []string{"1\t情報機器の台帳を作っている。", "2\t遠隔の保守を管理している。"})
	edition(c, "cl-2", []string{"1\t情報機器の台帳を作っている。", "2\t遠隔の保守を管理している。"})
	c.Document("e-5.2").Superseded = &Successor{ID: "e-6.0"}
	c.Document("cl-1").Superseded = &Successor{ID: "cl-2"}
	add := func(from, to string) *Link {
		l := &Link{ID: "s_" + from + "_" + to, Set: "s", From: from, To: to, Method: MethodCitation, Certainty: Certain, Status: Resolved, Relationship: "intersects-with"}
		c.Links = append(c.Links, l)
		return l
	}
	old := add("cl-1-1", "e-5.2-sys-5-i02")
	add("cl-1-2", "e-5.2-sys-7-i01")
	both := add("cl-2-1", "e-6.0-sys-5-i03")  // checklist and guideline are newer, the clause has moved
	other := add("cl-2-2", "e-6.0-sys-5-i03") // another item
	part := add("cl-1-2", "e-6.0-sys-7-i02")  // half of what was split
	c.settle(&reviewFile{decisions: []*Decision{
		{Link: old.ID, Kind: DecisionAccept, Reviewer: "山田", Date: "2026-04-01", File: ReviewsName, Row: 2},
		{Link: "s_cl-1-2_e-5.2-sys-7-i01", Kind: DecisionReject, Reviewer: "山田", Date: "2026-04-01", Reason: "x", File: ReviewsName, Row: 3}}}, nil)
	c.carryReviews()
	if len(both.Carried) != 1 || both.Carried[0].Link != old.ID || both.State != StateUnreviewed || both.Review != ReviewNone || both.StateReason == "" {
		t.Errorf("carried to the moved clause: %+v", both)
	}
	if len(other.Carried) != 0 {
		t.Errorf("another item inherits: %+v", other.Carried[0])
	}
	if len(part.Carried) != 1 || part.Carried[0].Decision.Kind != DecisionReject || part.Carried[0].Confidence >= 0.9 {
		t.Errorf("carried to a part: %+v", part.Carried)
	}
}

// A requirement that the official table leads to a clause without text has not
// gone: nobody can tell.
func TestCompareLeavesOpenWhatOnlyTheTableKnows(t *testing.T) {
	c := &Corpus{}
	edition(c, "a", []string{"sys-1-i01\t台帳を作成し、毎年、現物と照合すること。"})
	edition(c, "b", []string{"sys-9-i01\t"})
	c.Links = []*Link{{ID: "m", Set: "m", From: "a-sys-1-i01", To: "b-sys-9-i01", Method: MethodTable}}
	d := mustCompare(t, c, "a", "b")
	if x := d.from["a-sys-1-i01"][0]; x.Kind != NotCompared || x.Official != OfficialUndecided || x.Confidence != 0 {
		t.Errorf("%+v", x)
	}
	if o := d.Report(c).Official; o.Undecided != 1 {
		t.Errorf("%+v", o)
	}
}
