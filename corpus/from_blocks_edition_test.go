package corpus

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// htmlPage is a page of HTML with a title.
func htmlPage(title, body string) string {
	return `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>` + title + `</title></head><body><h1>` + title + `</h1>` + body + `</body></html>`
}

// Edition 5.2 parts its sections A to D, and its lists count 1., (1), ①.
func TestVolumeOf52(t *testing.T) {
	c := parsedFile(t, "main.html", htmlPage("医療情報システムの安全管理に関するガイドライン 第5.2版（本編）", `
<h1>７　電子保存の要求事項について</h1>
<h2>７．３　保存性の確保について</h2>
<p>Ａ．制度上の要求事項</p>
<p>法令の定めがある。</p>
<p>Ｂ．考え方</p>
<p>次の危険がある。</p>
<p>(1) 媒体の劣化</p>
<p>(2) 機器の故障</p>
<p>Ｃ．最低限のガイドライン</p>
<p>【医療機関等に保存する場合】</p>
<p>1. 置き場所を定めること。</p>
<p>2. 次のことを行うこと。</p>
<p>(1) 記録すること。</p>
<p>(2) 点検すること。</p>
<p>3. 試すこと。</p>
<p>【ネットワークを通じて外部に保存する場合】</p>
<p>1. 契約を結ぶこと。</p>
<p>Ｄ．推奨されるガイドライン</p>
<p>1. 二重にすること。</p>
<h2>７．４　別の節</h2>
<p>Ｂ．考え方</p>
<p>6.5 章 C を参照する。</p>`))
	inside := "mhlw-5.2-main-7.3-c-x" + fingerprint("医療機関等に保存する場合")[:6]
	outside := "mhlw-5.2-main-7.3-c-x" + fingerprint("ネットワークを通じて外部に保存する場合")[:6]
	var got []string
	for _, r := range c.Requirements {
		if r.Document == "mhlw-5.2" {
			got = append(got, r.ID)
		}
	}
	want := []string{"mhlw-5.2-main-7", "mhlw-5.2-main-7.3", "mhlw-5.2-main-7.3-a", "mhlw-5.2-main-7.3-b", "mhlw-5.2-main-7.3-c", inside, inside + "-i01", inside + "-i02", inside + "-i03",
		outside, outside + "-i01", "mhlw-5.2-main-7.3-d", "mhlw-5.2-main-7.3-d-i01", "mhlw-5.2-main-7.4", "mhlw-5.2-main-7.4-b"}
	slices.Sort(want)
	if slices.Sort(got); cmp.Diff(want, got) != "" {
		t.Error(cmp.Diff(want, got))
	}
	if r := mustHave(t, c, inside+"-i02"); len(r.Parts) != 2 || r.Parts[1].Label != "(2)" || r.Category != "C.最低限のガイドライン" || r.Label != "7.3C【医療機関等に保存する場合】2" {
		t.Errorf("C2: %+v", r)
	}
	if r := mustHave(t, c, "mhlw-5.2-main-7.3-b"); r.Text != "次の危険がある。" || len(r.Parts) != 2 || r.Citation != "本編 7.3B" {
		t.Errorf("B: %+v", r)
	}
	if a := c.Audits[0]; len(a.Unassigned) > 0 {
		t.Errorf("unassigned: %v", a.Unassigned)
	}
}

// A volume of 7.0 is read by its numbers: no registry knows its chapters, and
// its lists need not stand below the words of 6.0.
func TestVolumeOf70(t *testing.T) {
	for _, head := range []string{"<p>【遵守事項】</p>", "<p>【遵守すべき事項】</p>", ""} {
		c := parsedFile(t, "mnt.html", htmlPage("医療情報システムの安全管理に関するガイドライン 第7.0版 保守委託機関編", `
<h1>９．認証 [Ⅱ、Ⅳ]</h1>`+head+`
<p>① 利用者を識別すること。</p>
<p>② 次を満たすこと。</p>
<p>（１）　知識</p><p>（２）　所有</p><p>（３）　生体</p>
<p>③ ②の記録を残すこと。</p>
<h2>９．１解説</h2>
<p>令和９年４月から適用する。</p>
<h1>１０．委託先の選定</h1>`+head+`
<p>① 契約を結ぶこと。</p>`))
		r := mustHave(t, c, "mhlw-7.0-mnt-9-i02")
		if len(r.Parts) != 3 || r.Citation != "保守委託機関編 9②" || !slices.Equal(r.Target, []string{"Ⅱ", "Ⅳ"}) {
			t.Errorf("%q: 9②: %+v", head, r)
		}
		if r := mustHave(t, c, "mhlw-7.0-mnt-9-i03"); r.Text != "②の記録を残すこと。" || c.Requirement("mhlw-7.0-mnt-9-i04") != nil {
			t.Errorf("%q: 9③: %+v", head, r)
		}
		if mustHave(t, c, "mhlw-7.0-mnt-10-i01").Section.Title != "委託先の選定" || mustHave(t, c, "mhlw-7.0-mnt-9.1").Text == "" {
			t.Errorf("%q: chapter 10 and 9.1", head)
		}
	}
}

// The overview has no list of requirements.
func TestVolumeWithoutLists(t *testing.T) {
	c := parsedFile(t, "ovw.html", htmlPage("医療情報システムの安全管理に関するガイドライン 第6.0版 概説編", `
<h1>１．はじめに</h1><p>経緯を述べる。</p><h1>２．対象</h1><h2>２．３　医療情報システムの範囲</h2><p>範囲は次のとおり。</p>`))
	if r := mustHave(t, c, "mhlw-6.0-ovw-2.3"); r.Stub || r.Text != "範囲は次のとおり。" {
		t.Errorf("2.3: %+v", r)
	}
}

// The provider guideline is cited by the numbers of its sections.
func TestProviderGuideline(t *testing.T) {
	page := htmlPage("医療情報を取り扱う情報システム・サービスの提供事業者における安全管理ガイドライン 第1.1版", `
<h1>３．契約</h1><h2>３．１　合意</h2><h3>３．１．３　責任分界</h3><p>企画管理編 2① を踏まえる。</p><p>・範囲</p><h2>３．２　維持</h2><p>見直す。</p>`)
	c := parsedFile(t, "vgl.html", page)
	r := mustHave(t, c, "vgl-1.1-3.1.3")
	if r.Citation != "提供事業者ガイドライン 第1.1版 3.1.3" || r.Title != "責任分界" || len(r.References) != 1 || r.References[0].Targets[0] != "mhlw-6.0-mgt-2-i01" {
		t.Errorf("3.1.3: %+v", r)
	}
	if d := c.Document("vgl-1.1"); d == nil || d.Unofficial || d.Family != FamilyProvider {
		t.Errorf("document: %+v", d)
	}
	if l := c.LinksFrom("vgl-1.1-3.1.3"); len(l) != 1 || l[0].Method != MethodCitation {
		t.Errorf("links: %+v", l)
	}
	if c := parsedFile(t, "vgl.html", strings.Replace(page, "第1.1版", "第2.0版", 2)); c.Requirement("vgl-2.0-3.2") == nil {
		t.Error("edition 2.0 is not told apart")
	}
}

// The 確認表 finds the section of the provider guideline where that is read.
func TestRoleTableCitesProviderGuideline(t *testing.T) {
	dir := map[string]string{
		"roles.html": replaceTitle(rolesHTML, "医療情報システムの契約における当事者間の役割分担等に関する確認表"),
		"vgl.html":   htmlPage("医療情報を取り扱う情報システム・サービスの提供事業者における安全管理ガイドライン 第1.1版", `<h2>３．１．３　責任分界</h2><p>定める。</p><h2>３．２．１　維持</h2><p>見直す。</p>`),
	}
	c := parsedFiles(t, dir)
	if got := linksOf(c, "roles-2024--vgl-1.1"); !slices.Equal(got, []string{"roles-2024-1-1 > vgl-1.1-3.1.3", "roles-2024-1-1 > vgl-1.1-3.2.1"}) {
		t.Errorf("links %v", got)
	}
}
