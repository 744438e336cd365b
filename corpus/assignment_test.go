package corpus

import (
	"slices"
	"testing"
)

func TestAssignmentHasTheLeastSum(t *testing.T) {
	// The cheapest first choice (row 0, column 0) is not part of the cheapest whole.
	cost := [][]float64{{1, 2, 9}, {1, 9, 9}, {9, 9, 3}}
	if got, want := assign(cost), []int{1, 0, 2}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestPairLeavesAloneWhatCostsMoreTogether(t *testing.T) {
	cost := func(r, c int) float64 { return [][]float64{{1, forbidden}, {2, 8}, {9, 9}}[r][c] }
	alone := func(int) float64 { return 5 }
	if got, want := pair(3, 2, cost, alone, alone), []int{0, 1, -1}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := pair(1, 0, cost, alone, alone); !slices.Equal(got, []int{-1}) {
		t.Errorf("nothing to pair with: got %v", got)
	}
}
