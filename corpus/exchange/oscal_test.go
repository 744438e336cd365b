package exchange

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/defenseunicorns/go-oscal/src/pkg/validation"

	"shogo/corpus"
)

func embedded(t *testing.T) *corpus.Corpus {
	t.Helper()
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func oscalFiles(t *testing.T, c *corpus.Corpus) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	if err := WriteOSCAL(c, func(name string, data []byte) error { out[name] = data; return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

// Every file holds against the JSON schema that NIST publishes, which the
// module go-oscal carries.
func TestOSCALHoldsAgainstTheSchema(t *testing.T) {
	files := oscalFiles(t, embedded(t))
	for _, want := range []string{"catalog-mhlw-6.0.json", "catalog-clm-r7.json", "catalog-annex2-1.1.json",
		"mapping-clm-r7--mhlw-6.0.json", "mapping-annex2-1.1--mhlw-6.0.json", "profile-clm-r7-role-provider.json", "profile-mhlw-6.0-target-1.json"} {
		if files[want] == nil {
			t.Errorf("%s is missing among %v", want, slices.Sorted(maps.Keys(files)))
		}
	}
	for name, data := range files {
		validate(t, name, data)
	}
}

func validate(t *testing.T, name string, data []byte) {
	t.Helper()
	v, err := validation.NewValidator(data)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if got := v.GetSchemaVersion(); got != "1.2.2" {
		t.Errorf("%s: validated against %s", name, got)
	}
	if err := v.Validate(); err != nil {
		t.Errorf("%s: %v", name, err)
		if res, err := v.GetValidationResult(); err == nil {
			for i, e := range res.Errors {
				if i < 5 {
					t.Logf("  %s %s %v", e.InstanceLocation, e.Error, e.FailedValue)
				}
			}
		}
	}
}

func TestOSCALReferencesLeadSomewhere(t *testing.T) {
	files := oscalFiles(t, embedded(t))
	for _, fault := range CheckOSCAL(files) {
		t.Error(fault)
	}
	// The check finds what the schema cannot.
	const mapping = "mapping-clm-r7--mhlw-6.0.json"
	for _, c := range []struct{ old, new, want string }{
		{`"id-ref": "mhlw-6.0-sys-8-i03"`, `"id-ref": "mhlw-6.0-sys-8-i33"`, `no control "mhlw-6.0-sys-8-i33"`},
		{`"relationship": "intersects-with"`, `"relationship": "complies-with"`, `unknown relationship "complies-with"`},
		{`"uuid": "`, `"uuid": "0`, "names no resource"},
	} {
		broken := maps.Clone(files)
		broken[mapping] = []byte(strings.ReplaceAll(string(files[mapping]), c.old, c.new))
		if got := strings.Join(CheckOSCAL(broken), "\n"); !strings.Contains(got, c.want) {
			t.Errorf("%s is not found in %q", c.want, got)
		}
	}
	broken := maps.Clone(files)
	broken["catalog-clm-r7.json"] = append(slices.Clone(files["catalog-clm-r7.json"]), '\n')
	if got := strings.Join(CheckOSCAL(broken), "\n"); !strings.Contains(got, "differs from its pinned hash") {
		t.Errorf("a changed catalog is not found: %q", got)
	}
}

func TestOSCALIsTheSameEveryTime(t *testing.T) {
	a, b := oscalFiles(t, embedded(t)), oscalFiles(t, embedded(t))
	for name := range a {
		if string(a[name]) != string(b[name]) {
			t.Errorf("%s differs", name)
		}
	}
}

// The printed citation 2-⑥ of the manual, "システム運用編 8③", arrives as a map
// from the item to the clause; the chapter cited as a whole has a control of
// its own.
func TestOSCALSaysWhatTheManualPrints(t *testing.T) {
	files := oscalFiles(t, embedded(t))
	mapping := string(files["mapping-clm-r7--mhlw-6.0.json"])
	for _, want := range []string{`"id-ref": "clm-r7-2-i06"`, `"id-ref": "mhlw-6.0-sys-8-i03"`, `"target-gap-summary"`, `"hashes"`} {
		if !strings.Contains(mapping, want) {
			t.Errorf("the mapping lacks %s", want)
		}
	}
	// Rows of the mapping table cite nothing by themselves, their groups do.
	if annex := string(files["mapping-annex2-1.1--mhlw-6.0.json"]); !strings.Contains(annex, `"source-gap-summary"`) {
		t.Error("the mapping table's rows without a citation are in no gap summary")
	}
	catalog := string(files["catalog-mhlw-6.0.json"])
	for _, want := range []string{`"id": "mhlw-6.0-sys-13-all"`, `"class": "whole-chapter"`, `"value": "システム運用編 8③"`} {
		if !strings.Contains(catalog, want) {
			t.Errorf("the catalog lacks %s", want)
		}
	}
	if strings.Contains(catalog, `"$schema"`) {
		t.Error("validators refuse a $schema key")
	}
}

func TestTokensAndMarkup(t *testing.T) {
	for id, want := range map[string]string{"mhlw-6.0-sys-8-i03": "mhlw-6.0-sys-8-i03", "12": "_00312", "a:b": "a_003ab", "（案）": "_ff08案_ff09", "": "_", "_x": "_005fx"} {
		if got := token(id); got != want {
			t.Errorf("token(%q) = %q, want %q", id, got, want)
		}
	}
	for _, s := range []string{"a*b_c", `C:\temp\x`, "# 見出し\n  # x", "②~④ <管理責任>", "{{ insert: param, x }}", `\`} {
		if got := unmarkup(markup(s)); got != s {
			t.Errorf("markup of %q reads back as %q", s, got)
		}
	}
}
