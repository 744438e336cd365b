package main

import (
	"os"
	"syscall"
)

// peakMB is the peak resident memory of a process that has ended, in MB.
func peakMB(p *os.ProcessState) float64 {
	if r, ok := p.SysUsage().(*syscall.Rusage); ok {
		return float64(r.Maxrss) / 1024
	}
	return 0
}
