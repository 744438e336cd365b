package main

// scenes are the desks and what one does at them. An answer or a contract in a
// picture is made up for it.
var scenes = []scene{
	{name: "search", page: "index.html", steps: search},
	{name: "requirement", page: "doc/clm-r7/2.html", top: "#i10"},
	{name: "matrix", page: "matrix/clm-r7--mhlw-6.0.html"},
	{name: "compare", page: "compare.html#a=doc%2Fclm-r7%2F2.html%23i06&b=doc%2Fmhlw-6.0%2Fsys-8.html%23i03", steps: compare},
	{name: "guide-search", page: "index.html", steps: search, high: 760},
	{name: "guide-matrix", page: "matrix/clm-r7--mhlw-6.0.html", high: 700},
}

const search = `type("#site-q", "パスワードの使い回し"); one("#site-search").requestSubmit(); await until(() => document.querySelector(".result"));`

const compare = `await until(() => document.querySelectorAll("iframe").length === 2); await new Promise((r) => setTimeout(r, 1500));`
