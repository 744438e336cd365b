package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"shogo/corpus/block"
)

// guidelineEditions are the editions of the guideline whose catalog is built
// even without their text: the ones the embedded documents cite.
var guidelineEditions = []string{"6.0"}

// Load reads the sources that manifest.yaml at the root of fsys lists and
// makes one corpus of them: every document parsed, quoted clauses joined with
// the catalog of the guideline, citations resolved, links built. An error is a
// *SyntaxError where a file is at fault.
func Load(fsys fs.FS) (*Corpus, error) {
	sources, err := readManifest(fsys)
	if err != nil {
		return nil, err
	}
	b := newBuilder(registry())
	if err := b.readAll(fsys, sources); err != nil {
		return nil, err
	}
	return b.reviewed(fsys)
}

// reviewed is the finished corpus with what people decided beside its sources.
func (b *builder) reviewed(fsys fs.FS) (*Corpus, error) {
	if err := b.readCatalogs(fsys); err != nil {
		return nil, err
	}
	c := b.finish()
	if err := c.readLinkTables(fsys); err != nil {
		return nil, err
	}
	if err := c.review(fsys); err != nil {
		return nil, err
	}
	quotation := DefaultQuotation
	if b.w != nil {
		quotation = b.w.Check.Quotation
	}
	c.align(quotation)
	c.carryReviews()
	return c, nil
}

// LoadOptions change how a workspace is read, never what comes out.
type LoadOptions struct {
	// Empty reads a workspace without any document too, which is an error
	// otherwise: an import may bring the first.
	Empty bool
	// Cache keeps what the readers of formats gave, nil for none.
	Cache *Cache
	// Progress, if set, is called before every source and after every page,
	// from several goroutines.
	Progress func(Progress)
}

// Progress tells how far the reading of a workspace is.
type Progress struct {
	Source      string
	No, Of      int // of the source, from 1
	Page, Pages int // read so far; 0 where the format has no pages
}

// Load reads the workspace's sources in their order, then the embedded ones if
// they are kept: what the organisation has put in stands above an excerpt.
func (w *Workspace) Load(opts LoadOptions) (*Corpus, error) {
	if !opts.Empty {
		if err := w.holdsDocument(); err != nil {
			return nil, err
		}
	}
	var embedded []*Source
	if w.Embedded {
		var err error
		if embedded, err = readManifest(Embedded()); err != nil {
			return nil, err
		}
		if embedded, err = w.withoutOwn(embedded); err != nil {
			return nil, err
		}
	}
	b := newBuilder(registry())
	b.w, b.opts, b.of = w, opts, len(w.Sources)+len(embedded)
	if err := b.readAll(w.files, w.Sources); err != nil {
		return nil, err
	}
	if err := b.readAll(Embedded(), embedded); err != nil {
		return nil, err
	}
	return b.reviewed(w.files)
}

// withoutOwn leaves out the embedded sources that the workspace holds too. Two
// different files of one name cannot be told apart in a result.
func (w *Workspace) withoutOwn(embedded []*Source) ([]*Source, error) {
	var out []*Source
	for _, e := range embedded {
		at := slices.IndexFunc(w.Sources, func(s *Source) bool { return s.Name == e.Name || s.SHA256 == e.SHA256 })
		switch {
		case at < 0:
			out = append(out, e)
		case w.Sources[at].SHA256 != e.SHA256:
			return nil, &SyntaxError{Source: w.name, Line: w.Sources[at].Line, Msg: fmt.Sprintf("a document that comes with shogo is called %q too", e.Name),
				Remedy: "rename the file, or write: embedded: omit"}
		}
	}
	return out, nil
}

// ParseFiles reads single files of known dialects without a manifest. The
// corpus holds what the files say, and of the guideline's catalog only the
// clauses they cite.
func ParseFiles(fsys fs.FS, names []string) (*Corpus, error) {
	b := newBuilder(registry())
	for _, name := range names {
		if err := b.read(fsys, &Source{Name: name}); err != nil {
			return nil, err
		}
	}
	c := b.finish()
	c.keepCited(b.stubs)
	return c, nil
}

// builder puts a corpus together source by source.
type builder struct {
	reg *Registry
	c   *Corpus
	// stubs are the clauses the registry knows, by id.
	stubs map[string]bool
	// quoted maps an id a parser gave to the id the clause has here, where two
	// quotations of clauses with lost numbers would share one.
	quoted map[string]string
	// official are the clauses whose text a volume of the guideline prints.
	official map[string]bool
	// stretches are the parts of all pages of mapping tables that were read as text.
	stretches []*tableStretch
	w         *Workspace // nil where there is none
	opts      LoadOptions
	no, of    int             // sources read and in all
	seen      *block.Document // the blocks of a preview, which are read already
}

func newBuilder(reg *Registry) *builder {
	b := &builder{reg: reg, c: &Corpus{}, stubs: map[string]bool{}, official: map[string]bool{}}
	for _, e := range guidelineEditions {
		d, clauses := reg.guidelineCatalog(e)
		b.c.Documents = append(b.c.Documents, d)
		b.c.Requirements = append(b.c.Requirements, clauses...)
		for _, r := range clauses {
			b.stubs[r.ID] = true
		}
	}
	return b
}

func (b *builder) readAll(fsys fs.FS, sources []*Source) error {
	for _, s := range sources {
		b.no++
		if b.opts.Progress != nil {
			b.opts.Progress(Progress{Source: s.Name, No: b.no, Of: b.of})
		}
		if err := b.read(fsys, s); err != nil {
			return err
		}
	}
	return nil
}

// read parses one source into the corpus.
func (b *builder) read(fsys fs.FS, s *Source) error {
	raw, err := readFile(fsys, s.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return &SyntaxError{Source: s.Name, Msg: "the file does not exist", Remedy: "check the name and the folder"}
	} else if err != nil {
		return fmt.Errorf("read source: %w", err)
	}
	return b.readBytes(s, raw)
}

// readBytes parses the bytes of a source.
func (b *builder) readBytes(s *Source, raw []byte) error {
	s.Bytes = len(raw)
	b.incomplete(s)
	if b.hasBlocks(s, raw) {
		return b.readBlocks(s, raw)
	}
	t, findings, err := decodeSource(s.Name, raw)
	if err != nil {
		return err
	}
	t.source = s
	d, err := recognise(t, s.Dialect)
	if err != nil {
		return err
	}
	p := d.parse(t, b.reg.citing(s.Cites))
	if p.err != nil {
		return p.err
	}
	p.describe(s)
	b.c.Sources = append(b.c.Sources, s)
	b.c.Audits = append(b.c.Audits, newAudit(t, d.name, p.roles))
	b.c.Findings = append(append(b.c.Findings, findings...), p.findings...)
	b.add(s, p)
	return nil
}

// incomplete reports what a person has still to say of a source. Only an entry
// of shogo.yaml may lack it.
func (b *builder) incomplete(s *Source) {
	var lacks []string
	for _, x := range []struct{ value, name string }{{s.Publisher, "発行者（publisher）"}, {s.Terms, "利用条件（terms）"}} {
		if x.value == "" && s.Line > 0 {
			lacks = append(lacks, x.name)
		}
	}
	if len(lacks) > 0 {
		b.c.Findings = append(b.c.Findings, Finding{Kind: FindingMissing, Source: s.Name, Message: fmt.Sprintf("%sが shogo.yaml に記入されていません。", strings.Join(lacks, "と"))})
	}
}

// keepCited drops the registry's clauses that nothing cites, and the documents
// and outline nodes that hold nothing then.
func (c *Corpus) keepCited(stubs map[string]bool) {
	cited := map[string]bool{}
	for _, l := range c.Links {
		cited[l.To], cited[l.From] = true, true
	}
	drop := func(id string) bool {
		r := c.Requirement(id)
		return r == nil || r.Stub && stubs[id] && !cited[id]
	}
	var dropped []string
	for _, r := range c.Requirements {
		if drop(r.ID) {
			dropped = append(dropped, r.ID)
		}
	}
	c.Requirements = slices.DeleteFunc(c.Requirements, func(r *Requirement) bool { return slices.Contains(dropped, r.ID) })
	c.byID = nil
	c.Documents = slices.DeleteFunc(c.Documents, func(d *Document) bool {
		d.Outline = pruneSections(d.Outline, func(id string) bool { return slices.Contains(dropped, id) })
		return len(d.Outline) == 0 && len(d.Sources) == 0
	})
}

func pruneSections(sections []*Section, drop func(string) bool) []*Section {
	return slices.DeleteFunc(sections, func(s *Section) bool {
		s.Requirements = slices.DeleteFunc(s.Requirements, drop)
		s.Sections = pruneSections(s.Sections, drop)
		return len(s.Requirements)+len(s.Sections)+len(s.Groups) == 0
	})
}

// finish resolves, links and orders the corpus.
func (b *builder) finish() *Corpus {
	c := b.c
	b.nameQuoted()
	b.carryMajors()
	c.joinPages()
	c.orderRequirements()
	resolve(c, b.reg)
	link(c)
	c.index()
	c.settle(&reviewFile{}, nil)
	return c
}

// orderRequirements sorts the requirements by document and outline, so that
// their order does not depend on which source was read first.
func (c *Corpus) orderRequirements() {
	at := map[string]int{}
	for _, d := range c.Documents {
		for _, s := range d.Outline {
			s.Walk(func(s *Section) {
				for _, id := range s.Requirements {
					if _, ok := at[id]; !ok {
						at[id] = len(at)
					}
				}
			})
		}
	}
	rank := func(r *Requirement) int { // what no outline names stands at the end, in the order read
		if i, ok := at[r.ID]; ok {
			return i
		}
		return len(at)
	}
	slices.SortStableFunc(c.Requirements, func(a, b *Requirement) int { return rank(a) - rank(b) })
}
