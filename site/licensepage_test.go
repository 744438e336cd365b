package site

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// What is compiled into the command is on the page, in the version in use, with
// the notice that the dictionary asks for.
func TestEveryModuleHasItsLicence(t *testing.T) {
	list := readLicenses()
	listed := map[string]bool{}
	for _, m := range list.Modules {
		listed[m.Path+" "+m.Version] = true
		if len(m.Files) == 0 {
			t.Errorf("%s has no licence", m.Path)
		}
	}
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", "./cmd/shogo")
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		if m != "" && !listed[m] {
			t.Errorf("%s is not listed; run: make licenses", m)
		}
	}
	m, err := real()
	if err != nil {
		t.Fatal(err)
	}
	page := string(m["licenses.html"])
	for _, want := range []string{"Nara Institute of Science and Technology", "ICOT Free Software", "github.com/ikawaha/kagome-dict/ipa", `href="about.html"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if !strings.Contains(string(m["about.html"]), `href="licenses.html"`) {
		t.Error("no page leads to the licences")
	}
}
