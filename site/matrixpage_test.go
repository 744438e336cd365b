package site

import (
	"strconv"
	"strings"
	"testing"
)

// A number in the matrix opens exactly so many links, and the sums at the edge
// are those of the cells.
func TestMatrixCellsOpenTheirLinks(t *testing.T) {
	m, err := real()
	if err != nil {
		t.Fatal(err)
	}
	pages := 0
	for _, name := range m.Pages() {
		if !strings.HasPrefix(name, "matrix/") || strings.HasPrefix(name, "matrix/via-") {
			continue
		}
		pages++
		doc := parse(t, m, name)
		table := find(doc, "table", "class", "matrix")[0]
		sum := 0
		for _, row := range find(find(table, "tbody", "", "")[0], "tr", "", "") {
			want, got := 0, 0
			for _, cell := range find(row, "td", "", "") {
				links := find(cell, "a", "", "")
				if len(links) == 0 {
					if text(cell) != "" {
						want, _ = strconv.Atoi(text(cell))
					}
					continue
				}
				n, err := strconv.Atoi(strings.Fields(text(links[0]))[0])
				if err != nil {
					t.Fatalf("%s: cell %q", name, text(cell))
				}
				anchor := strings.TrimPrefix(attributes(links[0])["href"], "#")
				if ends := find(find(doc, "div", "id", anchor)[0], "div", "class", "end"); len(ends) != n {
					t.Errorf("%s: cell %s says %d, opens %d links", name, anchor, n, len(ends))
				}
				got += n
			}
			if got != want {
				t.Errorf("%s: row %q adds up to %d, its edge says %d", name, text(row), got, want)
			}
			sum += want
		}
		total := find(find(table, "tfoot", "", "")[0], "td", "class", "sum")[0]
		if text(total) != strconv.Itoa(sum) {
			t.Errorf("%s: the whole is %s, the rows add up to %d", name, text(total), sum)
		}
	}
	if pages != 2 {
		t.Errorf("%d matrices, want one per link set of the embedded documents", pages)
	}
}
