package corpus

import (
	"strings"

	"shogo/corpus/block"
)

// providerBlocks reads the prose of the provider guideline: numbered sections,
// each of which is cited by its number (3.1.3), without lists that count.
var providerBlocks = blockDialect{name: "provider-guideline", parse: parseProvider, start: func(t *blockText) bool {
	title := squash(strings.Join(t.titles(), " "))
	if !strings.Contains(title, "提供事業者における安全管理ガイドライン") {
		return false
	}
	sections := 0
	for i := range t.doc.Blocks {
		if b := &t.doc.Blocks[i]; t.isBody(i) && b.Type == block.Section && headingNumber(b.No) != "" {
			sections++
		}
	}
	return sections > 1
}}

func parseProvider(t *blockText, reg *Registry) *parsed {
	d := t.describe(reg, FamilyProvider)
	edition, _ := reg.citedEdition(d.ID)
	p := &blockProse{blockText: t, reg: reg, edition: edition}
	if d.Unofficial {
		p.edition = t.citedEdition()
	}
	p.walk()
	return p.own(d)
}
