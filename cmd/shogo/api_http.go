package main

import (
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"strconv"
)

// openAPI describes the API; a test holds it to the routes and to the answers.
//
//go:embed openapi.json
var openAPI []byte

// apiRoute is a question over HTTP.
type apiRoute struct {
	path   string
	answer func(s *api, r *http.Request) (any, error)
}

// apiRoutes are all questions. They are GET only: nothing here changes
// anything.
var apiRoutes = []apiRoute{
	{"/api/sections", func(s *api, r *http.Request) (any, error) { return s.sections(r.FormValue("document")) }},
	{"/api/search", func(s *api, r *http.Request) (any, error) {
		n, err := hitCount(r.FormValue("n"))
		if err != nil {
			return nil, err
		}
		return s.search(r.FormValue("q"), n)
	}},
	{"/api/requirements/{id}", func(s *api, r *http.Request) (any, error) { return s.requirement(r.PathValue("id")) }},
	{"/api/checklist", func(s *api, r *http.Request) (any, error) {
		return s.checklist(r.FormValue("document"), r.FormValue("role"))
	}},
	{"/api/resolve", func(s *api, r *http.Request) (any, error) { return s.resolve(r.FormValue("q")) }},
	{"/api/links", func(s *api, r *http.Request) (any, error) { return s.links(r.FormValue("id")) }},
	{"/api/diff", func(s *api, r *http.Request) (any, error) { return s.diff(r.FormValue("from"), r.FormValue("to")) }},
	{"/api/show", func(s *api, r *http.Request) (any, error) {
		out := newShowJSON(s.corpus, r.FormValue("q"))
		if len(out.Requirements) == 0 {
			return nil, &notFound{fmt.Sprintf("%q names nothing in these documents", out.Query)}
		}
		return out, nil
	}},
}

// badRequest is a question that cannot be understood.
type badRequest struct{ msg string }

func (e *badRequest) Error() string { return e.msg }

func hitCount(s string) (int, error) {
	if s == "" {
		return hitsForPrograms, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 1000 {
		return 0, &badRequest{fmt.Sprintf("n is %q, want a number from 1 to 1000", s)}
	}
	return n, nil
}

// route adds the questions and their description to mux.
func (s *api) route(mux *http.ServeMux) {
	for _, route := range apiRoutes {
		mux.HandleFunc("GET "+route.path, func(w http.ResponseWriter, r *http.Request) {
			var out any
			err := r.ParseForm()
			if err != nil {
				err = &badRequest{"the query cannot be read: " + err.Error()}
			} else {
				out, err = route.answer(s, r)
			}
			if err != nil {
				writeJSON(w, statusOf(err), map[string]string{"error": err.Error()})
				return
			}
			writeJSON(w, http.StatusOK, out)
		})
	}
	mux.HandleFunc("GET /api/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		_, _ = w.Write(openAPI) // the other side has gone
	})
	mux.HandleFunc("GET /api/", func(w http.ResponseWriter, r *http.Request) {
		writeJSON(w, http.StatusNotFound, map[string]string{"error": fmt.Sprintf("there is no %s; /api/openapi.json lists what there is", r.URL.Path)})
	})
}

func statusOf(err error) int {
	var missing *notFound
	var bad *badRequest
	switch {
	case errors.As(err, &missing):
		return http.StatusNotFound
	case errors.As(err, &bad):
		return http.StatusBadRequest
	}
	return http.StatusInternalServerError
}
