package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"shogo/corpus"
	"shogo/index"
	"shogo/site"
)

func (a *app) serveCommand() *cobra.Command {
	var addr string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Preview the site and answer JSON queries on this machine",
		Long: `Serve builds the site in memory and shows it on a loopback address, which only
this machine can reach. Programs can ask it, with GET and answers in JSON, each
with citation, quote, certainty and source; nothing can be changed:
  /api/sections?document=ID      documents with volumes, chapters, sections
  /api/search?q=QUERY&n=20       requirements in the order of shogo search
  /api/requirements/ID           one requirement with its links
  /api/checklist?role=WORD       the items of a checklist with what they cite
  /api/resolve?q=CITATION        what a citation names
  /api/links?id=ID               links of a requirement or group, or all
  /api/diff?from=ID&to=ID        what changed between two catalogs
  /api/show?q=CITATION           the object of shogo show --json
  /api/openapi.json              all of this for programs (OpenAPI 3.1)`,
		Example: `  shogo serve
  shogo serve --addr 127.0.0.1:9000`,
		Args: atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return a.serve(ctx, addr)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "loopback address and port; port 0 takes a free one")
	return cmd
}

func (a *app) serve(ctx context.Context, addr string) error {
	if err := loopback(addr); err != nil {
		return err
	}
	c, ix, err := a.loadIndexed()
	if err != nil {
		return err
	}
	defer ix.Close()
	pages := site.Memory{}
	a.progress.step("building the site")
	if err := site.Build(c, site.Options{}, pages); err != nil {
		return err
	}
	a.progress.done()
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("serve: %w; choose another port with --addr", err)
	}
	server := &http.Server{Handler: handler(a, c, ix, pages), ReadHeaderTimeout: 5 * time.Second, WriteTimeout: time.Minute}
	a.note("serving http://%s/ (press Ctrl-C to stop)", l.Addr())
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// loopback refuses an address that other machines can reach.
func loopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return misuse("--addr %q: write it as 127.0.0.1:8080", addr)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return misuse("--addr %q: other machines could reach this; use 127.0.0.1 and publish with shogo build", addr)
	}
	return nil
}

// handler serves the pages and the API.
func handler(a *app, c *corpus.Corpus, ix *index.Index, pages site.Memory) http.Handler {
	mux := http.NewServeMux()
	(&api{app: a, corpus: c, index: ix}).route(mux)
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) { servePage(w, r, pages) })
	return localOnly(mux)
}

// localOnly refuses requests under another name: a page elsewhere could point
// its own name at 127.0.0.1 and read the answers. It refuses what a page of
// another origin asks, and whatever does not merely read.
func localOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "this preview answers under its loopback address only", http.StatusForbidden)
			return
		}
		if strings.HasPrefix(r.URL.Path, "/api/") && foreign(r) {
			writeJSON(w, http.StatusForbidden, map[string]string{"error": "a page of another site asks; only pages of this preview and programs are answered"})
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			writeJSON(w, http.StatusMethodNotAllowed, map[string]string{"error": fmt.Sprintf("%s is not answered: nothing here can be changed; ask with GET", r.Method)})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// foreign reports a request that a page of another origin has made. Such a page
// could not read the answer, and has no business to ask.
func foreign(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		return true
	}
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "cross-site" || site == "same-site" // of another port
}

func servePage(w http.ResponseWriter, r *http.Request, pages site.Memory) {
	name := r.URL.Path[1:]
	if name == "" || name[len(name)-1] == '/' {
		name += "index.html"
	}
	data, ok := pages[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // the other side has gone
}
