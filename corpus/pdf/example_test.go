package pdf_test

import (
	"fmt"
	"log"
	"os"

	"shogo/corpus/pdf"
)

// A guideline volume comes out as headings and items with their numbers.
func ExampleRead() {
	data, err := os.ReadFile("testdata/crypt/aes-256.pdf")
	if err != nil {
		log.Fatal(err)
	}
	doc, err := pdf.Read(data, pdf.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, b := range doc.Visible() {
		fmt.Println(b.Page, b.Type, b.No, b.Text)
	}
	// Output:
	// 1 chapter 5 鍵
	// 1 item ① 鍵を守ること。
}
