package exchange

import (
	"io"

	"shogo/corpus"
)

// iri names a document, requirement, group or link in linked data.
func iri(id string) string { return "urn:shogo:" + id }

// skosTerms are the mapping properties that SKOS has for OSCAL's words; the
// source stands on the left. A subset has the broader concept on the right.
// SKOS has none for no-relationship.
var skosTerms = map[string]string{
	"equal-to": "exactMatch", "equivalent-to": "exactMatch", "subset-of": "broadMatch",
	"superset-of": "narrowMatch", "intersects-with": "relatedMatch",
}

// jsonldContext explains the terms inside the file, so that no reader has to
// fetch anything.
var jsonldContext = map[string]any{
	"skos": "http://www.w3.org/2004/02/skos/core#", "dcterms": "http://purl.org/dc/terms/", "shogo": namespace + "#",
	"id": "@id", "type": "@type",
	"title": ja("dcterms:title"), "publisher": ja("dcterms:publisher"), "source": "dcterms:source", "date": "dcterms:date",
	"edition": ja("dcterms:hasVersion"), "landingPage": "shogo:landingPage", "replacedBy": "dcterms:isReplacedBy",
	"inScheme": ref("skos:inScheme"), "notation": "skos:notation", "prefLabel": ja("skos:prefLabel"), "altLabel": ja("skos:altLabel"),
	"definition": ja("skos:definition"), "scopeNote": ja("skos:scopeNote"), "member": ref("shogo:member"),
	"exactMatch": ref("skos:exactMatch"), "broadMatch": ref("skos:broadMatch"), "narrowMatch": ref("skos:narrowMatch"), "relatedMatch": ref("skos:relatedMatch"),
	"from": ref("shogo:from"), "to": ref("shogo:to"), "relationship": "shogo:relationship", "method": "shogo:method", "set": "shogo:set",
	"status": "shogo:status", "certainty": "shogo:certainty", "certaintyReason": ja("shogo:certaintyReason"), "review": "shogo:review",
	"state": "shogo:state", "stateReason": ja("shogo:stateReason"), "decision": "shogo:decision", "decidedRelationship": "shogo:decidedRelationship",
	"reviewer": "shogo:reviewer", "decided": "shogo:decided", "decisionReason": ja("shogo:decisionReason"),
	"fromSource": "shogo:fromSource", "fromPage": "shogo:fromPage", "fromLines": "shogo:fromLines", "fromPlace": "shogo:fromPlace", "fromFingerprint": "shogo:fromFingerprint",
	"toSource": "shogo:toSource", "toPage": "shogo:toPage", "toLines": "shogo:toLines", "toPlace": "shogo:toPlace", "toFingerprint": "shogo:toFingerprint",
	"fromQuote": ja("shogo:fromQuote"), "toQuote": ja("shogo:toQuote"), "page": "shogo:page", "lines": "shogo:lines", "place": "shogo:place",
	"stub": "shogo:stub", "kind": "shogo:kind",
}

func ja(id string) map[string]string  { return map[string]string{"@id": id, "@language": "ja"} }
func ref(id string) map[string]string { return map[string]string{"@id": id, "@type": "@id"} }

// node is an object of the graph; absent values are left out.
type node map[string]any

func (n node) set(key, value string) {
	if value != "" {
		n[key] = value
	}
}

// WriteJSONLD writes documents as concept schemes, requirements and groups as
// concepts, and links twice: as a node with method, certainty and evidence,
// and, where the link is printed in a source or made by a person and nothing
// about it is open, as a SKOS mapping of the two concepts. A suggestion by a
// program is never stated as a mapping.
func WriteJSONLD(c *corpus.Corpus, w io.Writer) error {
	matches := map[string][]*corpus.Link{}
	for _, l := range c.Links {
		if stated(l) {
			matches[l.From] = append(matches[l.From], l)
		}
	}
	graph := []node{}
	for _, d := range c.Documents {
		graph = append(graph, documentNode(d))
	}
	for _, g := range c.Groups {
		graph = append(graph, withMatches(groupNode(c, g), matches[g.ID]))
	}
	for _, r := range c.Requirements {
		graph = append(graph, withMatches(requirementNode(c, r), matches[r.ID]))
	}
	for _, l := range made(c) {
		graph = append(graph, linkNode(c, l))
	}
	data, err := encode(map[string]any{"@context": jsonldContext, "@graph": graph})
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// stated reports a link that may stand as a plain statement, without the
// reservations its node holds.
func stated(l *corpus.Link) bool {
	settled := l.State != corpus.StateSuspect && l.State != corpus.StateConflicting
	return l.Status == corpus.Resolved && l.Certainty != corpus.Ambiguous && l.Method != corpus.MethodText && !rejected(l) && settled
}

func withMatches(n node, links []*corpus.Link) node {
	for _, l := range links {
		if term := skosTerms[l.Relationship]; term != "" {
			list, _ := n[term].([]string)
			n[term] = append(list, iri(l.To))
		}
	}
	return n
}

func documentNode(d *corpus.Document) node {
	n := node{"id": iri(d.ID), "type": "skos:ConceptScheme"}
	n.set("title", d.Title)
	n.set("altLabel", d.ShortName)
	n.set("publisher", d.Publisher)
	n.set("edition", d.Edition)
	n.set("date", d.Date)
	n.set("landingPage", d.LandingPage)
	n.set("certainty", string(d.Certainty))
	n.set("certaintyReason", d.CertaintyReason)
	if d.Superseded != nil {
		n["replacedBy"] = iri(d.Superseded.ID)
	}
	return n
}

func requirementNode(c *corpus.Corpus, r *corpus.Requirement) node {
	n := node{"id": iri(r.ID), "type": "skos:Concept", "inScheme": iri(r.Document), "kind": string(r.Kind), "stub": r.Stub}
	n.set("notation", r.Label)
	n.set("prefLabel", r.Citation)
	n.set("altLabel", r.Title)
	n.set("definition", r.Text)
	n.set("scopeNote", partsText(r.Parts))
	n.set("certainty", string(r.Certainty))
	n.set("certaintyReason", r.CertaintyReason)
	origin(n, r.Provenance)
	return n
}

func groupNode(c *corpus.Corpus, g *corpus.Group) node {
	n := node{"id": iri(g.ID), "type": "skos:Concept", "inScheme": iri(g.Document), "kind": "measure-group"}
	n.set("notation", g.Label)
	n.set("prefLabel", c.Name(g.ID))
	n.set("altLabel", g.Title)
	n.set("scopeNote", g.Scenario)
	n.set("certainty", string(g.Certainty))
	n.set("certaintyReason", g.CertaintyReason)
	origin(n, g.Provenance)
	var members []string
	for _, id := range g.Members {
		members = append(members, iri(id))
	}
	if members != nil {
		n["member"] = members
	}
	return n
}

func origin(n node, p corpus.Provenance) {
	n.set("source", p.Source)
	if p.Page > 0 {
		n["page"] = p.Page
	}
	n.set("lines", numbers(p.Lines))
	n.set("place", p.Place)
}

func linkNode(c *corpus.Corpus, l *corpus.Link) node {
	n := node{"id": iri("link:" + l.ID), "type": "shogo:Link", "from": iri(l.From), "to": iri(l.To)}
	n.set("relationship", l.Relationship)
	n.set("method", string(l.Method))
	n.set("set", l.Set)
	n.set("status", string(l.Status))
	n.set("certainty", string(l.Certainty))
	n.set("certaintyReason", l.CertaintyReason)
	n.set("review", l.Review)
	n.set("state", string(l.State))
	n.set("stateReason", l.StateReason)
	if d := l.Decision; d != nil {
		n.set("decision", string(d.Kind))
		n.set("decidedRelationship", d.Relationship)
		n.set("reviewer", d.Reviewer)
		n.set("decided", d.Date)
		n.set("decisionReason", d.Reason)
	}
	for key, q := range map[string]corpus.Quote{"from": l.Evidence.From, "to": l.Evidence.To} {
		n.set(key+"Quote", q.Text)
		n.set(key+"Source", q.Source)
		n.set(key+"Page", number(q.Page))
		n.set(key+"Lines", numbers(q.Lines))
		n.set(key+"Place", q.Place)
		n.set(key+"Fingerprint", q.Fingerprint)
	}
	origin(n, corpus.Provenance{Source: l.Evidence.From.Source, Page: l.Evidence.From.Page, Lines: l.Evidence.From.Lines, Place: l.Evidence.From.Place})
	return n
}
