package assessment_test

import (
	"fmt"
	"io"

	"shogo/corpus"
	"shogo/corpus/assessment"
)

// A vendor's sheet is filled in and written as CSV.
func Example() {
	c, err := corpus.Load(corpus.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	form := assessment.Find(assessment.Forms(c), "clm-r7-provider")
	sheet := form.New()
	sheet.Organization = "株式会社サンプル"
	sheet.Answer("clm-r7-2-i08").Answer = assessment.Yes
	p := sheet.Progress(form)
	fmt.Printf("%s: %d of %d answered\n", sheet.Respondent(), p.Items-p.Unanswered, p.Items)
	if err := assessment.WriteCSV(io.Discard, []*assessment.Sheet{sheet}); err != nil {
		fmt.Println(err)
	}
	// Output: 株式会社サンプル: 1 of 14 answered
}
