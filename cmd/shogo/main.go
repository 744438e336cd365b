// Command shogo reads Japan's medical-information security guidelines into a
// catalog, searches it, and publishes it as a static site.
//
// Results go to standard output, everything else to standard error as
// "shogo: …". The exit status is 0 for success, 1 for a failure and 2 for
// misuse. A file that shogo writes is complete or absent.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"shogo/cmd/shogo/internal/calm"
	"shogo/corpus"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run executes one command line and returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out := bufio.NewWriter(stdout)
	a := &app{stdin: stdin, stdout: out, stderr: stderr, color: useColor(stdout), progress: newProgress(stderr)}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(out)
	root.SetErr(stderr)
	cmd, err := root.ExecuteC()
	a.progress.done()
	if flushErr := out.Flush(); err == nil && flushErr != nil {
		err = fmt.Errorf("write output: %w", flushErr)
	}
	if err == nil {
		return 0
	}
	fmt.Fprintf(stderr, "shogo: %s\n", err)
	var misuse *misuseError
	if errors.As(err, &misuse) {
		fmt.Fprintf(stderr, "shogo: run \"%s --help\" for usage\n", cmd.CommandPath())
		return 2
	}
	if hint := systemHint(err); hint != "" {
		fmt.Fprintf(stderr, "shogo: %s\n", hint)
	}
	return 1
}

// systemHint is the remedy for what the system has refused, whose own words name
// none.
func systemHint(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "this account may not do that there: have the right granted, or work in a folder of your own"
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full: make room on it, or write to another one; what was there before is unchanged"
	}
	return ""
}

// app holds what the commands share.
type app struct {
	stdin     io.Reader
	stdout    io.Writer
	stderr    io.Writer
	color     bool // stdout is a terminal that may be coloured
	progress  *progress
	workspace string // --workspace
	// read is what is kept of the sources between runs, nil until they are read.
	read *corpus.Cache
}

// note prints a remark for a person to standard error.
func (a *app) note(format string, args ...any) {
	a.progress.clear()
	fmt.Fprintf(a.stderr, "shogo: "+format+"\n", args...)
}

// misuseError is a command line that cannot be understood: exit status 2.
type misuseError struct{ msg string }

func (e *misuseError) Error() string { return e.msg }

func misuse(format string, args ...any) error {
	return &misuseError{fmt.Sprintf(format, args...)}
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "shogo",
		Short: "Cross-reference of Japan's medical-information security guidelines",
		Long: `shogo (照合) reads guideline documents into a catalog of requirements, binds
their citations, and makes them searchable: here on the command line, and as a
static site that opens by double click.

Without a workspace it works on the documents that come with it. A workspace
is a folder with a file shogo.yaml and a folder sources/; shogo init makes one.`,
		Example: `  shogo build                     write the site to public/
  shogo search 二要素認証
  shogo show 企8.2.2
  shogo check --strict`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       versionLine(),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			hint := ""
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				hint = "; did you mean " + strings.Join(near, " or ") + "?"
			}
			return misuse("unknown command %q%s", args[0], hint)
		},
		RunE: func(*cobra.Command, []string) error { return misuse("no command given") },
	}
	root.SetVersionTemplate("{{.Version}}\n")
	root.SuggestionsMinimumDistance = 2
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return misuse("%v", err) })
	root.PersistentFlags().StringVar(&a.workspace, "workspace", "", "folder with shogo.yaml and sources/ (default: the current folder if it is one)")
	var progress bool
	root.PersistentFlags().BoolVar(&progress, "progress", false, "print what is being done to standard error even if it is no terminal")
	root.PersistentPreRun = func(cmd *cobra.Command, args []string) {
		if !instant(cmd, args) {
			calm.End()
		}
		if progress {
			a.progress.force(a.stderr)
		}
	}
	root.AddCommand(a.initCommand(), a.addCommand(), a.buildCommand(), a.searchCommand(), a.showCommand(), a.checkCommand(),
		a.exportCommand(), a.matchCommand(), a.serveCommand(), a.versionCommand(),
		a.sheetCommand())
	root.AddCommand(a.importCommand(), a.verifyCommand(), a.mcpCommand())
	root.AddCommand(a.reviewCommand(), a.diffCommand())
	return root
}

// instant tells whether a command is over before collecting garbage would pay.
func instant(cmd *cobra.Command, args []string) bool {
	return cmd.Name() == "export" && len(args) > 0 && args[0] == "blocks"
}

// exactly requires n arguments called name.
func exactly(n int, name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := atLeast(n, name)(cmd, args); err != nil {
			return err
		}
		return atMost(n)(cmd, args)
	}
}

// atLeast requires n arguments called name.
func atLeast(n int, name string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < n || strings.TrimSpace(strings.Join(args, "")) == "" {
			return misuse("no %s given", name)
		}
		return nil
	}
}

// atMost allows n arguments.
func atMost(n int) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > n {
			return misuse("unexpected argument %q", args[n])
		}
		return nil
	}
}
