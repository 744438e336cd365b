package exchange

// The parts of OSCAL 1.2.2 that shogo writes and reads, in the order of the
// published format. Lists that may not be empty are left out when they are.

// oscalVersion is the edition of the format.
const oscalVersion = "1.2.2"

// namespace qualifies the properties that OSCAL does not define.
const namespace = "https://shogo.invalid/ns/oscal"

type oscalFile struct {
	Catalog *oscalCatalog `json:"catalog,omitempty"`
	Profile *oscalProfile `json:"profile,omitempty"`
	Mapping *oscalMapping `json:"mapping-collection,omitempty"`
}

type oscalCatalog struct {
	UUID       string        `json:"uuid"`
	Metadata   oscalMetadata `json:"metadata"`
	Controls   []*oscalUnit  `json:"controls,omitempty"`
	Groups     []*oscalGroup `json:"groups,omitempty"`
	BackMatter *oscalBack    `json:"back-matter,omitempty"`
}

type oscalMetadata struct {
	Title        string             `json:"title"`
	Published    string             `json:"published,omitempty"`
	LastModified string             `json:"last-modified"`
	Version      string             `json:"version"`
	OSCAL        string             `json:"oscal-version"`
	Props        []oscalProp        `json:"props,omitempty"`
	Links        []oscalLink        `json:"links,omitempty"`
	Roles        []oscalRole        `json:"roles,omitempty"`
	Parties      []oscalParty       `json:"parties,omitempty"`
	Responsible  []oscalResponsible `json:"responsible-parties,omitempty"`
	Remarks      string             `json:"remarks,omitempty"`
}

type oscalRole struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

type oscalParty struct {
	UUID string `json:"uuid"`
	Type string `json:"type"`
	Name string `json:"name"`
}

type oscalResponsible struct {
	Role    string   `json:"role-id"`
	Parties []string `json:"party-uuids"`
}

type oscalProp struct {
	Name    string `json:"name"`
	NS      string `json:"ns,omitempty"`
	Value   string `json:"value"`
	Class   string `json:"class,omitempty"`
	Remarks string `json:"remarks,omitempty"`
}

type oscalLink struct {
	Href string `json:"href"`
	Rel  string `json:"rel,omitempty"`
	Text string `json:"text,omitempty"`
}

type oscalGroup struct {
	ID       string        `json:"id,omitempty"`
	Class    string        `json:"class,omitempty"`
	Title    string        `json:"title"`
	Props    []oscalProp   `json:"props,omitempty"`
	Parts    []oscalPart   `json:"parts,omitempty"`
	Groups   []*oscalGroup `json:"groups,omitempty"`
	Controls []*oscalUnit  `json:"controls,omitempty"`
}

// oscalUnit is a control.
type oscalUnit struct {
	ID       string       `json:"id"`
	Class    string       `json:"class,omitempty"`
	Title    string       `json:"title"`
	Props    []oscalProp  `json:"props,omitempty"`
	Parts    []oscalPart  `json:"parts,omitempty"`
	Controls []*oscalUnit `json:"controls,omitempty"`
}

type oscalPart struct {
	ID    string      `json:"id,omitempty"`
	Name  string      `json:"name"`
	NS    string      `json:"ns,omitempty"`
	Title string      `json:"title,omitempty"`
	Props []oscalProp `json:"props,omitempty"`
	Prose string      `json:"prose,omitempty"`
	Parts []oscalPart `json:"parts,omitempty"`
}

type oscalBack struct {
	Resources []oscalResource `json:"resources,omitempty"`
}

type oscalResource struct {
	UUID    string       `json:"uuid"`
	Title   string       `json:"title,omitempty"`
	Props   []oscalProp  `json:"props,omitempty"`
	Rlinks  []oscalRlink `json:"rlinks,omitempty"`
	Remarks string       `json:"remarks,omitempty"`
}

type oscalRlink struct {
	Href   string      `json:"href"`
	Media  string      `json:"media-type,omitempty"`
	Hashes []oscalHash `json:"hashes,omitempty"`
}

type oscalHash struct {
	Algorithm string `json:"algorithm"`
	Value     string `json:"value"`
}

type oscalProfile struct {
	UUID       string        `json:"uuid"`
	Metadata   oscalMetadata `json:"metadata"`
	Imports    []oscalImport `json:"imports"`
	BackMatter *oscalBack    `json:"back-matter,omitempty"`
}

type oscalImport struct {
	Href    string        `json:"href"`
	Include []oscalSelect `json:"include-controls"`
}

type oscalSelect struct {
	IDs []string `json:"with-ids"`
}

type oscalMapping struct {
	UUID       string          `json:"uuid"`
	Metadata   oscalMetadata   `json:"metadata"`
	Provenance oscalProvenance `json:"provenance"`
	Mappings   oscalPairs      `json:"mappings"`
	BackMatter *oscalBack      `json:"back-matter,omitempty"`
}

type oscalProvenance struct {
	Method      string      `json:"method"`
	Rationale   string      `json:"matching-rationale"`
	Status      string      `json:"status"`
	Description string      `json:"mapping-description"`
	Props       []oscalProp `json:"props,omitempty"`
}

// oscalPair maps one catalog to another.
type oscalPair struct {
	UUID      string      `json:"uuid"`
	Source    oscalSide   `json:"source-resource"`
	Target    oscalSide   `json:"target-resource"`
	Maps      []*oscalMap `json:"maps"`
	SourceGap *oscalGap   `json:"source-gap-summary,omitempty"`
	TargetGap *oscalGap   `json:"target-gap-summary,omitempty"`
	Remarks   string      `json:"remarks,omitempty"`
}

type oscalSide struct {
	Type string `json:"type"`
	Href string `json:"href"`
}

type oscalMap struct {
	UUID         string          `json:"uuid"`
	Relationship string          `json:"relationship"`
	Rationale    string          `json:"matching-rationale,omitempty"`
	Sources      []oscalSubject  `json:"sources"`
	Targets      []oscalSubject  `json:"targets"`
	Confidence   *oscalConfident `json:"confidence-score,omitempty"`
	Props        []oscalProp     `json:"props,omitempty"`
	Remarks      string          `json:"remarks,omitempty"`
}

type oscalSubject struct {
	Type string `json:"type"`
	ID   string `json:"id-ref"`
}

type oscalConfident struct {
	Category string `json:"category"`
}

type oscalGap struct {
	UUID     string        `json:"uuid"`
	Unmapped []oscalSelect `json:"unmapped-controls"`
}
