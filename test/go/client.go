// A client of a log that is nobody's but Go's own: its checkpoint, tiles, entries, consistency and cosignatures, and a
// proof, are checked with golang.org/x/mod/sumdb. It prints what it found, a line each, and ends with 1 when something is
// not as it must be.
//
//	client log BASE VKEY QUORUM [COSIGNER...]
//	client proof FILE VKEY QUORUM [COSIGNER...]
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A key of a witness (C2SP tlog-cosignature, Ed25519): note.NewVerifier knows type 1 alone.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }
func (c cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(sig)
	return ed25519.Verify(c.key, []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, msg)), sig[8:])
}

func newCosigner(vkey string) cosigner {
	parts := strings.SplitN(vkey, "+", 3)
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	check(err)
	must(len(raw) == 33 && raw[0] == 4, "the key of a witness is of type 4")
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), raw...))
	hash := binary.BigEndian.Uint32(sum[:])
	must(fmt.Sprintf("%08x", hash) == parts[1], "the id of a witness's key is made of it")
	return cosigner{parts[0], hash, raw[1:]}
}

// The tree that the note signs, which so many of the witnesses cosigned.
func open(text string, args []string) tlog.Tree {
	verifier, err := note.NewVerifier(args[0])
	check(err)
	quorum, err := strconv.Atoi(args[1])
	check(err)
	verifiers := []note.Verifier{verifier}
	for _, vkey := range args[2:] {
		verifiers = append(verifiers, newCosigner(vkey))
	}
	opened, err := note.Open([]byte(text), note.VerifierList(verifiers...))
	check(err)
	byLog, cosigned := 0, 0
	for _, sig := range opened.Sigs {
		if sig.Hash == verifier.KeyHash() && sig.Name == verifier.Name() {
			byLog++
		} else {
			cosigned++
		}
	}
	must(byLog == 1, "the log signed")
	must(cosigned >= quorum, fmt.Sprintf("%d witnesses cosigned, of %d that are asked for", cosigned, quorum))
	lines := strings.Split(opened.Text, "\n")
	must(lines[0] == verifier.Name(), "the origin is the name of the key")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := tlog.ParseHash(lines[2])
	check(err)
	fmt.Printf("checkpoint of %d entries, %d cosignatures\n", size, cosigned)
	return tlog.Tree{N: size, Hash: root}
}

// Tiles as C2SP tlog-tiles names them: those of Go's own, of a height of 8, without the height.
type tiles struct{ base string }

func (t tiles) Height() int                     { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		found = append(found, get(t.base+"/log/"+strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
	}
	return found, nil
}

func checkLog(base string, args []string) {
	tree := open(string(get(base+"/log/checkpoint")), args)
	reader := tlog.TileHashReader(tree, tiles{base})
	root, err := tlog.TreeHash(tree.N, reader)
	check(err)
	must(root == tree.Hash, "the tiles make the root that is signed")
	for at := int64(0); at < tree.N; at += 256 {
		width := tree.N - at
		path := tlog.Tile{H: 8, L: 0, N: at / 256, W: 256}
		if width < 256 {
			path.W = int(width)
		}
		name := strings.Replace(path.Path(), "tile/8/0/", "tile/entries/", 1)
		bundle := get(base + "/log/" + name)
		for i := at; i < at+int64(path.W); i++ {
			length := int(binary.BigEndian.Uint16(bundle))
			entry := bundle[2 : 2+length]
			bundle = bundle[2+length:]
			hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, i)})
			check(err)
			must(hashes[0] == tlog.RecordHash(entry), "an entry is the leaf of its index")
			proof, err := tlog.ProveRecord(tree.N, i, reader)
			check(err)
			check(tlog.CheckRecord(proof, tree.N, tree.Hash, i, hashes[0]))
		}
		must(len(bundle) == 0, "a bundle ends with its last entry")
	}
	fmt.Printf("%d entries stand in the tree\n", tree.N)
	for n := int64(1); n < tree.N; n++ {
		older, err := tlog.TreeHash(n, reader)
		check(err)
		proof, err := tlog.ProveTree(tree.N, n, reader)
		check(err)
		check(tlog.CheckTree(proof, tree.N, tree.Hash, n, older))
	}
	fmt.Println("every earlier tree is the beginning of this one")
}

func checkProof(file string, args []string) {
	content, err := os.ReadFile(file)
	check(err)
	head, checkpoint, found := strings.Cut(string(content), "\n\n")
	must(found, "a proof has a blank line")
	tree := open(checkpoint, args)
	lines := strings.Split(head, "\n")
	must(lines[0] == "c2sp.org/tlog-proof@v1", "it is a tlog-proof")
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	check(err)
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	check(err)
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		check(err)
		proof = append(proof, hash)
	}
	entry := entryOf(extra)
	check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)))
	fmt.Printf("entry %d stands in the tree\n", index)
}

// The entry of the log that the archive puts into the proof, as text.
func entryOf(extra []byte) []byte {
	var evidence struct{ Entry string }
	check(json.Unmarshal(extra, &evidence))
	return []byte(evidence.Entry)
}

func get(url string) []byte {
	response, err := http.Get(url)
	check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	check(err)
	must(response.StatusCode == 200, fmt.Sprintf("%s answers %d", url, response.StatusCode))
	return body
}

func check(err error) {
	if err != nil {
		fmt.Println("FAILED:", err)
		os.Exit(1)
	}
}

func must(is bool, what string) {
	if !is {
		check(fmt.Errorf("not so: %s", what))
	}
}

func main() {
	if len(os.Args) < 5 {
		fmt.Println("usage: client log|proof BASE|FILE VKEY QUORUM [COSIGNER...]")
		os.Exit(2)
	}
	if os.Args[1] == "log" {
		checkLog(os.Args[2], os.Args[3:])
	} else {
		checkProof(os.Args[2], os.Args[3:])
	}
	fmt.Println("ok")
}
