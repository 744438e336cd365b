package site

// comparePage shows two items side by side; the script fills it.
func (b *builder) comparePage() page {
	p := b.newPage("compare.html", "compare.html", "並べて見る")
	p.Wide, p.Frames = true, true
	p.home()
	p.crumb(p.Title, "")
	return p
}
