package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"sort"
	"strings"
	"syscall"
	"time"

	"shogo/index"
)

func read(name string) (docs []index.Document) {
	f, _ := os.Open(name)
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var d struct {
			index.Document
			B string `json:"body"`
		}
		json.Unmarshal(sc.Bytes(), &d)
		if d.B != "" {
			d.Document.Body = d.B
		}
		docs = append(docs, d.Document)
	}
	return
}
func cpu() time.Duration {
	var r syscall.Rusage
	syscall.Getrusage(0, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
func rss() int64 { var r syscall.Rusage; syscall.Getrusage(0, &r); return r.Maxrss / 1024 }

func wanted(key string) string {
	marks := "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬"
	num := func(m string) int { return strings.Index(marks, m)/3 + 1 }
	book, rest, _ := strings.Cut(key, " ")
	r := []rune(strings.TrimPrefix(rest, "シス"))
	switch book {
	case "CLM":
		return fmt.Sprintf("clm-r7-%c-i%02d", r[0], num(string(r[1])))
	case "B2":
		return fmt.Sprintf("annex2-1.1-p25-%d%s", num(string(r[0])), string(r[1:]))
	}
	return fmt.Sprintf("mhlw-6.0-sys-%s-i%02d", string(r[:len(r)-1]), num(string(r[len(r)-1])))
}

func main() {
	var docs []index.Document
	out, known := os.Args[1], os.Args[2]
	for _, a := range os.Args[3:] {
		docs = append(docs, read(a)...)
	}
	if p := os.Getenv("PROF"); p != "" {
		f, _ := os.Create(p)
		pprof.StartCPUProfile(f)
	}
	c0, t0 := cpu(), time.Now()
	x, err := index.Build(docs, index.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Println("docs", len(docs), "build", time.Since(t0), "cpu", cpu()-c0, "rss MB", rss())
	if os.Getenv("PROF") != "" {
		pprof.StopCPUProfile()
	}
	n, by := map[byte]int{}, map[byte]int{}
	x.Export(func(name string, data []byte) error {
		b := filepath.Base(name)[0]
		n[b]++
		by[b] += len(data)
		if out != "-" {
			os.MkdirAll(filepath.Dir(filepath.Join(out, name)), 0o755)
			os.WriteFile(filepath.Join(out, name), data, 0o644)
		}
		return nil
	})
	for k := range n {
		fmt.Printf("  %c files %d bytes %d\n", k, n[k], by[k])
	}
	b, _ := os.ReadFile("testdata/queries/dev.json")
	var dev struct {
		Queries []struct {
			Q    string
			Want []string
		}
		None []string
	}
	json.Unmarshal(b, &dev)
	ok := 0
	for _, q := range dev.Queries {
		r, _ := x.Search(q.Q, 10, index.SearchOptions{})
		rank := 0
		for i, h := range r.Hits {
			for _, w := range q.Want {
				if h.ID == wanted(w) && rank == 0 {
					rank = i + 1
				}
			}
		}
		if rank > 0 && rank <= 3 {
			ok++
		} else {
			c, _ := x.Cut(q.Q)
			fmt.Println("  miss", q.Q, rank, q.Want, c)
			for _, h := range r.Hits[:min(3, len(r.Hits))] {
				fmt.Printf("     %s %.2f %.2f %s\n", h.ID, h.Score, h.Coverage, strings.ReplaceAll(h.Fragment.Text, "\n", " "))
			}
		}
	}
	fmt.Println("dev top3", ok, "of", len(dev.Queries))
	var none []string
	nb, _ := os.ReadFile("/work/shared/bench/queries/none.json")
	json.Unmarshal(nb, &none)
	for _, q := range none {
		if r, _ := x.Search(q, 10, index.SearchOptions{}); r.Confident {
			fmt.Println("  false confidence", q, r.Hits[0].ID, r.Hits[0].Coverage, r.Hits[0].Fragment.Text)
		}
	}
	var items []struct {
		Kind, Q string
		Want    []string
	}
	kb, _ := os.ReadFile(known)
	json.Unmarshal(kb, &items)
	mrr, rec, cnt := map[string]float64{}, map[string]float64{}, map[string]float64{}
	var times []time.Duration
	for _, it := range items {
		t := time.Now()
		r, err := x.Search(it.Q, 10, index.SearchOptions{})
		times = append(times, time.Since(t))
		if err != nil {
			panic(err)
		}
		cnt[it.Kind]++
		hit := false
		for i, h := range r.Hits {
			if h.ID == it.Want[0] {
				mrr[it.Kind] += 1 / float64(i+1)
				rec[it.Kind]++
				hit = true
			}
		}
		if !hit && os.Getenv("V") != "" {
			c, _ := x.Cut(it.Q)
			fmt.Println("  lost", it.Kind, it.Q, c)
		}
	}
	for k := range cnt {
		fmt.Printf("  known %s mrr %.3f recall %.3f n %.0f\n", k, mrr[k]/cnt[k], rec[k]/cnt[k], cnt[k])
	}
	sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
	if len(times) > 0 {
		fmt.Println("first-touch latency p50", times[len(times)/2], "p95", times[len(times)*95/100])
	}
	times = times[:0]
	for _, it := range items {
		t := time.Now()
		x.Search(it.Q, 10, index.SearchOptions{})
		times = append(times, time.Since(t))
	}
	sort.Slice(times, func(i, j int) bool { return times[i] < times[j] })
	if len(times) > 0 {
		fmt.Println("warm latency p50", times[len(times)/2], "p95", times[len(times)*95/100])
	}
}
