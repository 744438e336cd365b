package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// workspaceOf makes a workspace of files with their true hashes; head stands
// before the list of sources.
func workspaceOf(head string, files map[string]string, extra map[string]string) fs.FS {
	out := fstest.MapFS{}
	settings := head + "\nsources:\n"
	for _, name := range slices.Sorted(maps.Keys(files)) {
		out["sources/"+name] = &fstest.MapFile{Data: []byte(files[name])}
		settings += fmt.Sprintf("  - file: %s\n    publisher: 省\n    terms: 条件\n    sha256: %s\n%s", name, HashBytes([]byte(files[name])), extra[name])
	}
	out[SettingsName] = &fstest.MapFile{Data: []byte(settings)}
	return out
}

func loaded(t *testing.T, fsys fs.FS, opts LoadOptions) *Corpus {
	t.Helper()
	w, err := ReadWorkspace(fsys, SettingsName)
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.Load(opts)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestReadWorkspaceNamesLineAndRemedy(t *testing.T) {
	text := map[string]string{"a.txt": "本文\n"}
	for _, c := range []struct {
		name, head string
		want       []string
	}{
		{"unknown key", "colour: red", []string{"shogo.yaml:1: ", `"colour"`, "sources"}},
		{"key twice", "embedded: keep\nembedded: omit", []string{"shogo.yaml:2: ", "twice"}},
		{"two documents", "embedded: keep\n---\nembedded: omit", []string{"shogo.yaml:2: ", "second list", `"---"`}},
		{"Shift_JIS", "# \x90\xDD\x92\xE8", []string{"shogo.yaml:1: ", "not UTF-8", "save the file as UTF-8"}},
		{"too long", strings.Repeat("#\n", maxSettings/2+1), []string{"larger than 8 MB"}},
		{"no list", "- embedded", []string{"shogo.yaml:"}},
		{"embedded", "embedded: maybe", []string{"shogo.yaml:1: ", "keep or omit"}},
		{"glyph without text", "glyphs:\n  - {font: A+B, code: 3}", []string{"shogo.yaml:2: ", "font, code and text"}},
		{"glyph's code", "glyphs:\n  - {font: A+B, code: x, text: ✓}", []string{"shogo.yaml:2: ", `"x"`}},
		{"glyph's key", "glyphs:\n  - {fount: A+B}", []string{"shogo.yaml:2: ", `"fount"`, "code, file, font, text"}},
		{"profile without text", "profiles:\n  x:\n    key: 番号", []string{"shogo.yaml:2: ", `"x"`, `"text:"`}},
		{"profile's certainty", "profiles:\n  x:\n    key: a\n    text: b\n    certainty: sure", []string{"shogo.yaml:5: ", "certain or likely or ambiguous"}},
		{"profile's edition", "profiles:\n  x:\n    key: a\n    text: b\n    edition: \"1.9\"", []string{"shogo.yaml:2: ", `"1.9"`, `"6.0"`}},
	} {
		_, err := ReadWorkspace(workspaceOf(c.head, text, nil), SettingsName)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || syntax.Remedy == "" {
			t.Errorf("%s: got %v", c.name, err)
			continue
		}
		for _, w := range c.want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %q does not say %q", c.name, err, w)
			}
		}
	}
	_, err := ReadWorkspace(workspaceOf("", text, map[string]string{"a.txt": "    profile: none\n"}), SettingsName)
	if err == nil || !strings.Contains(err.Error(), `profile "none" of "a.txt" is not defined`) {
		t.Errorf("a profile that is not there: %v", err)
	}
}

// An entry more leaves every word of a person where it was.
func TestAddSourceKeepsWhatAPersonWrote(t *testing.T) {
	sum := strings.Repeat("a", 64)
	before := "# 院内\nembedded: omit # 抜粋は不要\nsources:\n  # 一つ目\n  - file: a.txt\n    sha256: " + sum + "\n    uncertain:\n      - |\n        一行目\n        二行目\n\n# 後ろ\nglyphs: []\n"
	got, err := AddSource([]byte(before), SettingsName, []EntryLine{{Key: "file", Value: "b.txt"}, {Key: "title", Value: "「: #」"}, {Key: "terms", Comment: "要記入"},
		{Key: "sha256", Value: strings.Repeat("1", 64)}})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(before, "        二行目\n", "        二行目\n  - file: b.txt\n    title: '「: #」'\n    terms: \"\" # 要記入\n    sha256: \""+strings.Repeat("1", 64)+"\"\n", 1)
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	for _, start := range []string{"", "sources:\n", "sources: []\nembedded: keep\n", "embedded: keep"} {
		got, err := AddSource([]byte(start), SettingsName, []EntryLine{{Key: "file", Value: "b.txt"}, {Key: "sha256", Value: sum}})
		listed, err2 := ListedSources(got, SettingsName)
		if err != nil || err2 != nil || len(listed) != 1 || listed[0].Name != "b.txt" {
			t.Errorf("%q became %q (%v, %v)", start, got, err, err2)
		}
	}
	for name, c := range map[string][2]string{
		"CR LF":                {"sources:\r\n  - file: a.txt\r\n    sha256: " + sum + "\r\ncheck: {}\r\n", ""},
		"CR":                   {"sources:\r  - file: a.txt\r    sha256: " + sum + "\rcheck: {}\r", ""},
		"no line end":          {"sources:\n  - file: a.txt\n    sha256: " + sum, ""},
		"a value that goes on": {"sources:\n  - file: a.txt\n    sha256: " + sum + "\n    terms: \"一行目\n      二行目\"\n# 後ろ\ncheck: {}\n", ""},
		"UTF-16":               {"\xFF\xFEs\x00o\x00u\x00r\x00c\x00e\x00s\x00:\x00", "UTF-16"},
		"braces":               {"{embedded: keep, sources: []}", "cannot be changed"},
		"line separators":      {"# a\u2028# b\u2028sources:", "cannot be changed"},
	} {
		got, err := AddSource([]byte(c[0]), SettingsName, []EntryLine{{Key: "file", Value: "b.txt"}, {Key: "sha256", Value: sum}})
		var syntax *SyntaxError
		if c[1] != "" {
			if !errors.As(err, &syntax) || syntax.Remedy == "" || !strings.Contains(err.Error(), c[1]) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		listed, err2 := ListedSources(got, SettingsName)
		if err != nil || err2 != nil || len(listed) != 2 || listed[1].Name != "b.txt" || strings.Contains(c[0], "\r\n") && strings.Count(string(got), "\n") != strings.Count(string(got), "\r\n") {
			t.Errorf("%s: %q (%v, %v)", name, got, err, err2)
		}
		if got, err = UpdateSource(got, SettingsName, "a.txt", strings.Repeat("c", 64)); err != nil || strings.Count(string(got), strings.Repeat("c", 64)) != 1 {
			t.Errorf("%s, updated: %q, %v", name, got, err)
		}
	}
	if _, err := AddSource([]byte("sources: [{file: a.txt, sha256: "+sum+"}]\n"), SettingsName, nil); err == nil || !strings.Contains(err.Error(), "brackets") {
		t.Errorf("a list in brackets: %v", err)
	}
	updated, err := UpdateSource([]byte(before), SettingsName, "a.txt", strings.Repeat("b", 64))
	if err != nil || string(updated) != strings.Replace(before, sum, strings.Repeat("b", 64), 1) {
		t.Errorf("update: %v\n%s", err, updated)
	}
}

// volume10HTML is written like chapter 10 of a volume; the mapping table quotes
// ③ in other words.
const volume10HTML = `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8">
<title>医療情報システムの安全管理に関するガイドライン 第6.0版 システム運用編</title></head><body>
<h1>医療情報システムの安全管理に関するガイドライン 第6.0版</h1>
<h1>１０．医療情報システム・サービス事業者による保守対応等に対する安全管理措置 [Ⅰ～Ⅳ]</h1>
<p>【遵守事項】</p>
<p>① 手順を定めること。</p><p>② 作業を記録すること。</p><p>③ 作業員の作業を確認すること。</p>
</body></html>`

// A quotation whose number is lost becomes the item that prints the same words:
// its id stays as an alias, and the links lead to the item.
func TestQuotationFindsItsItem(t *testing.T) {
	before, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	q := mustHave(t, before, "mhlw-6.0-mgt-13-q1")
	volume := strings.NewReplacer("システム運用編", "企画管理編", "１０．医療情報システム・サービス事業者による保守対応等に対する安全管理措置 [Ⅰ～Ⅳ]",
		"１３．医療情報システムの利用者に関する認証等及び権限", "作業を記録すること。", q.Text).Replace(volume10HTML)
	after := loaded(t, workspaceOf("", map[string]string{"mgt.html": volume}, nil), LoadOptions{})
	r := mustHave(t, after, q.ID)
	if r.ID != "mhlw-6.0-mgt-13-i02" || !slices.Contains(r.Aliases, q.ID) || r.Provenance.Source != "mgt.html" {
		t.Errorf("%s is now %s, aliases %v", q.ID, r.ID, r.Aliases)
	}
	for _, l := range before.LinksTo(q.ID) {
		if !slices.ContainsFunc(after.LinksTo(r.ID), func(now *Link) bool { return now.From == l.From }) {
			t.Errorf("the link from %s is lost", l.From)
		}
	}
	if len(before.LinksTo(q.ID)) == 0 {
		t.Error("nothing was linked to the quotation")
	}
}

// A volume put beside the embedded documents fills the clauses of its edition:
// no id changes, every link stays, and the official words stand above those the
// mapping table quotes.
func TestVolumeFillsStubsAndLinksStay(t *testing.T) {
	before, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	after := loaded(t, workspaceOf("embedded: keep", map[string]string{"sys.html": volume10HTML}, nil), LoadOptions{})
	for _, r := range before.Requirements {
		now := after.Requirement(r.ID)
		if now == nil || now.ID != r.ID || now.Citation != r.Citation || now.Document != r.Document {
			t.Fatalf("%s became %+v", r.ID, now)
		}
	}
	links := map[string]*Link{}
	for _, l := range after.Links {
		links[l.ID] = l
	}
	for _, l := range before.Links {
		if now := links[l.ID]; now == nil || now.From != l.From || now.To != l.To {
			t.Errorf("link %s became %+v", l.ID, now)
		}
	}
	// 10② was a stub, 10③ is quoted by the mapping table in other words.
	if r := mustHave(t, after, "mhlw-6.0-sys-10-i02"); r.Stub || r.Text != "作業を記録すること。" || !mustHave(t, before, r.ID).Stub {
		t.Errorf("10②: %+v", r)
	}
	quoted := mustHave(t, before, "mhlw-6.0-sys-10-i03")
	if r := mustHave(t, after, quoted.ID); quoted.Stub || r.Provenance.Source != "sys.html" || r.Text == quoted.Text {
		t.Errorf("10③: %q from %s, quoted %q", r.Text, r.Provenance.Source, quoted.Text)
	}
	told := func(f Finding) bool {
		return f.ID == quoted.ID && f.Kind == FindingConflict && strings.Contains(f.Message, "本文と異なります")
	}
	if !slices.ContainsFunc(after.Findings, told) {
		t.Error("nobody is told that the quotation differs from the text")
	}
	if d := after.Document("mhlw-6.0"); !slices.Contains(d.Sources, "sys.html") {
		t.Errorf("sources of the guideline: %v", d.Sources)
	}
}

// Left out, the embedded documents leave no trace but the registry's outline.
func TestEmbeddedDocumentsCanBeLeftOut(t *testing.T) {
	c := loaded(t, workspaceOf("embedded: omit", map[string]string{"rules.md": ownMarkdown}, nil), LoadOptions{})
	if len(c.Sources) != 1 || c.Document("clm-r7") != nil || c.Document("ourhosp") == nil {
		t.Errorf("sources %v", c.Sources)
	}
}

// A copy of an embedded document under another name is read once.
func TestCopyOfAnEmbeddedDocumentIsReadOnce(t *testing.T) {
	raw, err := fs.ReadFile(Embedded(), "003_e59f76427229c1db.txt")
	if err != nil {
		t.Fatal(err)
	}
	c := loaded(t, workspaceOf("embedded: keep", map[string]string{"page25.txt": string(raw)}, nil), LoadOptions{})
	if len(c.Sources) != 2 || c.Source("003_e59f76427229c1db.txt") != nil || mustHave(t, c, "annex2-1.1-p25-2-6").Provenance.Source != "page25.txt" {
		t.Errorf("sources %v", c.Sources)
	}
}

// What an earlier run has read is taken from the cache with the same result,
// and a damaged or foreign entry is read anew.
func TestUnchangedSourcesAreNotReadAgain(t *testing.T) {
	fsys := workspaceOf("embedded: omit", map[string]string{"sys.html": volumeHTML, "rules.md": ownMarkdown, "annex.html": annexHTML}, nil)
	dir := t.TempDir()
	var first, second bytes.Buffer
	cold, warm := NewCache(dir), NewCache(dir)
	if err := loaded(t, fsys, LoadOptions{Cache: cold}).WriteJSON(&first); err != nil {
		t.Fatal(err)
	}
	if err := loaded(t, fsys, LoadOptions{Cache: warm}).WriteJSON(&second); err != nil {
		t.Fatal(err)
	}
	if cold.Reads != 3 || cold.Hits != 0 || warm.Reads != 0 || warm.Hits != 3 {
		t.Errorf("first run read %d, second %d and took %d", cold.Reads, warm.Reads, warm.Hits)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the second run gives other bytes")
	}
	damage(t, dir)
	again := NewCache(dir)
	second.Reset()
	if err := loaded(t, fsys, LoadOptions{Cache: again}).WriteJSON(&second); err != nil {
		t.Fatal(err)
	}
	if again.Hits != 0 || again.Reads != 3 || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("damaged entries: %d taken, %d read", again.Hits, again.Reads)
	}
}
