package corpus

// joinCosts are the costs of a cell's signs. Their unit is a weak sign; their
// values were decided by TestMappingAccuracy over some hundred made pages and
// the three real ones.
type joinCosts struct {
	openEnd    float64 // a sentence without an end
	pageEnd    float64 // the same where the page ends
	start      float64 // a cell that starts anywhere
	twinStart  float64 // a cell that starts with the words another cell starts with
	insideTwin float64 // these words inside a cell
	oddStart   float64 // a cell that starts with hiragana or a mark
	shortCell  float64 // a cell of one short line without a head
	afterStop  float64 // a line that goes on behind the end of a sentence
	paragraph  float64 // added: behind a line that ends early
	bracket    float64 // a bracket without its other half
	emptyRow   float64 // a label without a text
	noLabel    float64 // a measure without a label
	crossing   float64 // a measure's line behind the label of another measure
	stopTitle  float64 // a title with a full stop
	openTitle  float64 // a title that ends with a particle
	fullTitle  float64 // a title that ends with a full line
	wide       float64 // a line wider than its column
	wideEm     float64 // and per em of that
	early      float64 // a line that ends before its column does
	earlyEm    float64 // and per em of that
	torn       float64 // two pieces of one printed line
	touching   float64 // gain: the line directly behind, without an empty line
	next       float64 // gain: the next line
	step       float64 // times the logarithm of the distance
	backwards  float64
	reversed   float64 // a short step back
	toStart    float64 // added: a step back to a line that could start a cell
	behind     float64 // gain: a text directly behind its label
	aroundRow  float64 // a label centred in its text
	belowRow   float64 // a label below its text
	tornWord   float64 // half a word
	noEvidence float64 // the words across a break stand nowhere else
	rare       float64 // two hiragana, or a word behind hiragana, that stand so nowhere else
	newWord    float64 // two katakana words that make one never seen
	evidence   float64 // gain, times what the words across the break say
	clause     float64 // すること。 at the end of a measure, or none at that of a clause
	scenario   float64 // a cell that is taken for a scenario
	nearTitle  float64 // gain: a scenario beside the title of its group
	noTitle    float64 // a scenario without one
	narrow     float64 // a clause of narrow lines
}

var defaultJoinCosts = joinCosts{
	openEnd: 1.5, pageEnd: 1.5, start: 2.5, twinStart: 0.5, insideTwin: 1.80, oddStart: 3, shortCell: 4.50, afterStop: 2.5,
	paragraph: 3, bracket: 3, emptyRow: 4.20, noLabel: 4, crossing: 1, stopTitle: 6, openTitle: 4, fullTitle: 0.60, wide: 1, wideEm: 2.5,
	early: 1, earlyEm: 0.60, torn: 4, touching: 3, next: 0.54, step: 0.3, backwards: 1.5, toStart: 1.5, reversed: 2.2, behind: 3,
	aroundRow: 0.5, belowRow: 1.80, tornWord: 4.5, noEvidence: 0.5, newWord: 1.5, rare: 2, evidence: 1, clause: 1, scenario: 0.75,
	nearTitle: 1, noTitle: 0.60, narrow: 2,
}

// Bounds of what one line's width may cost.
const (
	greatestWide   = 12.0
	greatestMisfit = 10.0
	narrowest      = 15.0 // a line this wide may be whole, no torn-off piece
	mostCrossed    = 2.0  // labels: a displaced tail may stand anywhere
	reversedReach  = 4    // fragments
	earlyCount     = 3.0  // per character, where titles are broken at a count
)
