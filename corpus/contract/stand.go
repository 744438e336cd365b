package contract

import "strings"

// Standing is a clause with the headings it stands below.
type Standing struct {
	Clause
	Part string // 第2章 安全管理 / （秘密保持）
}

// Stand leaves the headings out of a list of clauses and gives each clause
// those above it. A heading in brackets on a line of its own belongs to its
// article, the name of a chapter or an appendix to all until the next.
func Stand(list []Clause) []Standing {
	var out []Standing
	part, caption, owner := "", "", ""
	for _, c := range list {
		switch {
		case c.Heading && isCaption(c.Mark):
			caption, owner = c.Mark, ""
			continue
		case c.Heading:
			part, caption = c.Mark, ""
			continue
		case owner == "":
			owner = article(c.Label)
		case owner != article(c.Label):
			caption, owner = "", article(c.Label)
		}
		out = append(out, Standing{c, joinParts(part, caption)})
	}
	return out
}

// article is the part of a label that names the article.
func article(label string) string {
	i := strings.Index(label, "条")
	if i < 0 {
		return label
	}
	if n := strings.Index(label[i:], " "); n >= 0 {
		return label[:i+n]
	}
	return label
}

func joinParts(part, caption string) string {
	if part != "" && caption != "" {
		return part + " / " + caption
	}
	return part + caption
}
