//go:build !unix

package damage

import "time"

var began = time.Now()

// ProcessorTime falls back to the wall clock.
func ProcessorTime() time.Duration { return time.Since(began) }
