package main

import (
	"math"
	"slices"
)

// percentile returns the smallest value that at least the share p of the
// values does not exceed, 0 for none.
func percentile(values []float64, p float64) float64 {
	if len(values) == 0 {
		return 0
	}
	v := slices.Sorted(slices.Values(values))
	return v[max(0, int(math.Ceil(p*float64(len(v))))-1)]
}

// rank returns the place of want among the first ten ids, from 1, or 0.
func rank(ids []string, want string) int {
	return slices.Index(ids[:min(10, len(ids))], want) + 1
}

// found is how well known items were found.
type found struct {
	N      int     `json:"n"`
	MRR    float64 `json:"mrr"`    // mean of 1/rank among the first ten
	Recall float64 `json:"recall"` // share among the first ten
}

// grade counts ranks by kind, "all" included.
func grade(items []knownItem, ranks []int) map[string]found {
	out := map[string]found{}
	for i, r := range ranks {
		for _, k := range []string{"all", items[i].Kind} {
			f := out[k]
			f.N++
			if r > 0 {
				f.MRR += 1 / float64(r)
				f.Recall++
			}
			out[k] = f
		}
	}
	for k, f := range out {
		f.MRR /= float64(f.N)
		f.Recall /= float64(f.N)
		out[k] = f
	}
	return out
}
