package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"shogo/corpus"
)

// settingsTemplate is the shogo.yaml of a new workspace. The administrator who
// fills it in is no engineer: every key says what it is for.
const settingsTemplate = `# shogo の設定です。行頭に # がある行は説明で、読み込まれません。

# shogo に同梱されている文書も一緒に公開するか。keep は公開する、omit は公開しない。
embedded: keep

# 公開する文書の一覧です。文書ごとの記入は「shogo add ファイル」が行います。
# 「要記入」とある行は、原本や発行者のページを見て書き入れてください。
sources:

# shogo check が失敗とみなすリンクの状態を変えられます。
# check:
#   errors: [orphaned, suspect, quotation]

# PDF のフォントに文字の情報がない記号を、一度だけここで決められます。
# font と code は shogo check が表示します。file を書くと、その文書だけに使います。
# glyphs:
#   - font: ABCDEF+Wingdings
#     code: 252
#     text: ✓
#     file: guideline.pdf

# shogo が知らない種類の表は、列の見出しを書くと読み取れます。
# 見出しは「shogo add --preview ファイル」で確かめられます。
# profiles:
#   kakuninhyo:
#     key: 番号            # 行の番号の列（必須）
#     text: 確認事項        # 本文の列（必須）
#     section: 区分         # 行をまとめる列
#     title: 項目           # 短い題名の列
#     volume: 編            # 引用の編の名前がある列
#     cites: 関連する条項    # ガイドラインを引用している列（複数なら [列1, 列2]）
#     notes: [備考]         # 本文に添える列
#     edition: "6.0"        # 引用されているガイドラインの版
#     certainty: certain    # certain（確実）、likely（推定）、ambiguous（あいまい）
`

const synonymTemplate = `# 同じ意味の言葉を、一行に一組、タブで区切って書きます。最初の語が代表です。
# 例（行頭の # を取ると使われます）:
# 合い言葉	パスワード
`

const userDictTemplate = `# 院内だけで使う言葉と、その読み（ひらがなかカタカナ）をタブで区切って書きます。
# 例（行頭の # を取ると使われます）:
# 電カル	でんかる
`

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init [DIR]",
		Short: "Make a workspace for documents of your own",
		Long: `Init makes the folder DIR (default: the current one) a workspace: shogo.yaml
with its settings explained, an empty folder sources/, and empty tables for
words of your own. What exists already stays as it is.`,
		Example: `  shogo init guidelines
  cd guidelines && shogo add ~/Downloads/*.pdf && shogo build`,
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return a.init(dir)
		},
	}
}

func (a *app) init(dir string) error {
	settings := filepath.Join(dir, corpus.SettingsName)
	if _, err := os.Lstat(settings); err == nil {
		return &corpus.SyntaxError{Source: settings, Msg: "this is a workspace already", Remedy: "add documents with: shogo add FILE"}
	}
	if err := os.MkdirAll(filepath.Join(dir, corpus.SourcesFolder), 0o755); err != nil {
		return fmt.Errorf("make workspace: %w", err)
	}
	// shogo.yaml comes last: a folder with it is complete.
	for _, f := range []struct{ name, text string }{{synonymFile, synonymTemplate}, {userDictFile, userDictTemplate}, {corpus.SettingsName, settingsTemplate}} {
		path := filepath.Join(dir, f.name)
		if _, err := os.Lstat(path); err == nil {
			continue
		} else if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("make workspace: %w", err)
		}
		if err := a.writeOutput(path, writeText(f.text)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(a.stdout, settings)
	return err
}

func writeText(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}
