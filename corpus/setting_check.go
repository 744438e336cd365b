package corpus

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// CheckSettings is what the key check of shogo.yaml says, for instance
//
//	check:
//	  errors: [orphaned, suspect, stale]
//	  quotation: 0.95
type CheckSettings struct {
	// Errors are the words of CheckWords that make shogo check fail, nil where
	// the file does not say.
	Errors []string
	// Quotation is the similarity, 0 to 1, below which a quotation and its
	// clause are listed for a person.
	Quotation float64
}

// CheckWords are what check can be told to fail on: states of links and kinds
// of problems in the files of reviews and pins.
func CheckWords() []string {
	var out []string
	for _, s := range States {
		if s != StateResolved {
			out = append(out, string(s))
		}
	}
	for _, k := range []ReviewProblemKind{ProblemUnknown, ProblemContradiction, ProblemStale, ProblemInvalid, ProblemUnpinned} {
		out = append(out, string(k))
	}
	return append(out, CheckQuotation)
}

// CheckQuotation is the word for a quotation below the similarity asked for.
const CheckQuotation = "quotation"

func (w *Workspace) setCheck(y yamlFile, k, v *yaml.Node) error {
	if v.Kind != yaml.MappingNode {
		return y.fault(v, `"check" needs keys of its own`, "write errors: or quotation: below it, indented")
	}
	for k, v := range pairs(v) {
		switch k.Value {
		case "errors":
			list, err := y.list(k, v)
			if err != nil {
				return err
			}
			w.Check.Errors = []string{}
			for _, n := range list {
				word, err := y.oneOf(k, n, CheckWords()...)
				if err != nil {
					return err
				}
				if !slices.Contains(w.Check.Errors, word) {
					w.Check.Errors = append(w.Check.Errors, word)
				}
			}
		case "quotation":
			s, err := y.scalar(k, v)
			if err != nil {
				return err
			}
			f, err := strconv.ParseFloat(s, 64)
			if err != nil || f < 0 || f > 1 {
				return y.fault(v, "quotation "+strconv.Quote(s)+" is no number from 0 to 1", "write for instance 0.9")
			}
			w.Check.Quotation = f
		default:
			return y.unknown(k, []string{"errors", "quotation"})
		}
	}
	return nil
}
