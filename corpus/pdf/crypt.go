package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// cipherKind says how a string or a stream is encrypted.
type cipherKind byte

const (
	cipherNone cipherKind = iota
	cipherRC4
	cipherAES128
	cipherAES256
)

// crypt is the standard security handler opened with the empty user password
// (ISO 32000-1, 7.6; revisions 5 and 6: ISO 32000-2).
type crypt struct {
	key              []byte
	strings, streams cipherKind
}

var errPassword = &Error{Msg: "the file is locked with a password", Remedy: "ask the publisher for a copy without one, or save one without it in a viewer"}

func (f *file) unlock() error {
	d := f.dict(f.trailer["Encrypt"])
	if d == nil {
		return &Error{Msg: "the file says that it is encrypted, but not how", Remedy: "download it again; if it stays so, ask the publisher"}
	}
	if n := f.name(d["Filter"]); n != "Standard" {
		return &Error{Msg: "the file is encrypted by the unknown handler " + quoteShort(n), Remedy: "save a copy without encryption in a viewer"}
	}
	version, revision := int(f.number(d["V"], 0)), int(f.number(d["R"], 0))
	c := &crypt{strings: cipherRC4, streams: cipherRC4}
	if version >= 4 {
		filters := f.dict(d["CF"])
		kind := func(key string) cipherKind {
			n := f.name(d[key])
			switch f.name(f.dict(filters[n])["CFM"]) {
			case "V2":
				return cipherRC4
			case "AESV2":
				return cipherAES128
			case "AESV3":
				return cipherAES256
			}
			return cipherNone
		}
		c.strings, c.streams = kind("StrF"), kind("StmF")
	}
	var ok bool
	if revision >= 5 {
		ok = c.open256(f, d, revision)
	} else {
		ok = c.openMD5(f, d, version, revision)
	}
	if !ok {
		return errPassword
	}
	f.crypt = c
	// What was read before the key was known may hold encrypted strings.
	keep := f.trailer["Encrypt"]
	f.mu.Lock()
	f.cache = map[int]object{}
	f.packs = map[int]*pack{}
	if r, isRef := keep.(ref); isRef {
		f.cache[r.num] = d
	}
	f.mu.Unlock()
	if f.rebuilt {
		f.findRoot()
	}
	return nil
}

func quoteShort(s string) string {
	if len(s) > 40 {
		s = s[:40]
	}
	return `"` + s + `"`
}

// padding of algorithm 2, ISO 32000-1, 7.6.3.3.
var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

func (c *crypt) openMD5(f *file, d dict, version, revision int) bool {
	owner, _ := f.resolve(d["O"]).(text)
	user, _ := f.resolve(d["U"]).(text)
	length := int(f.number(d["Length"], 40)) / 8
	if version == 4 {
		length = 16
	}
	if version == 1 {
		length = 5
	}
	if len(owner) < 32 || len(user) < 32 || length < 5 || length > 16 {
		return false
	}
	var id text
	if a := f.array(f.trailer["ID"]); len(a) > 0 {
		id, _ = f.resolve(a[0]).(text)
	}
	h := md5.New()
	h.Write(padding)
	h.Write([]byte(owner[:32]))
	_ = binary.Write(h, binary.LittleEndian, uint32(int64(f.number(d["P"], 0))))
	h.Write([]byte(id))
	if meta, ok := f.resolve(d["EncryptMetadata"]).(bool); ok && !meta && revision >= 4 {
		h.Write([]byte{255, 255, 255, 255})
	}
	key := h.Sum(nil)
	if revision >= 3 {
		for range 50 {
			s := md5.Sum(key[:length])
			key = s[:]
		}
	}
	c.key = key[:length]
	return c.checkMD5([]byte(user), []byte(id), revision)
}

func (c *crypt) checkMD5(user, id []byte, revision int) bool {
	if revision == 2 {
		return bytes.Equal(rc4ed(c.key, padding), user[:32])
	}
	sum := md5.Sum(append(append([]byte(nil), padding...), id...))
	out := rc4ed(c.key, sum[:])
	for i := byte(1); i <= 19; i++ {
		k := make([]byte, len(c.key))
		for j := range k {
			k[j] = c.key[j] ^ i
		}
		out = rc4ed(k, out)
	}
	return bytes.Equal(out, user[:16])
}

func rc4ed(key, b []byte) []byte {
	r, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(b))
	r.XORKeyStream(out, b)
	return out
}

// open256 checks the empty password and unwraps the file key.
func (c *crypt) open256(f *file, d dict, revision int) bool {
	user, _ := f.resolve(d["U"]).(text)
	wrapped, _ := f.resolve(d["UE"]).(text)
	if len(user) < 48 || len(wrapped) < 32 {
		return false
	}
	u := []byte(user)
	check, salt := u[32:40], u[40:48]
	hash := func(s []byte) []byte {
		if revision == 5 {
			sum := sha256.Sum256(s)
			return sum[:]
		}
		return hash2B(s)
	}
	if !bytes.Equal(hash(check), u[:32]) {
		return false
	}
	b, err := aes.NewCipher(hash(salt))
	if err != nil {
		return false
	}
	c.key = make([]byte, 32)
	cipher.NewCBCDecrypter(b, make([]byte, 16)).CryptBlocks(c.key, []byte(wrapped[:32]))
	return true
}

// hash2B is algorithm 2.B of ISO 32000-2 for the empty password.
func hash2B(salt []byte) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	for i := 0; ; i++ {
		k1 := bytes.Repeat(k, 64)
		b, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		e := make([]byte, len(k1))
		cipher.NewCBCEncrypter(b, k[16:32]).CryptBlocks(e, k1)
		mod := 0
		for _, c := range e[:16] {
			mod += int(c)
		}
		switch mod % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if i >= 63 && int(e[len(e)-1]) <= i-32 {
			return k[:32]
		}
	}
}

// decrypt gives the plain bytes of a string or stream of an object.
func (c *crypt) decrypt(b []byte, num, gen int, kind cipherKind) []byte {
	if kind == cipherNone {
		return b
	}
	key := c.key
	if kind != cipherAES256 {
		k := append(append([]byte(nil), c.key...), byte(num), byte(num>>8), byte(num>>16), byte(gen), byte(gen>>8))
		if kind == cipherAES128 {
			k = append(k, "sAlT"...)
		}
		sum := md5.Sum(k)
		key = sum[:min(16, len(c.key)+5)]
	}
	if kind == cipherRC4 {
		return rc4ed(key, b)
	}
	blk, err := aes.NewCipher(key)
	if err != nil || len(b) < 32 {
		return nil
	}
	out := make([]byte, (len(b)-16)/16*16)
	cipher.NewCBCDecrypter(blk, b[:16]).CryptBlocks(out, b[16:16+len(out)])
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= 16 {
		out = out[:len(out)-pad]
	}
	return out
}
