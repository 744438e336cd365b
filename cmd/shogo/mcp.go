package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"
)

func (a *app) mcpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "Answer an assistant over the Model Context Protocol",
		Long: `Mcp answers over standard input and output, as an assistant on this machine asks
that is told to run it. The tools are the questions of "shogo serve": sections,
search, requirement, checklist, citation, links, comparison. They only read.
What the assistant does with the answers is its own: a cloud assistant sends
them, and your questions, to whoever runs it.`,
		Example: `  shogo mcp
  shogo --workspace /srv/guidelines mcp`,
		Args: atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			c, ix, err := a.loadIndexed()
			if err != nil {
				return err
			}
			defer ix.Close()
			a.progress.done()
			if err := (&api{app: a, corpus: c, index: ix}).mcpServer().Run(ctx, &mcp.StdioTransport{}); ctx.Err() == nil {
				return err
			}
			return nil
		},
	}
}

// mcpNote tells an assistant how to use what it gets.
const mcpNote = "Requirements of Japan's medical-information security guidelines and how they cite each other, read from official texts by a program. " +
	"Give citation, quote, certainty and source whenever you pass something on. A stub has no text in this corpus: do not make one up. " +
	"A link says that two statements touch, never that one fulfils the other, and nothing here makes anybody compliant. The official documents prevail."

// mostHits bounds an answer of search to what an assistant can read.
const mostHits = 100

// The arguments of the tools.
type (
	mcpSections struct {
		Document string `json:"document,omitempty" jsonschema:"id of one document; all of them if missing"`
	}
	mcpSearch struct {
		Query string `json:"query" jsonschema:"words in Japanese, or a citation"`
		N     int    `json:"n,omitempty" jsonschema:"number of hits, 20 if missing, at most 100"`
	}
	mcpRequirement struct {
		ID string `json:"id" jsonschema:"id or alias, such as mhlw-6.0-sys-8-i03"`
	}
	mcpChecklist struct {
		Document string `json:"document,omitempty" jsonschema:"id of the checklist; may be missing if there is one only"`
		Role     string `json:"role,omitempty" jsonschema:"only items whose roles contain this, such as 事業者"`
	}
	mcpCitation struct {
		Citation string `json:"citation" jsonschema:"in any spelling the documents use: 企8.2.2, シス14⑤, 2-⑥"`
	}
	mcpLinks struct {
		ID string `json:"id" jsonschema:"id of a requirement or group"`
	}
	mcpDiff struct {
		From string `json:"from" jsonschema:"id of the older document"`
		To   string `json:"to" jsonschema:"id of the newer document"`
	}
)

// mcpServer offers the questions as tools. The answers are those of the API.
func (s *api) mcpServer() *mcp.Server {
	server := mcp.NewServer(&mcp.Implementation{Name: "shogo", Version: "1"}, &mcp.ServerOptions{Instructions: mcpNote})
	addTool(server, "list_sections", "Documents with their volumes, chapters and sections", func(in mcpSections) (any, error) { return s.sections(in.Document) })
	addTool(server, "search", "Requirements that answer a query in Japanese, best first; confident is false where there is no honest answer", func(in mcpSearch) (any, error) {
		switch {
		case in.N == 0:
			in.N = hitsForPrograms
		case in.N < 1 || in.N > mostHits:
			return nil, &badRequest{fmt.Sprintf("n is %d, want a number from 1 to %d", in.N, mostHits)}
		}
		return s.search(in.Query, in.N)
	})
	addTool(server, "get_requirement", "One requirement with its text, parts and links both ways", func(in mcpRequirement) (any, error) { return s.requirement(in.ID) })
	addTool(server, "get_checklist", "The items of a checklist with the clauses they cite", func(in mcpChecklist) (any, error) { return s.checklist(in.Document, in.Role) })
	addTool(server, "resolve_citation", "What a citation names; several requirements where it is ambiguous", func(in mcpCitation) (any, error) { return s.resolve(in.Citation) })
	addTool(server, "list_links", "Links of a requirement or group in both directions, with evidence", func(in mcpLinks) (any, error) {
		if in.ID == "" {
			return nil, &badRequest{"no id given; search and resolve_citation give them"}
		}
		return s.links(in.ID)
	})
	addTool(server, "diff", "What changed between two catalogs; unchanged requirements are counted, not listed", func(in mcpDiff) (any, error) { return s.diff(in.From, in.To) })
	return server
}

func addTool[In any](server *mcp.Server, name, description string, answer func(In) (any, error)) {
	closed := false
	tool := &mcp.Tool{Name: name, Description: description, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, OpenWorldHint: &closed}}
	mcp.AddTool(server, tool, func(_ context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, any, error) {
		out, err := answer(in)
		return nil, out, err
	})
}
