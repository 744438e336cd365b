package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
)

// memoryGB is the machine's memory as Linux tells it, 0 elsewhere.
func memoryGB() int {
	b, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return 0
	}
	kb := 0.0
	for line := range strings.Lines(string(b)) {
		if n, _ := fmt.Sscanf(line, "MemTotal: %f kB", &kb); n == 1 {
			break
		}
	}
	return int(math.Round(kb / (1 << 20)))
}

// peerVersions adds the pinned versions of the peers. Pagefind's package for
// the platform is all the bench needs of it, so that is what is pinned.
func peerVersions(to map[string]string) error {
	b, err := embedded.ReadFile("package.json")
	if err != nil {
		return err
	}
	var p struct{ Dependencies, OptionalDependencies map[string]string }
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	for name, v := range p.Dependencies {
		to[name] = v
	}
	to["pagefind"] = p.OptionalDependencies["@pagefind/linux-x64"]
	return nil
}
