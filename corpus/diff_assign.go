package corpus

import (
	"cmp"
	"slices"
	"strings"
)

// weighted is a pair that could be made, and what it is worth.
type weighted struct {
	a, b *unit
	w    float64
}

// bestAssignment chooses pairs, every unit at most once, so that their sum is
// largest. Pairs that share no unit, directly or through others, are solved
// apart, which keeps the problem small.
func bestAssignment(all []weighted) []weighted {
	var out []weighted
	for _, group := range components(all) {
		if len(group) == 1 {
			out = append(out, group...)
			continue
		}
		out = append(out, solve(group)...)
	}
	return out
}

// components groups pairs that are connected through units.
func components(all []weighted) [][]weighted {
	root := map[*unit]*unit{}
	var find func(*unit) *unit
	find = func(u *unit) *unit {
		if root[u] == nil || root[u] == u {
			root[u] = u
			return u
		}
		root[u] = find(root[u])
		return root[u]
	}
	for _, w := range all {
		if x, y := find(w.a), find(w.b); x != y {
			root[y] = x
		}
	}
	at := map[*unit]int{}
	var out [][]weighted
	for _, w := range all {
		r := find(w.a)
		i, ok := at[r]
		if !ok {
			i = len(out)
			at[r] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], w)
	}
	return out
}

// solve chooses the best pairs of one component.
func solve(group []weighted) []weighted {
	var a, b []*unit
	ai, bi := map[*unit]int{}, map[*unit]int{}
	for _, w := range group {
		if _, ok := ai[w.a]; !ok {
			ai[w.a] = len(a)
			a = append(a, w.a)
		}
		if _, ok := bi[w.b]; !ok {
			bi[w.b] = len(b)
			b = append(b, w.b)
		}
	}
	if len(a) > largestAssignment || len(b) > largestAssignment {
		return greedy(group)
	}
	n := max(len(a), len(b))
	cost := make([][]float64, n) // what a pair is worth, as its negative
	for i := range cost {
		cost[i] = make([]float64, n)
	}
	for _, w := range group {
		cost[ai[w.a]][bi[w.b]] = -w.w
	}
	var out []weighted
	for i, j := range assign(cost) {
		if i < len(a) && j < len(b) && cost[i][j] < 0 {
			out = append(out, weighted{a[i], b[j], -cost[i][j]})
		}
	}
	return out
}

// bestFirst orders pairs by what they are worth, and among equals by the numbers
// of both, whichever side they are on.
func bestFirst(group []weighted) []weighted {
	out := slices.Clone(group)
	slices.SortStableFunc(out, func(x, y weighted) int {
		return cmp.Or(cmp.Compare(y.w, x.w), strings.Compare(min(x.a.key, x.b.key), min(y.a.key, y.b.key)),
			strings.Compare(max(x.a.key, x.b.key), max(y.a.key, y.b.key)))
	})
	return out
}

// greedy takes the best pair first.
func greedy(group []weighted) []weighted {
	taken := map[*unit]bool{}
	var out []weighted
	for _, w := range bestFirst(group) {
		if !taken[w.a] && !taken[w.b] {
			taken[w.a], taken[w.b] = true, true
			out = append(out, w)
		}
	}
	return out
}
