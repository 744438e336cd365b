package corpus

// Source is a published file and what is known of its publication.
type Source struct {
	Name      string `json:"name"`               // file name in the sources folder
	Document  string `json:"document,omitempty"` // id of the document it belongs to, empty if the manifest does not say
	Dialect   string `json:"dialect,omitempty"`  // name of the dialect to read it with, empty to recognise it
	Profile   string `json:"profile,omitempty"`  // name of the profile in shogo.yaml that explains its tables, empty for none
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Edition   string `json:"edition,omitempty"`
	Cites     string `json:"cites,omitempty"` // edition of the guideline that it cites, where a person says so
	Date      string `json:"date,omitempty"`
	// Address is where the text was published; LandingPage the publisher's page.
	Address     string `json:"address,omitempty"`
	LandingPage string `json:"landing_page,omitempty"`
	SHA256      string `json:"sha256,omitempty"` // of the bytes as stored, hex
	Terms       string `json:"terms,omitempty"`  // terms of use, a sentence for readers
	// Uncertain lists what the manifest marks as not sure, each a Japanese
	// sentence.
	Uncertain []string `json:"uncertain,omitempty"`
	Bytes     int      `json:"bytes,omitempty"`
	// Line is where its entry begins in shogo.yaml or the manifest, 0 if it has none.
	Line int `json:"-"`
}

// Text is a source that has been decoded and cut into lines.
type Text struct {
	Name     string
	Encoding string // UTF-8, Shift_JIS, EUC-JP, UTF-16LE, UTF-16BE
	Lines    []Line

	source *Source // what the manifest says of it, nil for nothing
}

// entry is what the manifest says of the text.
func (t *Text) entry() *Source {
	if t.source != nil {
		return t.source
	}
	return &Source{Name: t.Name}
}
