package corpus

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// Which edition an organisation's own rules cite is settled by the volume, where
// only one guideline of the workspace has it, and by a person, where several
// have: a further edition never takes a link away without a word on what to do.
func TestOwnRulesCiteTheEditionThatHasTheVolume(t *testing.T) {
	const rules = "# 規程\n\n## 第1条 記録\n\nシステム運用編 14⑤ に基づき、記録する。\n"
	moved := replaceTitle(migrationHTML, migrationTitle)
	newer := htmlPage("医療情報システムの安全管理に関するガイドライン 第7.0版 システム運用編", `
<h1>14．認証</h1><p>【遵守事項】</p><p>① 認証を行うこと。</p><p>② 記録を残すこと。</p>`)
	for _, c := range []struct {
		name   string
		files  map[string]string
		entry  string
		target string // of the rules' citation; empty for none
		says   string
	}{
		{"only 6.0", nil, "", "mhlw-6.0-sys-14-i05", "第6.0版として扱いました"},
		{"5.2 has no such volume", map[string]string{"moved.html": moved}, "", "mhlw-6.0-sys-14-i05", "第6.0版として扱いました"},
		{"6.0 and 7.0", map[string]string{"new.html": newer}, "", "", `第6.0版、第7.0版のどれを引用しているかは確認できないため、結び付けていません。shogo.yaml のこの資料の欄に cites: "6.0"`},
		{"a person has said 6.0", map[string]string{"new.html": newer}, "6.0", "mhlw-6.0-sys-14-i05", ""},
	} {
		files := map[string]string{"rules.md": rules}
		for name, text := range c.files {
			files[name] = text
		}
		extra := map[string]string{}
		if c.entry != "" {
			extra["rules.md"] = "    cites: \"" + c.entry + "\"\n"
		}
		got := loaded(t, workspaceOf("embedded: keep", files, extra), LoadOptions{})
		i := slices.IndexFunc(got.Requirements, func(r *Requirement) bool { return r.Provenance.Source == "rules.md" && len(r.References) > 0 })
		if i < 0 {
			t.Errorf("%s: the citation was not read", c.name)
			continue
		}
		ref := got.Requirements[i].References[0]
		if strings.Join(ref.Targets, " ") != c.target || !strings.Contains(ref.Reason, c.says) || c.says == "" && (ref.Reason != "" || ref.Certainty != Certain) {
			t.Errorf("%s: targets %q, certainty %s, reason %q; want %q and %q", c.name, ref.Targets, ref.Certainty, ref.Reason, c.target, c.says)
		}
	}
}

// The word of a person stands above what the registry infers of a year's
// manual, and an edition that nobody knows is refused.
func TestEntrySaysWhichEditionIsCited(t *testing.T) {
	reg := registry()
	if e, why := reg.citedEdition("clm-r7"); e != "6.0" || why != "" {
		t.Fatalf("clm-r7 cites %q, %q", e, why)
	}
	said := reg.citing("5.2")
	for id, want := range map[string]string{"clm-r7": "5.2", "kitei": "5.2", "mhlw-7.0": "7.0"} {
		if e, why := said.citedEdition(id); e != want || why != "" {
			t.Errorf("%s cites %q, %q; want %q without a doubt", id, e, why, want)
		}
	}
	_, err := ReadWorkspace(workspaceOf("", map[string]string{"a.txt": "本文\n"}, map[string]string{"a.txt": "    cites: \"6\"\n"}), SettingsName)
	var syntax *SyntaxError
	if !errors.As(err, &syntax) || syntax.Line == 0 || !strings.Contains(err.Error(), `edition "6" of the guideline is not known; use one of ["5.2" "6.0" "7.0"]`) {
		t.Errorf("an unknown edition: %v", err)
	}
}
