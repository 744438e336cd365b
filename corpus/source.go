package corpus

// Source is a published file and what is known of its publication.
type Source struct {
	Name      string // file name in the sources folder
	Document  string // id of the document it belongs to, empty if the manifest does not say
	Dialect   string // name of the dialect to read it with, empty to recognise it
	Profile   string // name of the profile in shogo.yaml that explains its tables, empty for none
	Title     string
	Publisher string
	Edition   string
	Date      string
	// Address is where the text was published; LandingPage the publisher's page.
	Address     string
	LandingPage string
	SHA256      string // of the bytes as stored, hex
	Terms       string // terms of use, a sentence for readers
	// Uncertain lists what the manifest marks as not sure, each a Japanese
	// sentence.
	Uncertain []string
	Bytes     int
	// Line is where its entry begins in shogo.yaml or the manifest, 0 if it has none.
	Line int
}

// Text is a source that has been decoded and cut into lines.
type Text struct {
	Name     string
	Encoding string // UTF-8, Shift_JIS, EUC-JP, UTF-16LE, UTF-16BE
	Lines    []Line
}
