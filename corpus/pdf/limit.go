package pdf

import (
	"errors"
	"sync/atomic"
)

// The limits are far above what the official documents need (the largest has
// 300 pages, 8 MB decoded) and low enough that no file, however made, takes
// more than a few seconds or 256 MiB. They count work, never time, so that
// the same file always ends the same way.
const (
	maxObject      = 8_388_607 // highest object number, ISO 32000-1 annex C
	maxEntries     = 600_000   // entries of the cross-reference
	maxValues      = 1_500_000 // parsed objects, arrays' elements included
	maxStreamBytes = 24 << 20  // one stream, decoded
	maxFileBytes   = 192 << 20 // all streams together, decoded
	maxFilters     = 6
	maxPages       = 5000
	maxForms       = 12         // form XObjects inside form XObjects
	maxPageOps     = 1 << 21    // operators of one page, forms included
	maxOps         = 10_000_000 // of the document
	maxPageGlyphs  = 120_000
	maxGlyphs      = 1_200_000 // of the document
	maxPageRules   = 300_000
	maxLayout      = 1 << 28 // comparisons of rules and faces in the document
	maxCover       = 1 << 28 // characters that painted areas were compared with
	maxCodes       = 100_000 // widths or mappings of one font
	maxFileCodes   = 600_000 // of all fonts
)

var errLimit = errors.New("a limit of size or nesting is exceeded")

// budget is what a file may still cost. It may be used by several goroutines.
type budget struct {
	bytes  atomic.Int64 // decoded
	values atomic.Int64
	steps  atomic.Int64 // bytes looked at while parsing objects
	glyphs atomic.Int64
	ops    atomic.Int64
	layout atomic.Int64
	codes  atomic.Int64
	cover  atomic.Int64
}

func newBudget(size int) *budget {
	b := &budget{}
	b.bytes.Store(maxFileBytes)
	b.values.Store(maxValues)
	b.steps.Store(2<<20 + 32*int64(size)) // objects are parsed once, in a rebuilt file twice
	b.glyphs.Store(maxGlyphs)
	b.ops.Store(maxOps)
	b.layout.Store(maxLayout)
	b.codes.Store(maxFileCodes)
	b.cover.Store(maxCover)
	return b
}

func (b *budget) value() bool   { return b.values.Add(-1) > 0 && b.steps.Load() > 0 }
func (b *budget) work(n int)    { b.steps.Add(int64(-n)) }
func (b *budget) left() bool    { return b.values.Load() > 0 && b.steps.Load() > 0 }
func (b *budget) op() bool      { return b.ops.Add(-1) > 0 }
func (b *budget) glyph() bool   { return b.glyphs.Add(-1) > 0 }
func (b *budget) decoded(n int) { b.bytes.Add(int64(-n)) }

// lay charges the search for tables on a page.
func (b *budget) lay(n int) bool { return b.layout.Add(int64(-n)) > 0 }

// code charges the mappings and widths of fonts.
func (b *budget) code(n int) bool { return b.codes.Add(int64(-n)) > 0 }

// grow allows for the bytes of an object stream that is to be parsed.
func (b *budget) grow(n int) { b.steps.Add(8 * int64(n)) }
