// Package calm keeps the garbage collector from running while the program
// starts. The tables that libraries make at that time live as long as the
// program, and a command that reads one file is done before a first collection
// would pay.
//
// It imports next to nothing, so that it is initialised before those libraries.
package calm

import "runtime/debug"

// percent lets the heap grow to 16 MB before the first collection, and to five
// times of what is in use afterwards.
const percent = 400

// usual is what the environment says (GOGC), or Go's own value.
var usual = debug.SetGCPercent(percent)

// End returns to the usual pace, for commands that work for longer than an
// instant. It may be called more than once.
func End() { debug.SetGCPercent(usual) }
