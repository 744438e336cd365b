package assessment

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is accepted survives every format; nothing panics.
func FuzzRead(f *testing.F) {
	for _, format := range []string{"csv", "json"} {
		var b bytes.Buffer
		s := sheets()[:1]
		s[0].Answers = s[0].Answers[:2] // small seeds are mutated more often
		if err := Write(&b, format, s); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Add([]byte("項目ID,回答,続き,備考\na,はい,2,x\na,はい,,y\na,はい,2,z\n"))
	f.Add([]byte("項目ID;回答;シート番号;施設・事業者名\na;'=1;1;\na;'12;1;甲\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		want, _, err := Read(raw)
		if err != nil {
			return
		}
		for _, format := range Formats {
			var b bytes.Buffer
			if err := Write(&b, format, want); err != nil {
				t.Fatalf("%s: %v", format, err)
			}
			got, problems, err := Read(b.Bytes())
			if empty(want) && err != nil {
				continue // a table without answers names no sheet
			}
			if err != nil || len(problems) > 0 {
				t.Fatalf("%s: %v %q", format, err, problems)
			}
			if diff := cmp.Diff(full(want), full(got)); diff != "" {
				t.Fatalf("%s: %s", format, diff)
			}
		}
	})
}

// full leaves out sheets without answers, which a table cannot hold.
func full(sheets []*Sheet) []*Sheet {
	var out []*Sheet
	for _, s := range sheets {
		if len(s.Answers) > 0 {
			out = append(out, s)
		}
	}
	return out
}

func empty(sheets []*Sheet) bool { return len(full(sheets)) == 0 }
