package index

import "math"

// levels is the number of classes a length falls in: four bits of a posting.
// A posting carries the level of its own document, so that a query never loads
// the lengths of all documents (at 50,000 documents 70 KB of scripts saved).
const levels = 16

// levelEnd is the length, in averages, up to which a level reaches; levelMid
// is the length the level stands for. Fine around the average, where most are.
var (
	levelEnd = [levels]float64{.125, .25, .375, .5, .625, .75, .875, 1, 1.25, 1.5, 2, 3, 4, 6, 8, math.Inf(1)}
	levelMid = [levels]float64{.08, .19, .31, .44, .56, .69, .81, .94, 1.12, 1.37, 1.75, 2.5, 3.5, 5, 7, 10}
)

// lengthLevels holds the level of every document's body, title and context.
type lengthLevels [fieldCount][]uint8

// averages returns the mean length of each field over the documents that have
// it, at least 1.
func averages(lengths [fieldCount][]int) (avg [fieldCount]float64) {
	for f, all := range lengths {
		sum, n := 0, 0
		for _, l := range all {
			if l > 0 {
				sum, n = sum+l, n+1
			}
		}
		avg[f] = 1
		if n > 0 {
			avg[f] = max(1, float64(sum)/float64(n))
		}
	}
	return avg
}

func levelOf(length int, avg float64) uint8 {
	x := float64(length) / avg
	for i, end := range levelEnd {
		if x <= end {
			return uint8(i)
		}
	}
	return levels - 1
}

// norms returns 1-b+b*length/average of every level in thousandths, as BM25
// normalises.
func norms(w Weights) (out [fieldCount][levels]int) {
	for f, b := range [fieldCount]float64{w.BodyB, w.TitleB, w.ContextB} {
		for i, mid := range levelMid {
			out[f][i] = int(math.Round(1000 * (1 - b + b*mid)))
		}
	}
	return out
}

// idfScale is the number of units in one point of idf.
const idfScale = 1024

// idfOf returns the inverse document frequency of BM25 in 1024ths, at build
// time: no logarithm is taken while searching. At least 1, so that whatever is
// found has a score.
func idfOf(documents, df int) int {
	n, d := float64(documents), float64(df)
	return max(1, int(math.Round(idfScale*math.Log(1+(n-d+.5)/(d+.5)))))
}
