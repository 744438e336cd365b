package main

// scenes are the desks and what one does at them. An answer or a contract in a
// picture is made up for it.
var scenes = []scene{
	{name: "search", page: "index.html", steps: search},
	{name: "requirement", page: "doc/clm-r7/2.html", top: "#i10"},
	{name: "matrix", page: "matrix/clm-r7--mhlw-6.0.html"},
	{name: "compare", page: "compare.html#a=doc%2Fclm-r7%2F2.html%23i06&b=doc%2Fmhlw-6.0%2Fsys-8.html%23i03", steps: compare},
	{name: "sheet", page: "sheet/clm-r7-provider.html", steps: fill},
	{name: "sheets", page: "sheet/index.html"},
	{name: "guide-sheet", page: "sheet/clm-r7-provider.html", steps: fill, top: ".sheet-item:has(.sheet-help-body)", high: 820},
	{name: "contract", page: "contract.html", steps: contract},
	{name: "guide-contract", page: "contract.html", steps: contract, top: "#contract-clauses > :nth-child(2)", high: 860},
	{name: "guide-search", page: "index.html", steps: search, high: 760},
	{name: "guide-matrix", page: "matrix/clm-r7--mhlw-6.0.html", high: 700},
}

const search = `type("#site-q", "パスワードの使い回し"); one("#site-search").requestSubmit(); await until(() => document.querySelector(".result"));`

const compare = `await until(() => document.querySelectorAll("iframe").length === 2); await new Promise((r) => setTimeout(r, 1500));`

const fill = `localStorage.clear();
	type("#sheet-organization", "見本システム株式会社"); type("#sheet-system", "電子カルテ"); type("#sheet-date", "2026-06-15");
	const items = [...document.querySelectorAll(".sheet-item:has(.sheet-help-body)")];
	const answers = ["yes", "yes", "no"];
	items.slice(0, 3).forEach((item, i) => {
		item.querySelector("input[value=" + answers[i] + "]").click();
		type("#" + item.id + "-checked", "2026-06-15");
	});
	type("#" + items[0].id + "-evidence", "更新の記録（台帳）");
	type("#" + items[2].id + "-target", "2026-09-30");
	type("#" + items[2].id + "-note", "切り替えの手順を作成中");`

const contract = `type("#contract-text", "第1条（目的）\n本契約は、甲が用いる電子カルテの保守を乙が請け負うことについて定める。\n第2条（利用者の識別）\n乙は、保守に用いる利用者番号を作業者ごとに分け、同じ合言葉（パスワード）を使い回さない。\n第3条（記録）\n乙は、遠隔からの接続の記録（ログ）を取得し、甲の求めに応じて提出する。\n第4条（支払）\n甲は、毎月末日までに乙の請求する額を支払う。");
	one("#contract-form").requestSubmit();
	await until(() => !one("#contract-result").hidden && document.querySelectorAll("#contract-clauses > *").length >= 4);
	await new Promise((r) => setTimeout(r, 1500));`
