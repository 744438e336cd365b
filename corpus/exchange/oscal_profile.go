package exchange

import (
	"slices"
	"strings"

	"shogo/corpus"
)

type namedProfile struct {
	name    string
	profile *oscalProfile
}

// targetPatterns are the four target symbols of the guideline.
var targetPatterns = []string{"Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"}

// profiles selects, from one catalog, the controls of each role and of each
// target pattern that its source prints. A control for which the source prints
// none is in no profile, and the remarks say so.
func profiles(c *corpus.Corpus, d *corpus.Document, catalog oscalResource) []namedProfile {
	roles := map[string][]string{}
	targets := map[string][]string{}
	var roleWords []string
	for _, r := range c.Requirements {
		if r.Document != d.ID {
			continue
		}
		for _, word := range r.Roles {
			if roles[word] == nil {
				roleWords = append(roleWords, word)
			}
			roles[word] = append(roles[word], controlID(c, r.ID))
		}
		for _, word := range r.Target {
			targets[word] = append(targets[word], controlID(c, r.ID))
		}
	}
	var out []namedProfile
	slices.Sort(roleWords)
	for _, word := range roleWords {
		out = append(out, newProfile(d, catalog, "role-"+roleToken(word), "確認する人："+word, roles[word]))
	}
	for i, word := range targetPatterns {
		if len(targets[word]) > 0 {
			out = append(out, newProfile(d, catalog, "target-"+number(i+1), "対象の類型："+word, targets[word]))
		}
	}
	return out
}

// roleTokens name the roles that the checklists print.
var roleTokens = []struct{ word, token string }{
	{"医療機関等確認用", "institution"}, {"医療機関確認用", "medical-institution"}, {"薬局確認用", "pharmacy"}, {"事業者確認用", "provider"},
}

func roleToken(word string) string {
	for _, r := range roleTokens {
		if r.word == word {
			return r.token
		}
	}
	return hashOf([]byte(word))[:8]
}

func newProfile(d *corpus.Document, catalog oscalResource, key, what string, ids []string) namedProfile {
	modified, _ := dateTime(d.Date)
	p := &oscalProfile{
		Metadata: oscalMetadata{Title: title(d.Title + "（" + what + "）"), LastModified: modified, Version: firstNonEmpty(oneLine(d.Edition), "-"), OSCAL: oscalVersion,
			Remarks: markup("資料に「" + strings.TrimPrefix(what[strings.Index(what, "："):], "：") + "」と印刷されている項目だけを選んでいます。印刷のない項目は含みません。例外の記載は各項目の target-exceptions にあります。")},
		Imports:    []oscalImport{{Href: "#" + catalog.UUID, Include: []oscalSelect{{IDs: ids}}}},
		BackMatter: &oscalBack{Resources: []oscalResource{catalog}},
	}
	name := token(d.ID) + "-" + key
	p.UUID = contentUUID("profile", name, p)
	return namedProfile{"profile-" + name + ".json", p}
}
