package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
)

// fingerprint is the SHA-256 of the text without white space, as 16 hex
// digits: it tells whether quoted words have changed since a link was made or
// reviewed, and ignores how they were wrapped.
func fingerprint(text string) string {
	sum := sha256.Sum256([]byte(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)))
	return hex.EncodeToString(sum[:])[:16]
}
