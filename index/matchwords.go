package index

import (
	_ "embed"
	"strings"
)

//go:embed match_words.tsv
var matchWordFile string

//go:embed match_common.txt
var matchCommonFile string

// matchGroups reads the wordings of contracts, in the format of synonyms.
func matchGroups() [][]string {
	g, err := ParseSynonyms("match_words.tsv", matchWordFile)
	if err != nil {
		panic(err) // the file is ours and tested
	}
	return g
}

// commonWords reads the words contracts are made of, any number a line: #
// begins a comment line, ~ a line of things.
func commonWords() (common, things []string) {
	for _, l := range strings.Split(matchCommonFile, "\n") {
		if w, ok := strings.CutPrefix(l, "~"); ok {
			things = append(things, strings.Fields(w)...)
		} else if !strings.HasPrefix(l, "#") {
			common = append(common, strings.Fields(l)...)
		}
	}
	return common, things
}
