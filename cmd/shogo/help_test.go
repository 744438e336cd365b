package main

import (
	"os"
	"strings"
	"testing"
)

// Who reads the help or either README meets every command.
func TestEveryCommandIsExplained(t *testing.T) {
	var readmes []string
	for _, name := range []string{"README.md", "README.ja.md"} {
		text, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		readmes = append(readmes, string(text))
	}
	for _, cmd := range (&app{}).root().Commands() {
		if cmd.Short == "" || !strings.Contains(cmd.Example, "shogo "+cmd.Name()) {
			t.Errorf("%s: no summary or no example", cmd.Name())
		}
		for i, text := range readmes {
			if !strings.Contains(text, "`shogo "+cmd.Name()) {
				t.Errorf("%s: not in README %d", cmd.Name(), i+1)
			}
		}
	}
}
