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
