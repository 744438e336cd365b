package corpus

import "testing"

// quoting is a corpus of a table's row that quotes a clause.
func quoting(quote string, clause *Requirement) *Corpus {
	c := &Corpus{Documents: []*Document{{ID: "annex", Family: FamilyMappingTable}, {ID: "mhlw-6.0", Family: FamilyGuideline}}}
	clause.ID, clause.Document, clause.Kind = "mhlw-6.0-sys-14-i02", "mhlw-6.0", KindClause
	c.Groups = []*Group{{ID: "annex-1", Document: "annex", Label: "①", Provenance: Provenance{Source: "annex.txt", Page: 25}, References: []Reference{{
		Raw: "②", Edition: "6.0", Status: Resolved, Targets: []string{clause.ID}, Certainty: Certain, Quote: quote, Lines: []int{7}}}}}
	c.Requirements = []*Requirement{clause}
	link(c)
	c.settle(&reviewFile{}, nil)
	c.align(DefaultQuotation)
	return c
}

func TestQuotationIsHeldAgainstTheClause(t *testing.T) {
	text := "採用するに当たっては、本人しか知り得ない状態に保つよう対策すること。"
	for _, x := range []struct {
		name, quote string
		clause      *Requirement
		score       float64
		below       bool
		edits       string
	}{
		{"same words, other wraps", "採用するに当たっては、本人しか\n知り得ない状態に保つよう対策すること。", &Requirement{Text: text}, 1, false, ""},
		{"a lost character", "採用するに当たって、本人しか知り得ない状態に保つよう対策すること。", &Requirement{Text: text}, 0.985, false,
			"=採用するに当たって|-は|=、本人しか知り得ない状態に保つよう対策すること。|"},
		{"another wording", "本人しか知り得ない状態に保つこと。", &Requirement{Text: text}, 0.667, true, ""},
		{"with the bullets", "次の対策をすること。\n13文字以上とする", &Requirement{Text: "次の対策をすること。", Parts: []Part{{Kind: PartItem, Text: "13文字以上とする"}}}, 1, false, ""},
	} {
		x.clause.Provenance.Source = "volume.pdf"
		c := quoting(x.quote, x.clause)
		a := c.Links[0].Alignment
		if a == nil || a.Score != x.score || a.Below != x.below || a.Quote.Source != "annex.txt" || a.Quote.Page != 25 {
			t.Errorf("%s: %+v", x.name, a)
			continue
		}
		if x.edits != "" && spell(a.Edits) != x.edits {
			t.Errorf("%s: %s, want %s", x.name, spell(a.Edits), x.edits)
		}
		if listed := len(c.Misquoted()) == 1; listed != x.below || x.below && c.Links[0].StateReason == "" {
			t.Errorf("%s: listed for a person: %v", x.name, listed)
		}
	}
}

// A clause that is known from the quotation itself proves nothing.
func TestQuotationIsNotHeldAgainstItself(t *testing.T) {
	for _, clause := range []*Requirement{{Text: "台帳を作成すること。", Provenance: Provenance{Source: "annex.txt"}}, {Stub: true, Title: "台帳"}} {
		if c := quoting("台帳を作成すること。", clause); c.Links[0].Alignment != nil {
			t.Errorf("%+v", c.Links[0].Alignment)
		}
	}
}
