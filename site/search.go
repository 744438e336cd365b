package site

// writeSearch writes what the browser needs to search.
func (b *builder) writeSearch(w Writer) error {
	if b.opts.Search != nil {
		return b.opts.Search(b.c, w)
	}
	return nil
}
