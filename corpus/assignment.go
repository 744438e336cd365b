package corpus

import "math"

// assign solves the assignment problem: cost is an n×n matrix, the result
// names the column of each row so that the sum is least. It is the Hungarian
// method with potentials (Kuhn 1955, in the O(n³) form of Jonker and Volgenant
// 1987); equal sums are broken by the order of rows and columns, so the result
// depends on the input alone.
func assign(cost [][]float64) []int {
	n := len(cost)
	u, v := make([]float64, n+1), make([]float64, n+1)
	match, way := make([]int, n+1), make([]int, n+1) // match[column] = row, 1-based
	for i := 1; i <= n; i++ {
		match[0] = i
		minv, seen := make([]float64, n+1), make([]bool, n+1)
		for j := range minv {
			minv[j] = math.Inf(1)
		}
		j0 := 0
		for match[j0] != 0 {
			seen[j0] = true
			i0, delta, j1 := match[j0], math.Inf(1), 0
			for j := 1; j <= n; j++ {
				if seen[j] {
					continue
				}
				if c := cost[i0-1][j-1] - u[i0] - v[j]; c < minv[j] {
					minv[j], way[j] = c, j0
				}
				if minv[j] < delta {
					delta, j1 = minv[j], j
				}
			}
			for j := 0; j <= n; j++ {
				if seen[j] {
					u[match[j]] += delta
					v[j] -= delta
				} else {
					minv[j] -= delta
				}
			}
			j0 = j1
		}
		for j0 != 0 {
			match[j0] = match[way[j0]]
			j0 = way[j0]
		}
	}
	out := make([]int, n)
	for j := 1; j <= n; j++ {
		out[match[j]-1] = j - 1
	}
	return out
}

// forbidden is the cost of a pair that must not be chosen; finite, so that the
// sums stay ordered.
const forbidden = 1e6

// pair matches rows with columns one to one at the least cost, where a row may
// stay alone at rowAlone and a column at columnAlone. It returns for each row
// its column or -1.
func pair(rows, columns int, cost func(r, c int) float64, rowAlone func(int) float64, columnAlone func(int) float64) []int {
	n := rows + columns
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		for j := range m[i] {
			switch {
			case i < rows && j < columns:
				m[i][j] = cost(i, j)
			case i < rows:
				m[i][j] = forbidden
				if j-columns == i {
					m[i][j] = rowAlone(i)
				}
			case j < columns:
				m[i][j] = forbidden
				if i-rows == j {
					m[i][j] = columnAlone(j)
				}
			}
		}
	}
	out := make([]int, rows)
	for i, j := range assign(m)[:rows] {
		out[i] = -1
		if j < columns && m[i][j] < forbidden {
			out[i] = j
		}
	}
	return out
}

// pathCover joins n things into paths at the least cost: join(i, j) puts j
// behind i, end and start are the costs of a path's ends. It returns for each
// thing the next one or -1. Rings are broken by solving again without one of
// their joins, the one whose loss costs least.
func pathCover(n int, join func(i, j int) float64, end, start func(int) float64) []int {
	cost := make([][]float64, n)
	for i := range cost {
		cost[i] = make([]float64, n)
		for j := range cost[i] {
			cost[i][j] = join(i, j)
		}
	}
	at := func(i, j int) float64 { return cost[i][j] }
	next := pair(n, n, at, end, start)
	for ring := findRing(next); ring != nil; ring = findRing(next) {
		least, cut := math.Inf(1), ring[0]
		for _, i := range ring {
			kept := cost[i][next[i]]
			cost[i][next[i]] = forbidden
			if c := coverCost(pair(n, n, at, end, start), at, end, start); c < least {
				least, cut = c, i
			}
			cost[i][next[i]] = kept
		}
		cost[cut][next[cut]] = forbidden
		next = pair(n, n, at, end, start)
	}
	return next
}

// findRing returns the members of a cycle of next, nil if there is none.
func findRing(next []int) []int {
	done := make([]bool, len(next))
	for i := range next {
		at := map[int]bool{}
		j := i
		for j >= 0 && !done[j] {
			done[j], at[j] = true, true
			j = next[j]
		}
		if j >= 0 && at[j] {
			ring := []int{j}
			for k := next[j]; k != j; k = next[k] {
				ring = append(ring, k)
			}
			return ring
		}
	}
	return nil
}

func coverCost(next []int, join func(i, j int) float64, end, start func(int) float64) float64 {
	sum, hasBefore := 0.0, make([]bool, len(next))
	for i, j := range next {
		if j < 0 {
			sum += end(i)
			continue
		}
		hasBefore[j] = true
		sum += join(i, j)
	}
	for j, b := range hasBefore {
		if !b {
			sum += start(j)
		}
	}
	return sum
}

// refine improves a path cover as long as the sum of join costs and of whole,
// the cost of the paths as such, falls: two joins exchange their ends (2-opt,
// Croes 1958), a join is cut, or two neighbours change places. Moves are tried
// in a fixed order. A move is priced by its joins first, and whole is asked
// only where it could make up for them: worth is the most it can gain.
func refine(next []int, join func(i, j int) float64, end, start func(int) float64, whole func([]int) float64, worth float64) []int {
	n := len(next)
	cost := make([][]float64, n)
	for i := range cost {
		cost[i] = make([]float64, n)
		for j := range cost[i] {
			cost[i][j] = join(i, j)
		}
	}
	out := func(i, j int) float64 { // the cost of i's way on
		if j < 0 {
			return end(i)
		}
		return cost[i][j]
	}
	now := whole(next)
	try := func(gain float64, change, undo func()) bool {
		if gain < -worth || gain < -now {
			return false
		}
		change()
		if findRing(next) == nil {
			if w := whole(next); w-now < gain-1e-9 {
				now = w
				return true
			}
		}
		undo()
		return false
	}
	for improved := true; improved; {
		improved = false
		for i := 0; i < n; i++ {
			for k := i + 1; k < n; k++ {
				if a, b := next[i], next[k]; a >= 0 || b >= 0 {
					gain := out(i, a) + out(k, b) - out(i, b) - out(k, a)
					improved = try(gain, func() { next[i], next[k] = b, a }, func() { next[i], next[k] = a, b }) || improved
				}
			}
			if a := next[i]; a >= 0 {
				improved = try(out(i, a)-end(i)-start(a), func() { next[i] = -1 }, func() { next[i] = a }) || improved
			}
			improved = swapNeighbours(next, i, out, start, try) || improved
		}
	}
	return next
}

// swapNeighbours tries p → b → a → c in place of p → a → b → c.
func swapNeighbours(next []int, a int, out func(i, j int) float64, start func(int) float64, try func(float64, func(), func()) bool) bool {
	b := next[a]
	if b < 0 {
		return false
	}
	c, p := next[b], -1
	for i, j := range next {
		if j == a {
			p = i
		}
	}
	gain := out(a, b) + out(b, c) - out(b, a) - out(a, c)
	if p >= 0 {
		gain += out(p, a) - out(p, b)
	} else {
		gain += start(a) - start(b)
	}
	set := func(first, second int) {
		next[first], next[second] = second, c
		if p >= 0 {
			next[p] = first
		}
	}
	return try(gain, func() { set(b, a) }, func() { set(a, b) })
}
