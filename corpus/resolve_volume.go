package corpus

import "strings"

// How alike a printed title and a registered one must be. Titles of different
// chapters share tails such as に関する安全管理措置 and reach 0.65; the draft
// wordings of one chapter stay above 0.8 (シス10) or are listed as variants.
const (
	titleFits   = 0.6 // enough to confirm a chapter the number already names
	titleNames  = 0.75
	titleMargin = 0.2 // by which another chapter must fit better to contradict
)

// bindVolume decides the volume. Where the printed volume and the printed
// title disagree, the title decides: the tables print a volume beside every
// cell and get it wrong, the title was copied with the text.
func (b *binding) bindVolume(g *guidelineEdition) {
	ref := b.ref
	printed := ref.PrintedVolume
	if printed == "" {
		printed = ref.Volume
	}
	volume, number, similarity := b.rs.reg.chapterByTitle(g.Edition, printed, ref.Title)
	if strings.Contains(ref.Number, ".") || similarity == 0 { // a section, no title, or an edition without any
		b.bindUntitled(g, printed)
		return
	}
	own := 0.0
	if v := g.volume(printed); v != nil {
		if n := v.node(ref.Number); n != nil {
			own = n.similarity(ref.Title)
			if n.Title == "" && similarity < titleNames {
				b.bindUntitled(g, printed) // nobody knows this chapter's title
				return
			}
		}
	}
	switch {
	case own >= titleFits && similarity-own < titleMargin:
		ref.Volume, ref.PrintedVolume = printed, ""
	case similarity < titleNames:
		b.weaken(Likely, "印字された題名「%s」は、登録されている章の題名と一致しません。編と番号に従いました。", ref.Title)
		b.bindUntitled(g, printed)
	case ref.Number == "":
		ref.Volume, ref.Number = volume, number
		b.weaken(Likely, "章の番号が読み取れないため、題名から判断しました。")
	case number == ref.Number && printed == "":
		ref.Volume = volume
		b.weaken(Likely, "編の名前が読み取れないため、章の番号と題名から判断しました。")
	case number == ref.Number:
		b.conflict(volume, printed)
	default:
		b.misnumbered(g, printed, volume, number)
	}
}

// bindUntitled takes the volume as it stands, for want of a title that could
// confirm it.
func (b *binding) bindUntitled(g *guidelineEdition, printed string) {
	ref := b.ref
	if printed == "" || ref.Number == "" {
		b.fail("どの編のどの章への引用か読み取れません。")
		return
	}
	if ref.Volume == "" {
		ref.Volume = printed
	}
	if ref.Volume == printed {
		ref.PrintedVolume = ""
	} else {
		b.status, b.finding = Conflicting, FindingConflict
		b.weaken(Likely, "印字された編は「%s」ですが、%sとして結び付けました。", printed, ref.Volume)
	}
	b.compareSectionTitle(g)
}

// compareSectionTitle notes where the title printed beside a section's number
// is not the registered one.
func (b *binding) compareSectionTitle(g *guidelineEdition) {
	v := g.volume(b.ref.Volume)
	if v == nil || b.ref.Title == "" || !strings.Contains(b.ref.Number, ".") {
		return
	}
	if n := v.node(b.ref.Number); n != nil && n.Title != "" && n.similarity(b.ref.Title) < titleFits {
		b.weaken(Likely, "印字された題名「%s」は、登録されている題名「%s」と異なります。", b.ref.Title, n.Title)
	}
}

// conflict records that the printed volume and the printed title disagree.
func (b *binding) conflict(volume, printed string) {
	ref := b.ref
	ref.Volume, ref.PrintedVolume = volume, printed
	b.status, b.finding = Conflicting, FindingConflict
	b.weaken(Likely, "印字された編は「%s」ですが、題名「%s」は%sの%s章のものです。題名に従って結び付けました。", printed, ref.Title, volume, ref.Number)
}

// misnumbered handles a title that belongs to a chapter of another number: one
// of the two is misprinted and nothing tells which, so both are offered.
func (b *binding) misnumbered(g *guidelineEdition, printed, volume, number string) {
	ref := b.ref
	b.status, b.finding = Conflicting, FindingConflict
	b.weaken(Ambiguous, "印字された番号は「%s %s」ですが、題名「%s」は%sの%s章のものです。どちらの章も候補として示します。", printed, ref.Number, ref.Title, volume, number)
	if len(b.preset) == 0 {
		if v := g.volume(printed); v != nil && v.node(ref.Number) != nil {
			b.preset = append(b.preset, b.rs.reg.clauseID(g.Edition, printed, ref.Number, "", 0))
		}
		b.preset = append(b.preset, b.rs.reg.clauseID(g.Edition, volume, number, "", 0))
	}
	if ref.Volume = printed; printed == "" {
		ref.Volume = volume
	}
	ref.PrintedVolume = ""
}
