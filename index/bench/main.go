package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
)

func itoa(n int) string { return strconv.Itoa(n) }
func logf(f string, a ...any) { fmt.Fprintf(os.Stderr, f+"\n", a...) }
func main() {
	m, err := corpora(context.Background(), os.Args[1], []int{1000, 10000, 50000, 100000})
	fmt.Println(m, err)
}
