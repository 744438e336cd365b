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
	"strconv"
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
this machine can reach. Programs can ask it:
  GET /api/search?q=QUERY&n=20   the object of "shogo search --json"
  GET /api/show?q=CITATION       the object of "shogo show --json"`,
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
	c, err := a.load()
	if err != nil {
		return err
	}
	pages := site.Memory{}
	a.progress.step("building the site")
	if err := site.Build(c, site.Options{}, pages); err != nil {
		return err
	}
	ix, err := a.openIndex(c)
	if err != nil {
		return err
	}
	defer ix.Close()
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

// handler serves the pages and the two questions.
func handler(a *app, c *corpus.Corpus, ix *index.Index, pages site.Memory) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/search", func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(r.FormValue("n"))
		if err != nil || n < 1 || n > 1000 {
			n = hitsForPrograms
		}
		s := &searcher{app: a, searchFlags: searchFlags{n: n}, corpus: c, index: ix}
		res, err := s.answer(r.FormValue("q"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		writeJSON(w, http.StatusOK, res)
	})
	mux.HandleFunc("GET /api/show", func(w http.ResponseWriter, r *http.Request) {
		out := newShowJSON(c, r.FormValue("q"))
		if len(out.Requirements) == 0 {
			writeJSON(w, http.StatusNotFound, out)
			return
		}
		writeJSON(w, http.StatusOK, out)
	})
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) { servePage(w, r, pages) })
	return localOnly(mux)
}

// localOnly refuses requests under another name: a page elsewhere could point
// its own name at 127.0.0.1 and read the answers.
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
		next.ServeHTTP(w, r)
	})
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
