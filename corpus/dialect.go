package corpus

// A dialect reads one document family from text lines.
type dialect struct {
	name   string
	family Family
	// start reports whether the text is of this family. The dialects are asked
	// in the order of dialects; a start rule looks for what only this family
	// prints.
	start func(*Text) bool
	parse func(*Text, *Registry) *parsed
}

// dialects in the order they are asked.
var dialects = []dialect{jsonLinesDialect, mappingTableDialect, migrationDialect, correspondenceDialect, rolesDialect, qaDialect, providerDialect,
	guidelineDialect, manualDialect, ownDialect}

// parsed is what a dialect makes of one text. References are read but not yet
// bound: resolve does that over the finished corpus.
type parsed struct {
	document     *Document
	requirements []*Requirement
	groups       []*Group
	// relations are links between clauses of other documents; more are those
	// documents, where no source has to print them.
	relations []*relation
	more      []*Document
	// stretches are the parts of pages of a mapping table, in the order of the
	// print: a page without a 大項目 may go on with that of the page before.
	stretches []*tableStretch
	// roles has one entry per line of the text.
	roles    []Role
	findings []Finding
	// err is a fault of the file that leaves nothing to read, nil for most
	// dialects: a printed document is never refused for one line.
	err error
}
