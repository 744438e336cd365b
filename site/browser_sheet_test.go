package site

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"shogo/corpus"
	"shogo/corpus/assessment"
	"shogo/site/internal/browser"
)

// officer is a person who fills in sheets on a PC without internet.
type officer struct {
	visitor
	site, downloads string
}

func newOfficer(t *testing.T) officer {
	t.Helper()
	return officer{newVisitor(t), publish(t), ""}.withDownloads()
}

// withDownloads lets the browser put files into a folder.
func (o officer) withDownloads() officer {
	o.Helper()
	o.downloads = o.TempDir()
	params := cdpbrowser.SetDownloadBehaviorParams{Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: o.downloads}
	if _, err := chromedp.Call(o.page.Ctx, cdpbrowser.SetDownloadBehavior, params); err != nil {
		o.Fatal(err)
	}
	return o
}

func (o officer) open(name string) {
	o.Helper()
	o.do(chromedp.Navigate("file://" + filepath.ToSlash(o.site) + "/" + name))
}

// saved presses a button and returns the one file it puts into the downloads.
func (o officer) saved(button string) []byte {
	o.Helper()
	o.do(chromedp.Click(button))
	var data []byte
	done := eventually(func() bool {
		files, err := filepath.Glob(filepath.Join(o.downloads, "*"))
		if err != nil || len(files) != 1 || strings.HasSuffix(files[0], ".crdownload") {
			return false
		}
		data, err = os.ReadFile(files[0])
		return err == nil && len(data) > 0 && os.Remove(files[0]) == nil
	})
	if !done {
		o.Fatalf("%s puts no file into the downloads", button)
	}
	return data
}

// choose picks files of the given contents in a file field.
func (o officer) choose(field string, files ...[]byte) {
	o.Helper()
	var names []string
	for i, data := range files {
		name := filepath.Join(o.TempDir(), fmt.Sprintf("file%d", i))
		if err := os.WriteFile(name, data, 0o644); err != nil {
			o.Fatal(err)
		}
		names = append(names, name)
	}
	o.do(chromedp.SetUploadFiles(field, names))
}

func (o officer) text(selector string) string {
	o.Helper()
	return ask[string](o.visitor, fmt.Sprintf("document.querySelector(%q)?.innerText ?? ''", selector))
}

func (o officer) sees(selector, words string) {
	o.Helper()
	if !eventually(func() bool { return strings.Contains(o.text(selector), words) }) {
		o.Fatalf("%s shows %.300q, want %q", selector, o.text(selector), words)
	}
}

// set gives a control a value as picking it from a calendar or a list does.
func (o officer) set(selector, value string) {
	o.Helper()
	ask[bool](o.visitor, fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.value = %q; e.dispatchEvent(new Event("input", { bubbles: true })); e.dispatchEvent(new Event("change", { bubbles: true })); return true; })()`, selector, value))
}

func (o officer) value(selector string) string {
	o.Helper()
	return ask[string](o.visitor, fmt.Sprintf("document.querySelector(%q).value", selector))
}

// end reports console errors, and requests for anything outside of the site.
func (o officer) end() {
	o.Helper()
	for _, e := range o.page.ConsoleErrors() {
		o.Errorf("console: %s", e)
	}
	for _, r := range o.page.Requests() {
		// The browser draws its own date fields with pictures from data:.
		if !strings.HasPrefix(r, "file://"+filepath.ToSlash(o.site)+"/") && !strings.HasPrefix(r, "data:") && !strings.HasPrefix(r, "blob:") {
			o.Errorf("request to %s", r)
		}
	}
}

const (
	providerPage = "sheet/clm-r7-provider.html"
	patch        = `[data-item="clm-r7-2-i06"] ` // 2-⑥ セキュリティパッチ
)

func readSheets(t *testing.T, data []byte) []*assessment.Sheet {
	t.Helper()
	sheets, problems, err := assessment.Read(data)
	if err != nil || len(problems) > 0 {
		t.Fatalf("read what the page wrote: %v %q", err, problems)
	}
	return sheets
}

func writeSheets(t *testing.T, format string, sheets ...*assessment.Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := assessment.Write(&b, format, sheets); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOfficerFillsInClosesComesBackAndExports(t *testing.T) {
	o := newOfficer(t)
	o.open(providerPage)
	o.sees("#sheet-count", "14 項目中 0 項目に回答")
	o.do(chromedp.SendKeys("#sheet-organization", "=cmd|' /C calc'!A0"), chromedp.Click(patch+`input[value="no"]`),
		chromedp.SendKeys(patch+`[data-value="note"]`, "<b>一行目</b>\n'=二行目"), chromedp.Click(`[data-item="clm-r7-2-i08"] input[value="yes"]`))
	o.set(patch+`[data-value="checked"]`, "2026-04-01")
	o.set(patch+`[data-value="target"]`, "2027-03-31")
	o.sees("#sheet-count", "14 項目中 2 項目に回答（はい 1、いいえ 1、対象外 0）、未回答 12")
	if got := o.text(patch + ".sheet-help"); !strings.Contains(got, "脆弱性") || !strings.Contains(got, "システム運用編 8③") {
		t.Errorf("beside the item stands %.200q, want its explanation and its clauses", got)
	}

	// Closed and opened again.
	o.do(chromedp.Navigate("about:blank"))
	o.open(providerPage)
	o.sees("#sheet-count", "14 項目中 2 項目に回答")
	if got := []string{o.value("#sheet-organization"), o.value(patch + `[data-value="note"]`), o.value(patch + `[data-value="target"]`)}; !cmp.Equal(got, []string{"=cmd|' /C calc'!A0", "<b>一行目</b>\n'=二行目", "2027-03-31"}) {
		t.Errorf("after closing and opening: %q", got)
	}

	// The three files say the same, and the JSON file is the command's to the byte.
	saved := o.saved("#sheet-save")
	want := readSheets(t, saved)
	if a := want[0].Answer("clm-r7-2-i06"); a.Answer != assessment.No || a.Checked != "2026-04-01" || a.Note != "<b>一行目</b>\n'=二行目" {
		t.Errorf("saved %+v", a)
	}
	if diff := cmp.Diff(string(writeSheets(t, "json", want...)), string(saved)); diff != "" {
		t.Errorf("the page and the command write different JSON: %.1000s", diff)
	}
	workbook := o.saved("#sheet-xlsx")
	for name, data := range map[string][]byte{"xlsx": workbook, "csv": o.saved("#sheet-csv")} {
		if diff := cmp.Diff(want, readSheets(t, data)); diff != "" {
			t.Errorf("%s: %.1000s", name, diff)
		}
	}

	// Somebody edits the workbook; the page takes it.
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	table, err := f.GetRows("記入シート")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range table {
		if row[17] == "clm-r7-2-i10" {
			at := fmt.Sprint(i + 1)
			for cell, v := range map[string]string{"D" + at: "対象外", "E" + at: "令和8年5月2日", "F" + at: "いつか"} {
				if err := f.SetCellStr("記入シート", cell, v); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var edited bytes.Buffer
	if err := f.Write(&edited); err != nil {
		t.Fatal(err)
	}
	o.do(chromedp.Click("#sheet-clear"))
	o.sees("#sheet-count", "14 項目中 0 項目に回答")
	o.choose("#sheet-load", edited.Bytes())
	o.sees("#sheet-count", "14 項目中 3 項目に回答（はい 1、いいえ 1、対象外 1）")
	if got := o.value(`[data-item="clm-r7-2-i10"] [data-value="checked"]`); got != "2026-05-02" {
		t.Errorf("the day of the workbook: %q", got)
	}
	o.sees(`[data-item="clm-r7-2-i10"] .sheet-unread`, "目標日の「いつか」は読み取れません")

	o.set("#sheet-open", "open")
	o.sees("#sheet-shown", "14 項目のうち 11 項目")
	o.end()
}

// lastYear is a sheet of another edition: 2-⑦ had other words and stood
// elsewhere, and one item is gone.
func lastYear() *assessment.Sheet {
	return &assessment.Sheet{Form: "clm-r6-provider", Name: "事業者確認用", Edition: "令和6年度版", Organization: "甲社", Person: "山田", Date: "2025-05-01", Answers: []assessment.Answer{
		{Item: "clm-r6-2-i05", Label: "2-⑤", Title: "セキュリティパッチ（最新ファームウェアや更新プログラム）を適用している。", Answer: assessment.Yes, Checked: "2025-05-01"},
		{Item: "clm-r6-2-i07", Label: "2-⑦", Title: "パスワードは英数字が混在した8文字以上としている。", Answer: assessment.Yes, Note: "規程第3条"},
		{Item: "clm-r6-2-i13", Label: "2-⑬", Title: "接続元制限を実施している。", Answer: assessment.No, Target: "2026-03-31"},
		{Item: "clm-r6-9-i01", Label: "9-①", Title: "昔の項目", Answer: assessment.Yes, Evidence: "<i>昔の資料</i>"},
	}}
}

func TestOfficerCarriesLastYearOver(t *testing.T) {
	o := newOfficer(t)
	o.open(providerPage)
	o.choose("#sheet-load", writeSheets(t, "csv", lastYear()))
	o.sees("#sheet-message", "令和6年度版のシートから引き継ぎました。同じ項目 1、要再確認 2、回答のない項目 11、このシートにない回答 1")
	o.sees("#sheet-count", "要再確認 2")
	o.sees(`[data-item="clm-r7-2-i07"] .sheet-why`, "項目の文言が変わりました。前回（令和6年度版 2-⑦）：「パスワードは英数字が混在した8文字以上としている。」")
	o.sees(patch+".sheet-why", "前回は 2-⑤ でした。")
	o.sees(`[data-item="clm-r7-2-i13"] .sheet-carried`, "令和6年度版の回答を引き継いだままです")
	o.sees("#sheet-left", "9-① 昔の項目：はい")
	// The command comes to the same.
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	read := readSheets(t, writeSheets(t, "csv", lastYear()))
	want, _ := assessment.Carry(read[0], assessment.Find(assessment.Forms(c), "clm-r7-provider"))
	if diff := cmp.Diff(want, readSheets(t, o.saved("#sheet-save"))[0]); diff != "" {
		t.Errorf("carried over by the command and by the page: %.2000s", diff)
	}
	o.set("#sheet-open", "recheck")
	o.sees("#sheet-shown", "14 項目のうち 2 項目")
	o.do(chromedp.Click(`[data-item="clm-r7-2-i07"] .sheet-checked`))
	o.sees("#sheet-count", "要再確認 1")
	o.do(chromedp.Click("#sheet-message button"))
	o.sees("#sheet-message", "元に戻しました")
	o.sees("#sheet-count", "14 項目中 0 項目に回答")

	// A sheet of another role is no sheet of this one.
	institution := lastYear()
	institution.Form, institution.Name = "clm-r6-institution", "医療機関等確認用"
	o.choose("#sheet-load", writeSheets(t, "json", institution))
	o.sees("#sheet-message", "このファイルは「医療機関等確認用」のシートです")
	o.sees("#sheet-count", "14 項目中 0 項目に回答")
	o.end()
}

func TestVendorsSheetsAreMergedAndPrinted(t *testing.T) {
	o := newOfficer(t)
	a, b := lastYear(), lastYear()
	b.Organization, b.Answers[0].Answer, b.Answers[1].Answer = "乙社", assessment.No, ""
	b.Answers[2].Systems = "サーバ"
	o.open("sheet/index.html")
	o.choose("#merge-load", writeSheets(t, "xlsx", a), writeSheets(t, "json", b), []byte("何かの文章"))
	o.sees("#merge-message", "シートを 2 件加えました")
	o.sees("#merge-message", "「file2」を読み込めませんでした。記入シートのファイルではありません")
	o.sees("#merge [role=status]", "シート 2 件、項目 4 件。回答の食い違う項目 1 件")
	o.sees("#merge .sheet-conflict", "2-⑤ セキュリティパッチ")
	o.set("#merge select", "conflict")
	if rows := ask[int](o.visitor, `document.querySelectorAll("#merge tbody tr").length`); rows != 1 {
		t.Errorf("%d rows of conflicts, want 1", rows)
	}
	o.open("sheet/index.html") // closed and opened again
	o.sees("#merge [role=status]", "シート 2 件")
	if diff := cmp.Diff([]*assessment.Sheet{a, b}, readSheets(t, o.saved("#merge-xlsx"))); diff != "" {
		t.Errorf("merged workbook: %.1000s", diff)
	}
	// One set of pages each, with edition, day and a place for a name.
	yes := true
	pdf, err := chromedp.Call(o.page.Ctx, cdppage.PrintToPDF, cdppage.PrintToPDFParams{PreferCSSPageSize: &yes})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(pdf.Data), "/Type /Page\n"); n != 2 {
		t.Errorf("%d pages for two short sheets, want 2", n)
	}
	paper := ask[[]string](o.visitor, `[...document.querySelectorAll(".paper")].map((p) => p.textContent)`)
	for i, name := range []string{"甲社", "乙社"} {
		for _, want := range []string{name, "令和6年度版", "2025年5月1日", "確認者（署名）", "山田", "☑はい"} {
			if !strings.Contains(paper[i], want) {
				t.Errorf("paper %d does not show %q", i, want)
			}
		}
	}
	o.do(chromedp.Click("#merge .sheet-merged button"))
	o.sees("#merge [role=status]", "シート 1 件")
	o.do(chromedp.Click("#merge-message button"))
	o.sees("#merge [role=status]", "シート 2 件")
	o.end()
}

func TestHostileSheetStaysText(t *testing.T) {
	o := newOfficer(t)
	markup := `<img src=x onerror="window.ran=1"><script>window.ran=2</script>` + "\u202e=cmd|' /C calc'!A0"
	s := &assessment.Sheet{Form: "clm-r7-provider", Name: markup, Edition: markup, Organization: markup, System: markup, Person: markup, Date: markup, Answers: []assessment.Answer{
		{Item: "clm-r7-2-i06", Title: markup, Label: markup, Fingerprint: markup, Answer: markup, Checked: markup, Target: markup, Note: strings.Repeat("長", 1_000_000), Evidence: markup, Recheck: markup, Carried: markup},
		{Item: markup, Title: markup, Label: markup, Section: markup, Answer: assessment.Yes, Note: markup}}}
	o.open(providerPage)
	o.choose("#sheet-load", writeSheets(t, "json", s))
	o.sees("#sheet-left", "onerror")
	o.sees("#sheet-date-unread", "onerror")
	o.do(chromedp.Click(patch + `input[value="yes"]`))
	got := readSheets(t, o.saved("#sheet-xlsx"))[0]
	if a := got.Answer("clm-r7-2-i06"); a == nil || len([]rune(a.Note)) != 1_000_000 || a.Evidence != markup || got.Organization != markup || got.Answer(markup) == nil {
		t.Error("the workbook does not hold what the file held")
	}
	o.open("sheet/index.html")
	o.choose("#merge-load", writeSheets(t, "json", s))
	o.sees("#merge", "onerror")
	if ask[bool](o.visitor, `"ran" in window || document.querySelector("main img, main script") !== null`) {
		t.Error("a text of the sheet became part of the page")
	}
	o.open(providerPage)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"cut off":         {writeSheets(t, "xlsx", lastYear())[:3000], "途中で切れています"},
		"no sheet":        {[]byte(`{"sheets":[]}`), "記入シートのファイルではありません"},
		"another version": {[]byte(`{"format":"shogo-sheets","version":2,"sheets":[]}`), "新しい版のサイトで開いてください"},
		"empty":           {nil, "ファイルが空です"},
		"deep":            {[]byte(strings.Repeat("[", 100_000)), "壊れているか"},
	} {
		o.choose("#sheet-load", c.data)
		if !eventually(func() bool { return strings.Contains(o.text("#sheet-message"), c.want) }) {
			t.Errorf("%s: the page says %q, want %q", name, o.text("#sheet-message"), c.want)
		}
	}
	o.end()
}

func TestSheetSaysWhenTheBrowserKeepsNothing(t *testing.T) {
	o := newOfficer(t)
	source := `Object.defineProperty(window, "localStorage", { get() { throw new Error("closed"); } })`
	if _, err := chromedp.Call(o.page.Ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: source}); err != nil {
		t.Fatal(err)
	}
	o.open(providerPage)
	o.sees("#sheet-kept", "残せません。ページを閉じる前に「ファイルに保存」")
	o.do(chromedp.Click(patch + `input[value="yes"]`))
	o.sees("#sheet-count", "14 項目中 1 項目に回答")
	if a := readSheets(t, o.saved("#sheet-save"))[0].Answer("clm-r7-2-i06"); a.Answer != assessment.Yes {
		t.Errorf("saved %+v", a)
	}
	o.end()
}

// Every choice of the filters leaves the items that the checklist gives this
// system or role, and no other: those too of which only the title is known.
func TestSheetIsFilteredBySystemAndRole(t *testing.T) {
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	o := newOfficer(t)
	for _, form := range assessment.Forms(c) {
		o.open("sheet/" + form.ID + ".html")
		o.sees("#sheet-count", "0 項目に回答")
		for id, of := range map[string]func(assessment.Item) []string{
			"sheet-systems": func(it assessment.Item) []string { return it.Systems },
			"sheet-roles":   func(it assessment.Item) []string { return assessment.SheetNames(it.Roles) },
		} {
			choices := ask[[]string](o.visitor, fmt.Sprintf(`[...document.querySelectorAll("#%s option")].map((x) => x.value).filter((x) => x)`, id))
			if len(choices) < 2 {
				t.Errorf("%s: #%s offers %q", form.ID, id, choices)
			}
			for _, choice := range choices {
				var want []string
				for _, it := range form.Items {
					if slices.Contains(of(it), choice) {
						want = append(want, it.ID)
					}
				}
				o.set("#"+id, choice)
				got := ask[[]string](o.visitor, `[...document.querySelectorAll("[data-item]")].filter((x) => x.offsetHeight > 0).map((x) => x.dataset.item)`)
				if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
					t.Errorf("%s: %s (-want +got)\n%s", form.ID, choice, diff)
				}
			}
			o.set("#"+id, "")
		}
	}
	o.end()
}

// She closes the browser itself, in the middle of a word, and opens it again.
func TestHalfFilledSheetSurvivesClosingTheBrowser(t *testing.T) {
	site, profile := publish(t), t.TempDir()
	first := officer{visitor{t, browser.NewIn(t, profile)}, site, ""}
	first.open(providerPage)
	first.sees("#sheet-count", "14 項目中 0 項目に回答")
	first.do(chromedp.Click(patch+`input[value="no"]`), chromedp.SendKeys(patch+`[data-value="note"]`, "切り替えは来"))
	first.set(patch+`[data-value="target"]`, "2027-03-31")
	first.end()
	if err := first.page.Quit(); err != nil {
		t.Fatal(err)
	}
	again := officer{visitor{t, browser.NewIn(t, profile)}, site, ""}
	again.open(providerPage)
	again.sees("#sheet-count", "14 項目中 1 項目に回答（はい 0、いいえ 1、対象外 0）")
	if got, want := again.value(patch+`[data-value="note"]`)+again.value(patch+`[data-value="target"]`), "切り替えは来2027-03-31"; got != want {
		t.Errorf("after closing the browser: %q, want %q", got, want)
	}
	again.end()
}

func TestSheetByKeyboard(t *testing.T) {
	o := newOfficer(t)
	o.open(providerPage)
	focus := func() string {
		return ask[string](o.visitor, `(() => { const e = document.activeElement; return e.dataset.field ?? e.dataset.value ?? (e.type === "radio" ? "radio " + e.value : e.id || e.textContent); })()`)
	}
	o.do(chromedp.KeyEvent("\t"), chromedp.KeyEvent("\r")) // 本文へ移動
	var walk []string
	for range 60 {
		o.do(chromedp.KeyEvent("\t"))
		if f := focus(); len(walk) == 0 || walk[len(walk)-1] != f { // a date field has several stops
			walk = append(walk, f)
		}
		if focus() == "radio " || focus() == "radio yes" {
			break
		}
	}
	want := []string{"organization", "system", "person", "date", "sheet-save", "sheet-load", "sheet-xlsx", "sheet-csv", "sheet-print", "sheet-clear", "記入シートの使い方", "sheet-open", "sheet-systems", "sheet-roles", "radio "}
	if i := strings.Index(strings.Join(walk, "|"), strings.Join(want, "|")); i < 0 {
		t.Fatalf("tab key walks %q, want %q", walk, want)
	}
	o.do(chromedp.KeyEvent(kb.ArrowLeft)) // left arrow: from 未回答 to 対象外
	o.sees("#sheet-count", "対象外 1")
	unnamed := ask[[]string](o.visitor, `[...document.querySelectorAll("main input, main select, main textarea, main button")].filter((e) => !(e.labels?.length || e.textContent.trim())).map((e) => e.outerHTML)`)
	if len(unnamed) > 0 {
		t.Errorf("controls without a name: %q", unnamed)
	}
	o.end()
}
