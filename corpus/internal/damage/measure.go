package damage

import (
	"runtime"
	"runtime/metrics"
	"time"
)

// Cost is what one call took.
type Cost struct {
	Time time.Duration
	Heap uint64 // most bytes of objects on the heap, over what was there before
}

// Measure runs f and watches the heap while it runs.
func Measure(f func()) Cost {
	runtime.GC()
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	read := func() uint64 { metrics.Read(heap); return heap[0].Value.Uint64() }
	before, most := read(), uint64(0)
	done := make(chan struct{})
	start, used := time.Now(), ProcessorTime()
	go func() { defer close(done); f() }()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			// A machine that does other work stretches the wall clock, not the
			// processor's.
			took := min(time.Since(start), ProcessorTime()-used)
			most = max(most, read())
			return Cost{took, max(most, before) - before}
		case <-tick.C:
			most = max(most, read())
		}
	}
}
