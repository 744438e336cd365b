package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"
)

const sampleContract = `電子カルテ保守契約書
（アカウント）
第１条　乙は、担当者が退社したときは、当該IDを直ちに使えなくする。
（バックアップ）
第２条　乙は、診療データの複製を三世代保管し、うち一世代をネットワークから切り離す。
第３条（準拠法）　本契約は日本法に準拠する。`

// newVendor opens the contract page.
func newVendor(t *testing.T) officer {
	t.Helper()
	o := newOfficer(t)
	o.open("contract.html")
	o.do(chromedp.WaitVisible("#contract-text"))
	return o
}

// lay pastes a contract and waits for its candidates.
func (o officer) lay(text string) {
	o.Helper()
	o.do(chromedp.SetValue("#contract-text", text), chromedp.Click(`#contract-form button[type="submit"]`))
	o.await("照合しました。候補")
}

// await waits until the status of the page holds a sentence.
func (o officer) await(sentence string) {
	o.Helper()
	if !eventually(func() bool { return strings.Contains(o.text("#contract-status"), sentence) }) {
		o.Fatalf("status %q, want %q", o.text("#contract-status"), sentence)
	}
}

// found lists the clauses shown, each with its first candidate.
func (o officer) found() []string {
	o.Helper()
	return ask[[]string](o.visitor, `[...document.querySelectorAll(".contract-clause")].map((c) => [c.querySelector("h3").textContent,
		c.querySelector(":scope > .contract-none")?.textContent ?? "", c.querySelector(":scope > ol > li")?.dataset.id ?? ""].join("|"))`)
}

// A vendor pastes a contract, reads why, decides, adds by citation, writes a
// note, and takes the reports with her.
func TestVendorWorksThroughAContract(t *testing.T) {
	o := newVendor(t)
	o.lay(sampleContract)
	want := []string{"1行目|候補なし|", "第１条||annex2-1.1-p25-1-12", "第２条||clm-r7-3-i02", "第３条|候補なし|"}
	if diff := cmp.Diff(want, o.found()); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	first := `.contract-clause[aria-labelledby="clause-1"] `
	if got := o.text(first + ".contract-text mark"); got == "" {
		t.Error("no shared word is marked in the clause")
	}
	// Why: the passage of the requirement with its marks, and the words.
	o.do(chromedp.Click(first+"li .contract-why summary"), chromedp.WaitVisible(first+".contract-words"))
	if got := o.text(first + ".contract-words"); !strings.Contains(got, "退社") || !strings.Contains(got, "退職") || !strings.Contains(got, "言い換え") {
		t.Errorf("words: %q", got)
	}
	if got := o.text(first + ".contract-quote mark"); got == "" {
		t.Error("no shared word is marked in the requirement")
	}
	// Decide: one of two, not both.
	o.do(chromedp.Click(first + "li .contract-decide button:first-child"))
	pressed := first + `li .contract-decide button[aria-pressed="true"]`
	if got := ask[string](o.visitor, fmt.Sprintf("document.querySelector(%q)?.textContent", pressed)); !strings.HasPrefix(got, "採用") {
		t.Errorf("pressed: %q", got)
	}
	// Add by citation; what is no citation is refused with a word.
	o.do(chromedp.SendKeys("#add-3", "契約"+kb.Enter))
	if !eventually(func() bool {
		return strings.Contains(o.text(`[aria-labelledby="clause-3"] .contract-said`), "見つかりません")
	}) {
		t.Error("a word that is no citation is not refused")
	}
	o.do(chromedp.SendKeys("#add-3", kb.Backspace+kb.Backspace+"企7章③"+kb.Enter))
	if !eventually(func() bool {
		return strings.Contains(o.text(`[aria-labelledby="clause-3"] .contract-added`), "企画管理編 7③")
	}) {
		t.Fatalf("added: %q", o.text(`[aria-labelledby="clause-3"] .contract-added`))
	}
	o.do(chromedp.SendKeys("#note-3", "=HYPERLINK(\"http://example.invalid\")"))
	// The topics nothing speaks of.
	if got := o.text("#contract-topics"); !strings.Contains(got, "12 項目のうち") || !strings.Contains(got, "3-②") || !strings.Contains(got, "第２条（候補）") || !strings.Contains(got, "候補の条項なし") {
		t.Errorf("topics: %q", got)
	}
	o.checkReports()
	if got := o.page.ConsoleErrors(); len(got) > 0 {
		t.Errorf("console: %q", got)
	}
}

// checkReports takes every report and reads it.
func (o officer) checkReports() {
	o.Helper()
	csv := string(o.saved("#contract-csv"))
	if !strings.Contains(csv, "判定（機械による候補）") || !strings.Contains(csv, "'=HYPERLINK") || !strings.Contains(csv, "人が加えた項目") || !strings.Contains(csv, "採用") {
		o.Errorf("CSV: %.300s", csv)
	}
	page := string(o.saved("#contract-html"))
	if !strings.Contains(page, "default-src 'none'") || !strings.Contains(page, "候補なし") || strings.Contains(page, "<script") {
		o.Errorf("HTML: %.300s", page)
	}
	f, err := excelize.OpenReader(bytes.NewReader(o.saved("#contract-xlsx")))
	if err != nil {
		o.Fatal(err)
	}
	rows, err := f.GetRows("条項と候補")
	if err != nil || len(rows) < 5 || rows[2][7] != "annex2-1.1-p25-1-12" || rows[2][13] != "採用" {
		o.Errorf("workbook: %v %v", rows, err)
	}
	if topics, err := f.GetRows("項目と候補の条項"); err != nil || len(topics) != 13 {
		o.Errorf("topics of the workbook: %d rows, %v", len(topics), err)
	}
	for _, text := range []string{csv, page} {
		for _, word := range []string{"準拠しています", "適合", "compliant"} {
			if strings.Contains(text, word) {
				o.Errorf("a report says %q", word)
			}
		}
	}
}

// What was decided comes back from the file that was saved, and from nothing
// else: a page opened anew knows nothing of the contract.
func TestVendorSavesAndTakesUpHerWork(t *testing.T) {
	o := newVendor(t)
	o.lay(sampleContract)
	o.do(chromedp.Click(`[aria-labelledby="clause-1"] li .contract-decide button:last-child`), chromedp.SendKeys("#note-2", "三世代は甲が用意する"))
	work := o.saved("#contract-save")
	var saved struct {
		Format string
		Text   string
	}
	if err := json.Unmarshal(work, &saved); err != nil || saved.Format != "shogo-contract" || saved.Text != sampleContract {
		t.Fatalf("file %.200s: %v", work, err)
	}
	o.open("contract.html")
	o.do(chromedp.WaitVisible("#contract-text"))
	if got := ask[string](o.visitor, `document.getElementById("contract-text").value + document.getElementById("contract-clauses").textContent`); got != "" {
		t.Errorf("the page knows %q", got)
	}
	o.choose("#contract-load", work)
	o.await("照合しました。候補")
	if got := ask[string](o.visitor, `document.getElementById("note-2").value + document.querySelector('[aria-labelledby="clause-1"] li button:last-child').getAttribute("aria-pressed")`); got != "三世代は甲が用意するtrue" {
		t.Errorf("taken up: %q", got)
	}
	for _, bad := range []string{"", "{", `{"format":"shogo-sheets"}`, `{"format":"shogo-contract","version":9}`} {
		o.choose("#contract-load", []byte(bad))
		o.await("開けませんでした")
		o.choose("#contract-load", work)
		o.await("照合しました。候補")
	}
}

// Text in the encodings of Japanese offices and Word files open; for a PDF the
// page names the command.
func TestContractFilesOpen(t *testing.T) {
	o := newVendor(t)
	sjis, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(sampleContract))
	if err != nil {
		t.Fatal(err)
	}
	utf16 := []byte{0xff, 0xfe}
	for _, r := range sampleContract {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	for name, data := range map[string][]byte{"UTF-8": []byte(sampleContract), "with mark": []byte("\ufeff" + sampleContract), "Shift_JIS": sjis, "UTF-16": utf16} {
		o.choose("#contract-file", data)
		o.await("照合しました。候補")
		if got := o.found(); len(got) != 4 || got[1] != "第１条||annex2-1.1-p25-1-12" {
			t.Errorf("%s: %q", name, got)
		}
		o.do(chromedp.Click("#contract-clear"))
		o.await("消しました")
	}
	word, err := os.ReadFile("../cmd/shogo/testdata/contract.docx")
	if err != nil {
		t.Fatal(err)
	}
	o.choose("#contract-file", word)
	o.await("照合しました。候補")
	// As the command reads the same file: cmd/shogo/match_test.go.
	want := []string{"1行目|候補なし|", "第1条|候補なし|", "第2条||clm-r7-2-i08", "第2条 (1)||mhlw-6.0-sys-14-i06", "第2条 (2)||annex2-1.1-p25-1-12",
		"第3条|候補なし|", "第3条 行1|候補なし|", "第3条 行2||clm-r7-2-i11"}
	if diff := cmp.Diff(want, o.found()); diff != "" {
		t.Errorf("Word (-want +got):\n%s", diff)
	}
	for name, want := range map[string]string{
		"保守契約書.pdf":          "shogo match 保守契約書.pdf -o report.html",
		"契約書 (最終版).pdf":      `shogo match "契約書 (最終版).pdf" -o report.html`,
		"a.pdf; touch b.pdf": "shogo match 契約書.pdf -o report.html",
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte("%PDF-1.7 …"), 0o644); err != nil {
			t.Fatal(err)
		}
		o.do(chromedp.SetUploadFiles("#contract-file", []string{path}))
		o.await("「" + name + "」を開けませんでした。PDF はこのページでは読めません。")
		o.await(want)
	}
	o.choose("#contract-file", []byte("PK\x03\x04 broken"))
	o.await("開けませんでした")
}

// Nothing of the contract leaves the page: with the network off and the policy
// on, no request but for the site's own files, and no storage, cookie or
// address that holds a word of it.
func TestNothingOfTheContractLeavesOrStays(t *testing.T) {
	o := newVendor(t)
	if _, err := chromedp.Call(o.page.Ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{{Offline: true}}}); err != nil {
		t.Fatal(err)
	}
	o.page.Reset()
	o.lay(sampleContract)
	o.do(chromedp.Click(`[aria-labelledby="clause-1"] li .contract-decide button`), chromedp.SendKeys("#note-1", "内緒のメモ"))
	for _, r := range o.page.Requests() {
		if !strings.HasPrefix(r, "file://"+o.site+"/") && !strings.HasPrefix(r, "file:///") || strings.ContainsAny(r, "?#") {
			t.Errorf("request %s", r)
		}
	}
	stored := ask[string](o.visitor, `(async () => {
		const dbs = indexedDB.databases ? (await indexedDB.databases()).map((d) => d.name) : [];
		return JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), dbs, document.cookie, location.search, location.hash, history.state]);
	})()`)
	if strings.Contains(stored, "乙") || strings.Contains(stored, "内緒") || strings.Contains(stored, "annex2") || !strings.Contains(stored, `"","",""`) {
		t.Errorf("stored: %s", stored)
	}
	blocked := ask[bool](o.visitor, `fetch("https://example.invalid/" + encodeURIComponent("乙は")).then(() => false, () => true)`)
	if !blocked {
		t.Error("the policy lets a request out")
	}
}

// Text that would like to be more stays text and keeps the page alive.
func TestHostileContractStaysText(t *testing.T) {
	o := newVendor(t)
	o.lay("<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>\n\n第1条 \u202e<b>パスワード</b>\u202c を使い回さない。\n\n第2条\t=cmd|'/c calc'!A1")
	if ask[bool](o.visitor, `window.hacked === 1 || document.querySelector("#contract-clauses :is(img, script, b b)") !== null`) {
		t.Error("markup of a contract became markup of the page")
	}
	if got := ask[string](o.visitor, `getComputedStyle(document.querySelector(".contract-text")).unicodeBidi`); got != "plaintext" {
		t.Errorf("unicode-bidi %q: a mark of direction reaches beyond the clause", got)
	}
	// A million characters: the page answers while it works, and can be stopped.
	ask[bool](o.visitor, `((field) => {
		field.value = "乙はパスワードを使い回さない。\n".repeat(62500);
		field.form.requestSubmit();
		return true;
	})(document.getElementById("contract-text"))`)
	o.await("件を照合しました")
	if slow := ask[float64](o.visitor, `(async () => {
		let worst = 0, last = performance.now();
		for (let i = 0; i < 30; i++) {
			await new Promise((r) => setTimeout(r, 10));
			worst = Math.max(worst, performance.now() - last);
			last = performance.now();
		}
		return worst;
	})()`); slow > 5000 {
		t.Errorf("the page stood still for %.0f ms", slow)
	}
	ask[bool](o.visitor, `document.getElementById("contract-stop").click() === undefined`)
	o.await("途中で止めました")
	if n := ask[int](o.visitor, `document.querySelectorAll(".contract-clause").length`); n == 0 || n > 20 {
		t.Errorf("%d clauses shown at once", n)
	}
}

// axe-core finds nothing on the page with candidates, reasons and topics.
func TestContractPageWithCandidatesIsAccessible(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(nodeModules(t), "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	o := newVendor(t)
	o.lay(sampleContract)
	ask[bool](o.visitor, `document.querySelectorAll("#contract details").forEach((d) => { d.open = true; }) === undefined`)
	o.do(chromedp.WaitVisible(".contract-words"), chromedp.Click(`[aria-labelledby="clause-1"] .contract-decide button`))
	for _, scheme := range []string{"light", "dark"} {
		if _, err := chromedp.Call(o.page.Ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}); err != nil {
			t.Fatal(err)
		}
		for _, x := range ask[[]string](o.visitor, string(axe)+`;axe.run(document, {resultTypes: ["violations"]}).then((r) =>
			r.violations.flatMap((x) => x.nodes.map((n) => x.id + ": " + n.target.join(" ") + " " + n.failureSummary)))`) {
			t.Errorf("%s: %s", scheme, x)
		}
	}
	// At the width of a telephone nothing but tables scrolls sideways.
	if _, err := chromedp.Call(o.page.Ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 360, Height: 740, DeviceScaleFactor: 1}); err != nil {
		t.Fatal(err)
	}
	if wide := ask[int](o.visitor, `document.documentElement.scrollWidth`); wide > 360 {
		t.Errorf("the page is %d px wide on a screen of 360", wide)
	}
}

// The vendor's desk by keyboard alone: from the field to the decision.
func TestVendorWorksByKeyboard(t *testing.T) {
	o := newVendor(t)
	if _, err := chromedp.Call(o.page.Ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	here := func() string {
		return ask[string](o.visitor, `(document.activeElement.id || document.activeElement.textContent).trim()`)
	}
	// tab goes on until the focus is where a person looks for it.
	tab := func(to string) {
		t.Helper()
		for range 60 {
			if strings.HasPrefix(here(), to) {
				return
			}
			o.do(chromedp.KeyEvent(kb.Tab))
		}
		t.Fatalf("60 steps of the tabulator do not reach %q; focus is on %q", to, here())
	}
	tab("contract-text")
	o.do(chromedp.KeyEvent("第1条 担当者が退社したときは、IDを直ちに停止する。"), chromedp.KeyEvent(kb.Tab))
	if got := here(); got != "条項に分けて照合する" {
		t.Fatalf("behind the field: %q", got)
	}
	o.do(chromedp.KeyEvent(kb.Enter))
	o.await("照合しました。候補")
	tab("採用：第1条 の候補 別紙2 25ページ ①-12")
	o.do(chromedp.KeyEvent(" "))
	if !ask[bool](o.visitor, `document.activeElement.getAttribute("aria-pressed") === "true"`) {
		t.Error("the space bar does not accept the candidate")
	}
	tab("根拠を見る")
	o.do(chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(".contract-words"))
	tab("add-0")
	o.do(chromedp.KeyEvent("シス14⑤"+kb.Enter), chromedp.WaitVisible(".contract-added li"))
	tab("note-0")
}
