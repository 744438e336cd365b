package site

import "shogo/corpus"

// hostile is text a source could hold that must reach a page as text.
const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>"'&amp; {{.}}`

// fixture is a small corpus with one of everything the pages show.
func fixture() *corpus.Corpus {
	lines := func(n ...int) []int { return n }
	origin := func(from int) corpus.Provenance {
		return corpus.Provenance{Source: "manual.txt", Page: 7, Lines: lines(from, from+1)}
	}
	sys8 := func(id, label string, stub bool, text string) *corpus.Requirement {
		r := &corpus.Requirement{ID: "gl-6.0-sys-8" + id, Document: "gl-6.0", Kind: corpus.KindClause, Label: label,
			Citation: "システム運用編 " + label, Title: "利用機器の管理", Text: text, Volume: "システム運用編",
			Section: corpus.SectionRef{Number: "8", Title: "利用機器の管理"}, Stub: stub, Certainty: corpus.Likely,
			CertaintyReason: "項目の数は公開された目次からの推定です。", Provenance: corpus.Provenance{Source: corpus.SourceRegistry}}
		return r
	}
	quoted := sys8("-i05", "8⑤", false, "パスワードの使い回しを禁止すること。")
	quoted.Provenance = corpus.Provenance{Source: "table.txt", Page: 25, Lines: lines(4, 5)}
	quoted.Category, quoted.Target = "遵守事項", []string{"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"}
	quoted.Drafts = []corpus.Draft{{Title: "機器の管理（案）", Text: "使い回しを避けること。", Lines: lines(6)}}
	section := sys8(".1", "8.1", true, "")
	section.Title = ""

	item := &corpus.Requirement{ID: "cl-r7-2-i08", Document: "cl-r7", Kind: corpus.KindChecklistItem, Label: "⑧",
		Citation: "チェックリスト 2-⑧", Title: "パスワードの使い回しを禁止している。", TitleNote: "※二要素認証の場合は不要",
		Text: "同一のパスワードを設定しないことが必要です。", Roles: []string{"医療機関等確認用", "事業者確認用"},
		Systems: []string{"サーバ", "端末PC"}, Section: corpus.SectionRef{Number: "2", Title: "管理・運用"},
		Provenance: origin(1), Certainty: corpus.Certain,
		InternalRefs: []corpus.Internal{{Raw: "2-①"}, {Raw: "2-⑨", Section: "2", Item: "⑨", Target: "cl-r7-2-i09"}},
		Parts: []corpus.Part{
			{Kind: corpus.PartGuidance, Text: "漏えいリスクを高めます。"},
			{Kind: corpus.PartItem, Text: "施設内の機器に同一のパスワードを用いている"},
			{Kind: corpus.PartItem, Text: "出荷時のパスワードを用いている"},
			{Kind: corpus.PartDefinition, Label: "CSIRT", Text: "組織の総称。"},
			{Kind: corpus.PartSupplement, Text: "確認してください。"},
			{Kind: corpus.PartExample, Label: "●採用例", Text: "①パスワード+指紋認証 ②ICカード"},
			{Kind: corpus.PartTable, Label: "●ログの例", Rows: [][]string{{"氏名", "操作"}, {"abc@def", "ログイン"}}},
			{Kind: corpus.PartNote, Text: "※[確認表（経済産業省）](#) と [公式](https://www.meti.go.jp/) " + hostile},
		},
		References: []corpus.Reference{
			{Raw: "8.⑤", Edition: "6.0", Volume: "システム運用編", Number: "8", Items: []int{5}, Status: corpus.Resolved,
				Targets: []string{"gl-6.0-sys-8-i05"}, Certainty: corpus.Certain, Lines: lines(2)},
			{Raw: "99.1", Edition: "6.0", Volume: "システム運用編", Number: "99.1", Status: corpus.Unresolved,
				Reason: "99章は知られていません。", Certainty: corpus.Ambiguous},
		}}
	nasty := &corpus.Requirement{ID: "cl-r7-2-i09", Document: "cl-r7", Kind: corpus.KindChecklistItem, Label: "⑨", Citation: "チェックリスト 2-⑨",
		Title: hostile, Text: hostile, Provenance: origin(3), Certainty: corpus.Ambiguous, CertaintyReason: hostile,
		Parts: []corpus.Part{{Kind: corpus.PartTable, Label: hostile, Rows: [][]string{{hostile}, {hostile}}}, {Kind: corpus.PartExample, Label: hostile, Text: hostile}}}

	row := &corpus.Requirement{ID: "an-1.1-p25-2-1", Document: "an-1.1", Kind: corpus.KindMeasure, Label: "②-1", Citation: "別紙2 ②-1",
		Title: "特権IDの最小限の利用", Text: "必要な最小限のものに留める。", Modality: "required", MarkLost: true,
		Group:      &corpus.GroupRef{ID: "an-1.1-p25-2", Label: "②", Title: "特権IDの最小限の利用", Scenario: "乗っ取られる。"},
		Provenance: corpus.Provenance{Source: "table.txt", Page: 25, Lines: lines(2)}, Certainty: corpus.Likely, CertaintyReason: "行の順序からの推定です。"}
	group := &corpus.Group{ID: "an-1.1-p25-2", Document: "an-1.1", Label: "②", Title: "特権IDの最小限の利用", Scenario: "乗っ取られる。",
		Members: []string{row.ID}, Provenance: corpus.Provenance{Source: "table.txt", Page: 25, Lines: lines(1)}, Certainty: corpus.Certain,
		References: []corpus.Reference{{Raw: "⑤", Edition: "6.0", Volume: "システム運用編", PrintedVolume: "企画管理編", Number: "8", Title: "利用機器の管理",
			Category: "遵守事項", Items: []int{5}, Status: corpus.Conflicting, Reason: "編の名前と章の題が食い違います。",
			Targets: []string{"gl-6.0-sys-8-i05"}, Certainty: corpus.Likely, Quote: "パスワードの使い回しを禁止すること。"}}}

	link := func(from, to string, s corpus.Status) *corpus.Link {
		return &corpus.Link{ID: from + "--" + to, Set: "test", From: from, To: to, Relationship: "intersects-with", Method: corpus.MethodCitation,
			Status: s, Certainty: corpus.Certain, Review: "unreviewed", Evidence: corpus.Evidence{
				From: corpus.Quote{Text: "同一のパスワードを設定しない", Source: "manual.txt", Page: 7, Lines: lines(2), Fingerprint: "0"},
				To:   corpus.Quote{Text: "使い回しを禁止すること。", Source: "table.txt", Page: 25, Lines: lines(4, 5), Fingerprint: "1"}}}
	}
	text := func(name string, lines ...string) *corpus.Text {
		t := &corpus.Text{Name: name, Encoding: "UTF-8"}
		for i, l := range lines {
			t.Lines = append(t.Lines, corpus.Line{No: i + 1, Text: l})
		}
		return t
	}
	audit := func(t *corpus.Text, roles ...corpus.Role) *corpus.Audit {
		a := &corpus.Audit{Source: t.Name, Dialect: "test", Lines: len(t.Lines), ByLine: roles, Encoding: t.Encoding, Text: t}
		for _, r := range corpus.Roles {
			n := 0
			for i, have := range roles {
				if have != r {
					continue
				}
				n++
				if r == corpus.RoleUnassigned {
					a.Unassigned = append(a.Unassigned, corpus.LineText{Line: i + 1, Text: t.Lines[i].Text})
				}
			}
			a.Counts = append(a.Counts, corpus.RoleCount{Role: r, Lines: n})
		}
		return a
	}
	return &corpus.Corpus{
		Sources: []*corpus.Source{
			{Name: "manual.txt", Title: "マニュアル", Publisher: "厚生労働省", Edition: "令和7年度版", Address: "https://www.mhlw.go.jp/x", SHA256: "00", Terms: "出典を示せば利用できます。", Uncertain: []string{"版は本文からの推定です。"}},
			{Name: "table.txt", Title: "対応表", Publisher: "総務省", Edition: "1.1", Address: "javascript:alert(1)"},
		},
		Documents: []*corpus.Document{
			{ID: "cl-r7", Family: corpus.FamilyChecklistManual, Title: "チェックリストマニュアル", ShortName: "チェックリスト（令和7年度）", Publisher: "厚生労働省",
				Edition: "令和7年度版", Date: "2025-05-14", Sources: []string{"manual.txt"}, Certainty: corpus.Likely, CertaintyReason: "本文の引用先からの推定です。",
				Outline: []*corpus.Section{{ID: "cl-r7-2", Kind: corpus.SectionChapter, Number: "2", Title: "管理・運用", Certainty: corpus.Likely,
					CertaintyReason: "見出しが資料にありません。", Roles: []string{"医療機関等確認用"}, Requirements: []string{item.ID, nasty.ID}}}},
			{ID: "an-1.1", Family: corpus.FamilyMappingTable, Title: "別紙2 対応表", ShortName: "別紙2 対応表", Publisher: "総務省・経済産業省", Edition: "1.1", Date: "2023-07",
				Sources: []string{"table.txt"}, Certainty: corpus.Certain,
				Outline: []*corpus.Section{{ID: "an-1.1-p25", Kind: corpus.SectionPage, Number: "25", Certainty: corpus.Certain, Groups: []string{group.ID}, Requirements: []string{row.ID}}}},
			{ID: "gl-6.0", Family: corpus.FamilyGuideline, Title: "安全管理に関するガイドライン", ShortName: "ガイドライン 6.0", Publisher: "厚生労働省", Edition: "6.0", Date: "2023-05-31",
				LandingPage: "https://www.mhlw.go.jp/stf/shingi/0000516275_00006.html", Certainty: corpus.Certain,
				Superseded: &corpus.Successor{ID: "gl-7.0", Edition: "7.0", Published: "2026-06-29", LandingPage: "https://www.mhlw.go.jp/stf/shingi/0000516275_00006.html", Certainty: corpus.Likely, Reason: "二次資料によります。"},
				Outline: []*corpus.Section{{ID: "gl-6.0-sys", Kind: corpus.SectionVolume, Title: "システム運用編", Certainty: corpus.Certain, Sections: []*corpus.Section{
					{ID: "gl-6.0-sys-8", Kind: corpus.SectionChapter, Number: "8", Title: "利用機器の管理", Target: "［Ⅰ～Ⅳ］", Certainty: corpus.Certain,
						Requirements: []string{"gl-6.0-sys-8", "gl-6.0-sys-8-i04", quoted.ID, section.ID}},
					{ID: "gl-6.0-sys-9", Kind: corpus.SectionChapter, Number: "9", Certainty: corpus.Likely, CertaintyReason: "題は未確認です。"}}}}},
		},
		Requirements: []*corpus.Requirement{item, nasty, row, sys8("", "8", true, ""), sys8("-i04", "8④", true, ""), quoted, section},
		Groups:       []*corpus.Group{group},
		Links:        []*corpus.Link{link(item.ID, quoted.ID, corpus.Resolved), link(group.ID, quoted.ID, corpus.Conflicting)},
		Audits: []*corpus.Audit{
			audit(text("manual.txt", "⑧ 禁止している。", hostile, "よむ、つかう、まなぶ。", ""), corpus.RoleHeading, corpus.RoleUnassigned, corpus.RoleFurniture, corpus.RoleBlank),
			audit(text("table.txt", "②", "②-1", "a", "b", "c", "d"), corpus.RoleHeading, corpus.RoleRequirement, corpus.RoleDraft, corpus.RoleRequirement, corpus.RoleRequirement, corpus.RoleDraft),
		},
		Findings: []corpus.Finding{
			{Kind: corpus.FindingConflict, Source: "table.txt", Page: 25, Lines: lines(1), ID: group.ID, Message: "企画管理編と印刷されていますが、章の題はシステム運用編のものです。"},
			{Kind: corpus.FindingLoss, Source: "table.txt", Message: "大項目はこのページに印刷されていません。"},
		},
	}
}
