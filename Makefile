# The two commands a newcomer needs are "make site" and "make test".
# Everything is pure Go, so no C compiler is needed; only "make race" wants one.
export CGO_ENABLED ?= 0

GO       ?= go
FUZZTIME ?= 20s
CLIENT   := site/client
NPM      := bin/npm
BROWSERS := chromium chromium-browser google-chrome
BROWSER_PACKAGES := chromium fonts-noto-cjk
FIREFOXES := firefox-esr firefox
FIREFOX_PACKAGES := firefox-esr fonts-noto-cjk
NODE_PACKAGES := nodejs npm

.PHONY: build site test lint client-types race fuzz bench screenshots browser firefox node clean licenses

build: ## compile the command to bin/shogo
	$(GO) build -trimpath -buildvcs=false -o bin/shogo ./cmd/shogo

site: build ## build public/ from the embedded documents
	./bin/shogo build -o public

test: browser firefox lint client-types ## everything that must hold
	$(GO) test ./...

lint: ## format, vet, staticcheck
	@bad=$$(gofmt -l cmd corpus index site); if [ -n "$$bad" ]; then echo "gofmt would change:"; echo "$$bad"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

client-types: $(NPM)/node_modules/.package-lock.json ## type check of the browser code
	$(NPM)/node_modules/.bin/tsc --noEmit -p $(CLIENT)/tsconfig.json

# The modules are for tests alone: types, axe-core, and what drives Firefox.
# Installed outside of $(CLIENT), which is embedded into the command as a whole.
$(NPM)/node_modules/.package-lock.json: $(CLIENT)/package.json $(CLIENT)/package-lock.json $(CLIENT)/.npmrc | node
	mkdir -p $(NPM)
	cp $^ $(NPM)
	cd $(NPM) && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

licenses: ## collect the licences of what is compiled in, for the page of the site
	$(GO) run ./site/internal/licenses > bin/licenses.json && mv bin/licenses.json site/licenses.json

race: ## the tests under the race detector; needs gcc
	CGO_ENABLED=1 $(GO) test -race ./...

fuzz: ## every fuzz target for FUZZTIME
	@set -e; for f in $$(grep -rlE '^func Fuzz' --include='*_test.go' cmd corpus index site); do \
	  for t in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' $$f); do \
	    echo "$$t in $$(dirname $$f)"; $(GO) test ./$$(dirname $$f) -run '^$$' -fuzz "^$$t\$$" -fuzztime $(FUZZTIME); \
	  done; done

# BENCH=small is done in a few minutes; BENCHFLAGS="-corpus 50000 -contestant
# shogo,pagefind" and the like choose. Results: bin/bench.
bench: browser node ## the search side by side with its peers
	$(GO) run ./index/bench $(if $(filter small,$(BENCH)),-small) $(BENCHFLAGS)

# Every desk at 360 and 1440 pixels, and the pictures of the guide, which are
# looked at before they are copied to site/content/img.
screenshots: site browser ## pictures of the built site in bin/screenshots
	$(GO) run ./site/internal/screenshots public bin/screenshots

# Tools that "make test" needs. As root they are installed; anybody else is
# told the command, and the target fails rather than leave a test out.
browser:
	@for b in "$$CHROMIUM" $(BROWSERS); do if [ -n "$$b" ] && command -v "$$b" >/dev/null 2>&1; then exit 0; fi; done; \
	$(call install,$(BROWSER_PACKAGES),the browser tests need Chromium and a Japanese font)

firefox:
	@for b in "$$FIREFOX" $(FIREFOXES); do if [ -n "$$b" ] && command -v "$$b" >/dev/null 2>&1; then exit 0; fi; done; \
	$(call install,$(FIREFOX_PACKAGES),the tests of both browsers need Firefox)

node:
	@if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then exit 0; fi; \
	$(call install,$(NODE_PACKAGES),the type check of the browser code needs Node.js)

# install(packages, why)
define install
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(1); \
else \
  echo "$(2). Install it with:" >&2; echo "  sudo apt-get install $(1)" >&2; exit 1; \
fi
endef

clean: ## remove what the targets have made
	rm -rf bin public
