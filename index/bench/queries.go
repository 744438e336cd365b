package main

import (
	"strings"

	"shogo/index"
)

// latencyQueries are asked for time and bytes: single words and pairs, common
// and rare, whole phrases, words cut short, kana, Latin, and function words
// alone.
var latencyQueries = strings.Split(strings.TrimSpace(`
インストール
ファイル 一覧
設定
カーネル モジュール 読み込み
パスワードを変更する
文字列
グリフ
ネットワークインターフェイス
メモリ 解放
戻り値
ソケットに接続できない
環境変数
画像 切り抜き
セルの結合
署名
音符
行列 逆行列
使い方
マウントポイント
パッケージの依存関係を調べる
あっしゅくふぁいる
ディスク 容量
プリンター
シグナルハンドラ
権限がありません
正規表現 置換
フォント
デフォルトのエディタ
ログイン シェル
標準エラー
共有ライブ
オプションを指定しない場合
apt-get
ユーザー名
レイヤーマスク
数式 入力
時刻 同期
バックアップを取る
を使って
ファイルディスクリプタを複製する
`), "\n")

// everydayWords have no business in manuals of programs.
var everydayWords = strings.Fields(`
味噌汁 冷蔵庫 温泉旅館 花粉症 駐輪場 株主総会 野球選手 英会話教室 住宅ローン 食物アレルギー
卵焼き 納豆 桜前線 運転免許 保育園 結婚式 葬儀 引っ越し業者 美容院 歯科医院
年賀状 盆踊り 相撲 将棋大会 柔道 茶道 宝くじ 競馬 釣り竿 登山靴
洗濯機 掃除機 電子レンジ 炊飯器 布団 畳 浴衣 下駄 風鈴 線香花火
新幹線 回転寿司 ラーメン屋 居酒屋 牛丼 焼き鳥 天ぷら 抹茶 梅干し 大根おろし`)

// unanswerable are the everyday words that no section contains in any width,
// case or kana.
func unanswerable(docs []index.Document) []string {
	var b strings.Builder
	for _, d := range docs {
		b.WriteString(index.Fold(d.Title + "\n" + d.Body))
		b.WriteString("\n")
	}
	all := b.String()
	var out []string
	for _, w := range everydayWords {
		if !strings.Contains(all, index.Fold(w)) {
			out = append(out, w)
		}
	}
	return out
}

// pick takes n of the queries, spread evenly.
func pick[T any](all []T, n int) []T {
	if n >= len(all) {
		return all
	}
	out := make([]T, n)
	for i := range out {
		out[i] = all[i*len(all)/n]
	}
	return out
}
