package corpus

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/japanese"
)

// workspace is the embedded sources in memory, for files to be laid beside.
func workspace(t *testing.T, files map[string]string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for _, name := range []string{"manifest.yaml", "000_5d484f2c36e64992.txt", "003_e59f76427229c1db.txt"} {
		raw, err := fs.ReadFile(Embedded(), name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: raw}
	}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func mustLoad(t *testing.T, fsys fs.FS) *Corpus {
	t.Helper()
	c, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *Corpus) anyLink(id string) *Link {
	for _, l := range c.AllLinks() {
		if l.ID == id {
			return l
		}
	}
	return nil
}

const (
	patchLink  = "clm-r7--mhlw-6.0_clm-r7-2-i06_mhlw-6.0-sys-8-i03"
	patch81    = "clm-r7--mhlw-6.0_clm-r7-2-i06_mhlw-6.0-sys-8.1"
	lostNumber = "annex2-1.1--mhlw-6.0_annex2-1.1-p25-2_mhlw-6.0-mgt-13-q1"
)

func TestStatesWithoutReviews(t *testing.T) {
	c := mustLoad(t, workspace(t, nil))
	n := 0
	for _, s := range c.CountStates() {
		n += s.Links
	}
	if n != len(c.Links) || len(c.Rejected)+len(c.Orphaned) > 0 {
		t.Errorf("states add up to %d of %d links", n, len(c.Links))
	}
	// The table prints a volume and a title that disagree: the clause whose
	// number is lost besides is the most doubtful.
	if got := c.Doubtful()[0]; got.State != StateConflicting {
		t.Errorf("most doubtful is %s, %s; want a conflicting link", got.ID, got.State)
	}
	last := 101
	for _, l := range c.Doubtful() {
		if l.Doubt() > last {
			t.Errorf("%s with doubt %d stands after %d", l.ID, l.Doubt(), last)
		}
		last = l.Doubt()
		if l.Evidence.From.Pin == "" || l.Evidence.To.Pin == "" {
			t.Errorf("%s has no fingerprints of its ends", l.ID)
		}
	}
}

// Decisions are read as Excel saves them: with a mark, in Shift_JIS, with
// slashes in dates, with columns moved.
func TestDecisionsFromSpreadsheets(t *testing.T) {
	rows := "確認者,リンク,判断,関係,確認日,理由\r\n" +
		"山田,\"" + patchLink + "\",承認,,2026/4/1,\r\n" +
		"山田," + patch81 + ",却下,,2026年4月2日,別の話題\r\n" +
		"山田," + lostNumber + ",関係変更,相手に含まれる,2026-04-03,\"一部だけ\n重なる\"\r\n"
	sjis, err := japanese.ShiftJIS.NewEncoder().String(rows)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"UTF-8 with mark": byteOrderMark + rows, "Shift_JIS": sjis,
		"tabs": strings.ReplaceAll(rows, ",", "\t"), "plain": strings.ReplaceAll(rows, "\r\n", "\n")} {
		c := mustLoad(t, workspace(t, map[string]string{ReviewsName: text}))
		if l := c.anyLink(patchLink); l.State != StateResolved || l.Review != ReviewAccepted || l.Decision.Reviewer != "山田" || l.Decision.Date != "2026-04-01" {
			t.Errorf("%s: accepted link is %s, %s, %+v", name, l.State, l.Review, l.Decision)
		}
		if len(c.Rejected) != 1 || c.Rejected[0].ID != patch81 || c.Rejected[0].Decision.Reason != "別の話題" {
			t.Errorf("%s: rejected are %v", name, c.Rejected)
		}
		for _, l := range c.LinksFrom("clm-r7-2-i06") {
			if l.ID == patch81 {
				t.Errorf("%s: the rejected link still stands in the normal view", name)
			}
		}
		if l := c.anyLink(lostNumber); l.Review != ReviewChanged || l.Relationship != "subset-of" || l.Decision.Before != "intersects-with" {
			t.Errorf("%s: changed link is %s, %s, before %s", name, l.Review, l.Relationship, l.Decision.Before)
		}
	}
}

func TestReviewProblemsNameFileAndRow(t *testing.T) {
	text := "link,decision,relationship,reviewer,date,reason,from_fingerprint\n" +
		patchLink + ",accept,,A,2026-04-01,,\n" + // 2: no fingerprint
		patchLink + "x,accept,,A,2026-04-01,,\n" + // 3: unknown
		patch81 + ",accept,,A,2026-04-01,,\n" + // 4
		patch81 + ",reject,,B,2026-04-02,no,\n" + // 5: B against A
		lostNumber + ",perhaps,,A,2026-04-01,,\n" + // 6: no such decision
		lostNumber + ",change,like,A,2026-04-01,x,\n" + // 7: no such relation
		lostNumber + ",reject,,A,2026-04-01,,\n" + // 8: no reason
		lostNumber + ",accept,,,2026-04-01,,\n" + // 9: nobody
		lostNumber + ",accept,,A,yesterday,,\n" + // 10: no date
		lostNumber + ",accept,,A,2026-04-01,,0123456789abcdef\n" // 11: other words
	c := mustLoad(t, workspace(t, map[string]string{ReviewsName: text}))
	want := map[int]ReviewProblemKind{2: ProblemUnpinned, 3: ProblemUnknown, 5: ProblemContradiction, 6: ProblemInvalid, 7: ProblemInvalid,
		8: ProblemInvalid, 9: ProblemInvalid, 10: ProblemInvalid, 11: ProblemStale}
	got := map[int]ReviewProblemKind{}
	for _, p := range c.ReviewProblems {
		if p.File != ReviewsName || p.Message == "" {
			t.Errorf("problem without file or message: %+v", p)
		}
		got[p.Row] = p.Kind
	}
	for row, kind := range want {
		if got[row] != kind {
			t.Errorf("row %d: %q, want %q", row, got[row], kind)
		}
	}
	if len(got) != len(want) {
		t.Errorf("problems %v, want %v", got, want)
	}
	if l := c.anyLink(patch81); l.State != StateConflicting || l.Review != ReviewNone {
		t.Errorf("two reviewers disagree: state %s, review %s", l.State, l.Review)
	}
	if l := c.anyLink(lostNumber); l.State != StateSuspect || l.Review != ReviewNone {
		t.Errorf("decision on other words: state %s, review %s", l.State, l.Review)
	}
	if !strings.Contains(c.ReviewProblems[1].Message, patchLink) {
		t.Errorf("a mistyped id gets no offer: %s", c.ReviewProblems[1].Message)
	}
}

func TestRowNumbersAreThoseOfTheSpreadsheet(t *testing.T) {
	text := "link,decision,reviewer,date,reason\n" + patchLink + ",reject,A,2026-04-01,\"one\ntwo\nthree\"\n\n" + "nowhere,accept,A,2026-04-01,\n"
	c := mustLoad(t, workspace(t, map[string]string{ReviewsName: text}))
	for _, p := range c.ReviewProblems {
		if p.Kind == ProblemUnknown && p.Row != 4 {
			t.Errorf("unknown link stands in row %d, want 4", p.Row)
		}
	}
}

// One person may change her mind, and a withdrawn row no longer counts.
func TestLaterDecisionOfOnePersonCounts(t *testing.T) {
	text := "link,decision,reviewer,date,reason\n" + patchLink + ",accept,A,2026-04-01,\n" + patchLink + ",reject,A,2026-05-01,checked again\n" +
		patch81 + ",取消,B,2026-04-01,\n" + patch81 + ",accept,A,2026-04-01,\n"
	c := mustLoad(t, workspace(t, map[string]string{ReviewsName: text}))
	if l := c.anyLink(patchLink); l.Review != ReviewRejected || l.Decision.Row != 3 {
		t.Errorf("review %s of row %d, want the later one", l.Review, l.Decision.Row)
	}
	if l := c.anyLink(patch81); l.Review != ReviewAccepted {
		t.Errorf("the withdrawn row counts: %s", l.Review)
	}
}

// The words below a link change: it is suspect whether it was pinned or decided
// on, and nothing of the old decision holds.
func TestChangedTextMakesLinksSuspect(t *testing.T) {
	before := mustLoad(t, workspace(t, nil))
	var pins, sheet bytes.Buffer
	if n, _, err := before.WritePins(&pins, workspace(t, nil), true, nil, nil); err != nil || n != len(before.Links) {
		t.Fatalf("pinned %d of %d links, %v", n, len(before.Links), err)
	}
	l := before.anyLink(patchLink)
	l.State, l.Decision = StateResolved, &Decision{Kind: DecisionReject, Reviewer: "A", Date: "2026-04-01", Reason: "no"}
	if err := before.WriteReviewSheet(&sheet, []*Link{l}); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{PinsName: pins.String(), ReviewsName: sheet.String()}
	same := mustLoad(t, workspace(t, files))
	if same.Pinned != len(before.Links) || len(same.Rejected) != 1 {
		t.Fatalf("same text: %d pinned, %d rejected", same.Pinned, len(same.Rejected))
	}

	changed := workspace(t, files)
	name := "000_5d484f2c36e64992.txt"
	raw := bytes.Replace(changed[name].Data, []byte("セキュリティパッチ（最新ファームウェアや更新プログラム）を適用している"), []byte("セキュリティパッチを速やかに適用している"), 1)
	if bytes.Equal(raw, changed[name].Data) {
		t.Fatal("the text to change is not there")
	}
	b := newBuilder(registry())
	changed[name] = &fstest.MapFile{Data: raw}
	for _, s := range []string{name, "003_e59f76427229c1db.txt"} {
		if err := b.read(changed, &Source{Name: s}); err != nil {
			t.Fatal(err)
		}
	}
	c := b.finish()
	if err := c.review(changed); err != nil {
		t.Fatal(err)
	}
	suspect := 0
	for _, l := range c.Links {
		if l.From == "clm-r7-2-i06" {
			suspect++
			if l.State != StateSuspect || l.StateReason == "" {
				t.Errorf("%s is %s", l.ID, l.State)
			}
		} else if l.State == StateSuspect {
			t.Errorf("%s is suspect although nothing changed", l.ID)
		}
	}
	if suspect == 0 || len(c.Rejected) != 0 {
		t.Errorf("%d suspect links, %d still rejected", suspect, len(c.Rejected))
	}
	// Pinning what is new never pins what has changed; only naming it does.
	var again bytes.Buffer
	if n, _, err := c.WritePins(&again, changed, true, nil, nil); err != nil || n != 0 || again.String() != pins.String() {
		t.Errorf("pinning all again pinned %d links, %v", n, err)
	}
}

func TestLostLinkIsOrphaned(t *testing.T) {
	before := mustLoad(t, workspace(t, nil))
	var pins bytes.Buffer
	if _, _, err := before.WritePins(&pins, workspace(t, nil), true, nil, nil); err != nil {
		t.Fatal(err)
	}
	fsys := workspace(t, map[string]string{PinsName: pins.String()})
	b := newBuilder(registry())
	if err := b.read(fsys, &Source{Name: "003_e59f76427229c1db.txt"}); err != nil {
		t.Fatal(err)
	}
	c := b.finish()
	if err := c.review(fsys); err != nil {
		t.Fatal(err)
	}
	if len(c.Orphaned) != len(before.Links)-len(c.Links) || c.Doubtful()[0].State != StateOrphaned {
		t.Errorf("%d orphans, want %d", len(c.Orphaned), len(before.Links)-len(c.Links))
	}
	for _, l := range c.Orphaned {
		if l.From == "" || l.Evidence.From.Text == "" || l.StateReason == "" {
			t.Errorf("orphan without ends or words: %+v", l)
		}
	}
	var left bytes.Buffer
	if _, n, err := c.WritePins(&left, fsys, false, nil, []string{c.Orphaned[0].ID}); err != nil || n != 1 {
		t.Errorf("forgot %d pins, %v", n, err)
	}
}

func TestNothingCorresponds(t *testing.T) {
	head := "link,decision,reviewer,date,reason\n"
	c := mustLoad(t, workspace(t, map[string]string{ReviewsName: head + "annex2-1.1-p25-2-4,該当なし,A,2026-04-01,条文にない\nnowhere,該当なし,A,2026-04-01,x\nclm-r7-2-i06,該当なし,A,2026-04-01,x\n"}))
	if len(c.Nothing) != 2 || c.Nothing[0].Link != "annex2-1.1-p25-2-4" {
		t.Errorf("nothing corresponds to %v", c.Nothing)
	}
	if len(c.ReviewProblems) != 2 || c.ReviewProblems[0].Kind != ProblemUnknown || c.ReviewProblems[1].Kind != ProblemContradiction {
		t.Errorf("problems: %+v", c.ReviewProblems)
	}
}

// A sheet written, filled in and read again says the same; a cell that a
// spreadsheet takes for a formula comes back as it was.
func TestReviewSheetRoundTrip(t *testing.T) {
	var b bytes.Buffer
	rows := [][]string{{"リンク", "判断"}, {"=1+1", "-x"}, {"'=a", "'b"}, {"@a", "a\nb"}, {"''=", "+"}}
	if err := writeTable(&b, rows); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "\r\n=") || strings.Contains(b.String(), ",-") {
		t.Errorf("a cell starts a formula: %q", b.String())
	}
	text, _, err := decode("x.csv", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, l := range text.Lines {
		lines = append(lines, l.Text)
	}
	got, err := parseTable("x.csv", strings.Join(lines, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range got.rows {
		if strings.Join(row.cells, "|") != strings.Join(rows[i+1], "|") {
			t.Errorf("row %d: %q, want %q", row.no, row.cells, rows[i+1])
		}
	}
}

func TestReviewFileThatIsNoTableIsRefused(t *testing.T) {
	for _, text := range []string{"確認者,理由\nA,x\n", "リンク,判断\n\"a,b\n"} {
		if _, err := Load(workspace(t, map[string]string{ReviewsName: text})); err == nil || !strings.Contains(err.Error(), ReviewsName+":") {
			t.Errorf("%q: error %v", text, err)
		}
	}
}

// A suspect link shows which characters changed: of a pinned one anywhere in
// what its ends say, of one decided on in the quoted words; and what was not kept
// is told, not guessed.
func TestSuspectLinksShowWhatChanged(t *testing.T) {
	before := mustLoad(t, workspace(t, nil))
	var pins bytes.Buffer
	if _, _, err := before.WritePins(&pins, workspace(t, nil), false, []string{patchLink}, nil); err != nil {
		t.Fatal(err)
	}
	pin := func(id string) string {
		l := before.anyLink(id)
		return ",fp-" + l.Evidence.From.Pin + ",fp-" + l.Evidence.To.Pin
	}
	quote := "\"" + before.anyLink(patch81).Evidence.From.Text + "\""
	third := "clm-r7--mhlw-6.0_clm-r7-2-i06_mhlw-6.0-sys-8.2"
	reviews := "link,decision,reviewer,date,from_text,from_fingerprint,to_fingerprint\n" +
		patch81 + ",accept,A,2026-04-01," + quote + pin(patch81) + "\n" + third + ",accept,A,2026-04-01," + pin(third) + "\n"
	read := func(old, words string) *Corpus {
		fsys := workspace(t, map[string]string{PinsName: pins.String(), ReviewsName: reviews})
		name := "000_5d484f2c36e64992.txt"
		raw := bytes.Replace(fsys[name].Data, []byte(old), []byte(words), 1)
		if bytes.Equal(raw, fsys[name].Data) {
			t.Fatalf("%q is not there", old)
		}
		fsys[name] = &fstest.MapFile{Data: raw}
		b := newBuilder(registry())
		for _, s := range []string{name, "003_e59f76427229c1db.txt"} {
			if err := b.read(fsys, &Source{Name: s}); err != nil {
				t.Fatal(err)
			}
		}
		c := b.finish()
		if err := c.review(fsys); err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := read("を適用している。", "を速やかに適用している。")
	for id, kept := range map[string]KeptWords{patchLink: KeptWhole, patch81: KeptQuote} {
		l := c.anyLink(id)
		if l.State != StateSuspect || l.Changed == nil || l.Changed.To != nil || l.Changed.From.Kept != kept || !strings.Contains(MarkEdits(l.Changed.From.Edits), "を{+速やかに+}適用している。") {
			t.Errorf("%s is %s, changed %+v", id, l.State, l.Changed)
		}
	}
	if l := c.anyLink(third); l.Changed == nil || l.Changed.From.Kept != KeptNone || l.Changed.From.Edits != nil || !strings.Contains(l.Changed.From.Note(), "控えられていない") {
		t.Errorf("without kept words: %+v", l.Changed)
	}
	c = read("スキャン用ソフトウェアの導入が効果的", "スキャン用ソフトウェアの常駐が効果的")
	if l := c.anyLink(patchLink); l.Changed == nil || !strings.Contains(MarkEdits(l.Changed.From.Edits), "の[-導入-]{+常駐+}が効果的") {
		t.Errorf("a change of the explanation: %+v", l.Changed)
	}
	if l := c.anyLink(patch81); l.Changed == nil || l.Changed.From.Edits != nil || !strings.Contains(l.Changed.From.Note(), "引用の文言は変わっていません") {
		t.Errorf("a change beside the kept words: %+v", l.Changed)
	}
}

// A table of a person quotes the words it was made on. When the document no
// longer says them, its link is suspect too.
func TestTablesQuoteWhatMayChange(t *testing.T) {
	const head = "from,relationship,to,from_quote,to_quote\n"
	const same, other = "clm-r7-2-i06,subset-of,企8.2.2,パターンファイル,\n", "clm-r7-2-i07,subset-of,企8.2.2,既に書き換えられた文言,\n"
	c := mustLoad(t, workspace(t, map[string]string{LinkFolder + "/rules.csv": head + same + other}))
	if l := c.anyLink("rules_clm-r7-2-i06_mhlw-6.0-mgt-8.2.2"); l == nil || l.State != StateUnreviewed || l.Changed != nil {
		t.Errorf("a quotation that stands there: %+v", l)
	}
	if l := c.anyLink("rules_clm-r7-2-i07_mhlw-6.0-mgt-8.2.2"); l == nil || l.State != StateSuspect || l.Changed == nil || l.Changed.From.Kept != KeptQuote || l.Changed.To != nil {
		t.Errorf("a quotation that stands nowhere: %+v", l)
	}
}
