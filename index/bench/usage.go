package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// usage is what a child process cost.
type usage struct {
	Wall     float64 `json:"wall_s"`
	CPU      float64 `json:"cpu_s"`   // user and system, its own children included
	PeakMB   float64 `json:"peak_mb"` // resident, the largest single process
	Exit     int     `json:"exit"`
	TimedOut bool    `json:"timed_out,omitempty"`
	Log      string  `json:"log,omitempty"` // end of its output, when it failed
}

// failed says in words why a build gave nothing, "" when it did.
func (u usage) failed() string {
	switch {
	case u.TimedOut:
		return fmt.Sprintf("over the limit of %.0f s", u.Wall)
	case u.Exit != 0:
		return fmt.Sprintf("exit %d", u.Exit)
	}
	return ""
}

// measured runs a command below a small process of its own. On Linux a child
// inherits its parent's peak memory up to the moment it starts its program, and
// this program holds whole corpora.
func measured(ctx context.Context, limit time.Duration, dir string, command ...string) (usage, error) {
	self, err := os.Executable()
	if err != nil {
		return usage{}, err
	}
	cmd := exec.CommandContext(ctx, self, append([]string{"measure", limit.String()}, command...)...)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return usage{}, fmt.Errorf("measure %q: %w", command, err)
	}
	var u usage
	return u, json.Unmarshal(out, &u)
}

// measure is the small process: it runs args[1:] for at most args[0] and prints
// the usage.
func measure(args []string) error {
	limit, err := time.ParseDuration(args[0])
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[1], args[2:]...)
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &log, &log, time.Second
	begin := time.Now()
	err = cmd.Run()
	if cmd.ProcessState == nil {
		return err
	}
	u := usage{Wall: time.Since(begin).Seconds(), PeakMB: peakMB(cmd.ProcessState), Exit: cmd.ProcessState.ExitCode(),
		CPU:      (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(),
		TimedOut: errors.Is(ctx.Err(), context.DeadlineExceeded)}
	if u.failed() != "" {
		b := log.Bytes()
		u.Log = string(b[max(0, len(b)-600):])
	}
	return json.NewEncoder(os.Stdout).Encode(u)
}
