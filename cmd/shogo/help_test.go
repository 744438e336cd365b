package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// flagName finds the names of a flag in the usage of a command.
var flagName = regexp.MustCompile(`(?m)^ +(?:(-\w), )?(--[\w-]+)`)

// Who reads the help or either README meets every command and every flag.
func TestEveryCommandAndFlagIsExplained(t *testing.T) {
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
			for _, c := range append(cmd.Commands(), cmd) {
				for _, f := range flagName.FindAllStringSubmatch(c.LocalFlags().FlagUsages(), -1) {
					if short, long := f[1], f[2]; !strings.Contains(text, long) && (short == "" || !strings.Contains(text, short+" ")) {
						t.Errorf("%s %s: not in README %d", c.CommandPath(), long, i+1)
					}
				}
			}
		}
	}
}
