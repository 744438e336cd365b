package corpus

import (
	"fmt"
	"slices"
	"strings"
)

// resolve binds every citation of the corpus to clauses. Each ends with a
// status, and with a reason in Japanese unless it is plainly resolved; what a
// person should look at is appended to the findings.
func resolve(c *Corpus, reg *Registry) {
	rs := &resolver{c: c, reg: reg}
	for _, r := range slices.Clone(c.Requirements) { // resolving may add stubs
		for i := range r.References {
			rs.bind(&r.References[i], r.Document, r.ID, r.Provenance)
		}
		rs.others(r)
	}
	for _, g := range c.Groups {
		for i := range g.References {
			rs.bind(&g.References[i], g.Document, g.ID, g.Provenance)
		}
	}
	rs.relations()
}

type resolver struct {
	c   *Corpus
	reg *Registry
}

// bind resolves one reference of a requirement or group.
func (rs *resolver) bind(ref *Reference, document, id string, p Provenance) {
	if ref.Items == nil {
		ref.Items = []int{}
	}
	if ref.Status == Unresolved && ref.Number == "" {
		return // the parser saw that the number is lost, and reported it
	}
	b := &binding{rs: rs, ref: ref, preset: ref.Targets, certainty: Certain, status: Resolved}
	if ref.Certainty != "" {
		b.certainty = ref.Certainty
	}
	if ref.Reason != "" {
		b.reasons = []string{ref.Reason}
	}
	b.run(document, p.Source)
	ref.Status, ref.Certainty, ref.Reason = b.status, b.certainty, strings.Join(b.reasons, "")
	ref.Targets = []string{}
	if ref.Status != Unresolved {
		ref.Targets = b.targets
	}
	if b.finding != "" {
		p = ref.placed(p)
		lines := ref.Lines
		if len(lines) == 0 {
			lines = p.Lines
		}
		rs.c.Findings = append(rs.c.Findings, Finding{Kind: b.finding, Source: p.Source, Page: p.Page, Lines: lines, Place: p.Place, Block: p.Block, ID: id,
			Message: "引用「" + ref.cited() + "」：" + strings.Join(b.reasons, "")})
	}
}

// cited is the reference as a person would say it, with the volume as printed.
func (ref *Reference) cited() string {
	volume := ref.PrintedVolume
	if volume == "" {
		volume = ref.Volume
	}
	raw := ref.Raw
	if raw == "" {
		raw = ref.Number
	}
	if strings.HasPrefix(raw, volume) {
		return raw
	}
	return volume + " " + raw
}

// binding is the state of resolving one reference.
type binding struct {
	rs        *resolver
	ref       *Reference
	preset    []string // targets the parser already knew
	targets   []string
	status    Status
	certainty Certainty
	reasons   []string
	finding   FindingKind
}

// weaken lowers the certainty and says why.
func (b *binding) weaken(c Certainty, format string, args ...any) {
	b.certainty = Weaker(b.certainty, c)
	reason := fmt.Sprintf(format, args...)
	if !slices.Contains(b.reasons, reason) {
		b.reasons = append(b.reasons, reason)
	}
}

// fail ends the binding as unresolved.
func (b *binding) fail(format string, args ...any) {
	b.status, b.finding = Unresolved, FindingUnresolved
	b.reasons = append(b.reasons, fmt.Sprintf(format, args...))
}

func (b *binding) run(document, source string) {
	if b.ref.Edition == "" {
		b.defaultEdition(document, source)
		if b.status == Unresolved {
			return
		}
	}
	g := b.rs.reg.guideline(b.ref.Edition)
	if g == nil {
		b.fail("引用先の版（%s）は登録されていないため、結び付けていません。", orUnknown(b.ref.Edition))
		return
	}
	b.bindVolume(g)
	if b.status == Unresolved {
		return
	}
	if len(b.preset) > 0 {
		b.targets = b.preset
		b.explainPreset()
		return
	}
	v := g.volume(b.ref.Volume)
	if v == nil {
		b.fail("第%s版に「%s」はありません。", g.Edition, b.ref.Volume)
		return
	}
	n := v.node(b.ref.Number)
	if n == nil && b.rs.clause(b.ref, "", 0) == nil {
		b.fail("%s", unknownNumber(g, v, b.ref.Number))
		return
	}
	if n != nil && strings.Contains(n.Number, ".") && (n.Basis == "memory" || n.Basis == "inferred") {
		b.weaken(Likely, "%s %s の番号は、原文で確認できていません。", v.Name, n.Number)
	}
	if len(b.ref.Items) == 0 {
		if b.ref.Category == "遵守事項" {
			b.weaken(Likely, "遵守事項の項番が読み取れないため、%s章全体への参照として扱いました。", b.ref.Number)
		}
		b.targets = append(b.targets, b.rs.reg.clauseID(g.Edition, v.Name, b.ref.Number, "", 0))
		return
	}
	b.bindItems(g, v, n)
}

// explainPreset gives a reason where the parser named the target but did not
// say why it is not certain: in quoted clauses it is the item number that got
// lost.
func (b *binding) explainPreset() {
	switch {
	case b.certainty == Certain || b.ref.Reason != "" || b.ref.Certainty == Certain || b.ref.Certainty == "":
	case len(b.ref.Items) == 0:
		b.weaken(b.ref.Certainty, "項番の文字が失われており、どの項目か特定できません。")
	default:
		b.weaken(b.ref.Certainty, "項番の文字が失われているため、引用文の書き出しから推定しました。")
	}
}

// defaultEdition fills in the edition that the citing document means: what its
// entry in shogo.yaml says, else what the registry knows of the document, else
// the only guideline of the corpus that has the cited volume. Of several none is
// guessed; the binding ends as unresolved.
func (b *binding) defaultEdition(document, source string) {
	if i := slices.IndexFunc(b.rs.c.Sources, func(s *Source) bool { return s.Name == source }); i >= 0 && b.rs.c.Sources[i].Cites != "" {
		b.ref.Edition = b.rs.c.Sources[i].Cites
		return
	}
	edition, reason := b.rs.reg.citedEdition(document)
	if edition == "" {
		editions := b.possibleEditions()
		if len(editions) > 1 {
			b.fail("%sのどれを引用しているかは確認できないため、結び付けていません。shogo.yaml のこの資料の欄に cites: \"%s\" のように書くと結び付きます。",
				"第"+strings.Join(editions, "版、第")+"版", editions[0])
			return
		}
		if len(editions) == 1 {
			edition = editions[0]
			reason = fmt.Sprintf("どの版を引用しているかは確認できないため、第%s版として扱いました。", edition)
		}
	}
	b.ref.Edition = edition
	if edition != "" && reason != "" {
		b.weaken(Likely, "%s", reason)
	}
}

// possibleEditions are the guidelines of the corpus that have the volume cited,
// or all of them where none has it or none is named: 5.2 has no システム運用編.
func (b *binding) possibleEditions() []string {
	volume := b.ref.PrintedVolume
	if volume == "" {
		volume = b.ref.Volume
	}
	var all, having []string
	for _, d := range b.rs.c.Documents {
		if d.Family != FamilyGuideline {
			continue
		}
		all = append(all, d.Edition)
		if g := b.rs.reg.guideline(d.Edition); g != nil && g.volume(volume) != nil {
			having = append(having, d.Edition)
		}
	}
	if len(having) > 0 {
		all = having
	}
	slices.Sort(all)
	return all
}

// clause returns the clause a reference would name, if the corpus has it.
func (rs *resolver) clause(ref *Reference, label string, item int) *Requirement {
	return rs.c.Requirement(rs.reg.clauseID(ref.Edition, ref.Volume, ref.Number, label, item))
}

func orUnknown(s string) string {
	if s == "" {
		return "不明"
	}
	return "第" + s + "版"
}

// unknownNumber says why a number is not known.
func unknownNumber(g *guidelineEdition, v *registryVolume, number string) string {
	chapter, _, isSection := strings.Cut(number, ".")
	switch {
	case len(v.Chapters) == 0:
		return fmt.Sprintf("第%s版の章と節はまだ登録されていないため、結び付けていません。", g.Edition)
	case v.node(chapter) == nil:
		return fmt.Sprintf("%sは%s章までで、%s章はありません。", v.Name, v.Chapters[len(v.Chapters)-1].Number, chapter)
	case isSection:
		return fmt.Sprintf("%s %s は、確認できた節の一覧にありません。一覧はすべての節を含むとは限りません。", v.Name, number)
	}
	return fmt.Sprintf("%s %s は、一覧にありません。", v.Name, number)
}
