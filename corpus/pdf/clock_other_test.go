//go:build !unix

package pdf

import "time"

var began = time.Now()

// processorTime falls back to the wall clock.
func processorTime() time.Duration { return time.Since(began) }
