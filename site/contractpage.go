package site

import (
	"shogo/index"
)

// matchScript hands the words and weights of the matcher to the browser.
func matchScript() script {
	return script{name: "match", function: "shogoIndex", arguments: []any{"match", index.DefaultMatchRules()}}
}
