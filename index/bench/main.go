// Command bench compares the search of this project with other searches that
// run in a browser, on real Japanese text, and measures how its own cost grows.
//
//	go run ./index/bench                 all corpora, all contestants; about half an hour
//	go run ./index/bench -small          1,000 and 10,000 sections, few queries
//	go run ./index/bench -corpus 50000 -contestant shogo,pagefind
//	go run ./index/bench -report FILE    the tables of an earlier run again
//
// Texts are sections of Debian's Japanese documentation packages, downloaded
// with apt-get, read and not installed. Peers come from npm as package-lock.json
// pins them; each file in peers says which part of its documentation it follows.
// What is measured, and how, stands at the head of table.go.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// steps are the processes this program starts of itself, by their name and the
// number of their arguments.
var steps = map[string]struct {
	args int
	do   func([]string) error
}{"measure": {2, measure}, "export": {2, export}, "create": {2, create}, "ask": {3, ask}}

func run(ctx context.Context, args []string) error {
	if len(args) > 0 {
		if s, ok := steps[args[0]]; ok && len(args) > s.args {
			return s.do(args[1:])
		}
	}
	o, err := parse(args)
	if err != nil {
		return err
	}
	if o.report != "" {
		r, err := readResults(o.report)
		if err != nil {
			return err
		}
		fmt.Print(tables(r.head, r.rows))
		return nil
	}
	return o.bench(ctx)
}

// options are the flags.
type options struct {
	plan            plan
	cache, out      string
	contestants     string
	report          string
	limit, patience time.Duration
	knownLimit      time.Duration
	roundLimit      time.Duration
	peers           int
	arguments       []string // that change what is measured
}

var (
	fullPlan  = plan{Sizes: []int{1000, 10000, 50000, 100000}, Peers: 50000, Builds: 2, Latency: 40, Cold: 10, Rounds: 4, Known: 60}
	smallPlan = plan{Sizes: []int{1000, 10000}, Peers: 50000, Builds: 1, Latency: 8, Cold: 2, Rounds: 2, Known: 10}
)

func parse(args []string) (*options, error) {
	o := &options{}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	small := f.Bool("small", false, "1,000 and 10,000 sections and few queries, in a few minutes")
	corpus := f.String("corpus", "", "numbers of sections, with commas between")
	f.StringVar(&o.contestants, "contestant", "", "names, with commas between; all by default")
	f.StringVar(&o.cache, "cache", filepath.Join(cache, "shogo-bench"), "folder for packages, peers, corpora and built sites")
	f.StringVar(&o.out, "out", filepath.Join("bin", "bench"), "folder for results.jsonl and tables.md")
	f.StringVar(&o.report, "report", "", "print the tables of this results.jsonl and measure nothing")
	f.IntVar(&o.peers, "peers", 50000, "largest corpus that others than shogo are measured on")
	f.DurationVar(&o.limit, "limit", 10*time.Minute, "longest build")
	f.DurationVar(&o.patience, "patience", time.Minute, "longest wait for a page")
	f.DurationVar(&o.roundLimit, "round-limit", 15*time.Second, "longest time for a round of queries, and for all but the first two")
	f.DurationVar(&o.knownLimit, "known-limit", 45*time.Second, "longest time for all known items of a contestant")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	if f.NArg() > 0 {
		return nil, fmt.Errorf("read arguments: %q is no option", f.Arg(0))
	}
	if o.plan = fullPlan; *small {
		o.plan = smallPlan
	}
	o.plan.Peers = o.peers
	f.Visit(func(x *flag.Flag) {
		switch x.Name {
		case "corpus", "contestant", "small", "peers", "limit", "patience", "round-limit", "known-limit":
			o.arguments = append(o.arguments, "-"+x.Name+"="+x.Value.String())
		}
	})
	if *corpus != "" {
		if o.plan.Sizes, err = numbers(*corpus); err != nil {
			return nil, err
		}
	}
	if o.cache, err = filepath.Abs(o.cache); err != nil {
		return nil, err
	}
	return o, nil
}

func numbers(list string) ([]int, error) {
	var out []int
	for _, s := range strings.Split(list, ",") {
		n, err := strconv.Atoi(s)
		if err == nil && n < 100 {
			err = errors.New("want at least 100 sections")
		}
		if err != nil {
			return nil, fmt.Errorf("read -corpus: %w", err)
		}
		out = append(out, n)
	}
	return out, nil
}

func logf(format string, args ...any) {
	fmt.Fprintf(os.Stderr, time.Now().Format("15:04:05 ")+format+"\n", args...)
}

func itoa(n int) string { return strconv.Itoa(n) }
