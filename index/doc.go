// Package index is the search of shogo: one rule, two homes. The command and
// the browser give the same ordered result for the same query.
//
// What goes in are plain [Document] values; what comes out is an [Index] that
// answers [Index.Search] and [Index.Explain], lives in memory ([Build]) or on
// disk in a bleve index ([Create], [Open], [OpenOrCreate]), and can be written
// as classic scripts for a browser that has no server ([Index.Export]; the
// layout is in format.go).
//
// Documents are analysed once with kagome (search mode, IPADIC). Queries need
// no dictionary: the analysis leaves a lexicon of every key a reader may type
// (surface, inflected form, spelling variant, reading, synonym) and a small
// dynamic program with integer costs cuts the query into those keys (cut.go).
// Go and the browser read the same shards with the same code written twice, so
// the cut, the plan and the score agree to the last bit; rank.go defines the
// score.
//
// A query that is wholly a citation (シス14⑤, 別紙2 ②-6, an id) leads to what it
// names before any word is searched: citation.go reads it, [Document.Keys] says
// who answers, [Result.Citation] and [Hit.Cited] tell. Phrases, exclusions and
// fields (syntax.go, gate.go) narrow the rest. An organisation's own words come
// in through [Options.UserDict] and [Options.Synonyms].
//
// Compatibility: [FormatVersion] names the layout of the exported files. A
// client refuses a version it does not know. Folded text is a search key only;
// nothing that is shown is ever folded.
package index
