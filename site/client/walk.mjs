import { readdir } from "node:fs/promises";

// The steps of the walk through the site: each does what a person does and
// gives what the person then sees.

/** The files that have come whole: while one is on its way, a second of the same name ends in .part. */
async function arrived(folder) {
  const names = await readdir(folder);
  return names.filter((n) => !n.endsWith(".part") && !names.includes(`${n}.part`));
}

const text = (page, selector) => page.$eval(selector, (e) => e.textContent);

export const walk = {
  /** Types a question and reads the first answer. */
  async search(page, base) {
    await page.goto(`${base}index.html`);
    await page.type("#site-q", "パスワードの使い回し");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".result");
    return text(page, ".result");
  },

  /** Opens an address somebody has sent. */
  async shared(page, base) {
    await page.goto("about:blank");
    await page.goto(`${base}index.html#q=${encodeURIComponent("シス14⑤")}`);
    await page.waitForSelector(".result");
    return text(page, ".result");
  },

  /** Comes to a term by keyboard and reads what it means. */
  async term(page, base) {
    await page.goto(`${base}doc/clm-r7/3.html`);
    await page.focus("#i02 a.term");
    await page.waitForFunction(() => !document.getElementById("tip-i02-1").hidden);
    return text(page, "#tip-i02-1");
  },

  /** Puts an item beside the clause it cites; the frames show one article each. */
  async compare(page, base) {
    await page.goto(`${base}doc/clm-r7/2.html`);
    const href = await page.$eval("#i06 .end .quiet-button", (a) => a.href);
    await page.goto(href);
    await page.waitForFunction(() => document.querySelectorAll("iframe").length === 2);
    const shown = [];
    for (let waited = 0; waited < 20_000 && shown.length < 2; waited += 250) {
      await new Promise((r) => setTimeout(r, 250));
      shown.length = 0;
      for (const frame of page.frames().filter((f) => f !== page.mainFrame())) {
        const labels = await frame.evaluate(() => [...document.querySelectorAll("article")].filter((a) => a.offsetHeight > 0).map((a) => a.dataset.citation)).catch(() => []);
        if (labels.length === 1) shown.push(labels[0]);
      }
    }
    return shown.sort().join(" | ");
  },

  /** Reads a sum of the matrix and opens a cell. */
  async matrix(page, base) {
    await page.goto(`${base}matrix/clm-r7--mhlw-6.0.html`);
    await page.click(".matrix tbody td a");
    return page.evaluate(() => `${document.querySelector(".matrix tfoot .sum").textContent} ${document.querySelector(":target .end")?.textContent ?? ""}`);
  },

  /** Answers an item, leaves the page, comes back and reads the count. */
  async sheet(page, base) {
    const sheet = `${base}sheet/clm-r7-provider.html`;
    await page.goto(sheet);
    await page.click('#item-clm-r7-2-i06 input[value="no"]');
    await page.type("#item-clm-r7-2-i06-note", "切り替え中");
    await page.waitForFunction(() => document.getElementById("sheet-count").textContent.includes("1 項目に回答"));
    await new Promise((r) => setTimeout(r, 1500)); // what is typed is kept after a moment
    await page.goto("about:blank");
    await page.goto(sheet);
    await page.waitForFunction(() => document.getElementById("sheet-count").textContent !== "");
    return page.evaluate(() => `${document.getElementById("sheet-count").textContent} ${document.getElementById("item-clm-r7-2-i06-note").value}`);
  },

  /** Saves the sheet that the step before has begun, in every format; names what came. */
  async downloads(page, base, folder) {
    for (const button of ["#sheet-save", "#sheet-xlsx", "#sheet-csv"]) {
      const before = (await arrived(folder)).length;
      await page.click(button);
      for (let waited = 0; waited < 30_000 && (await arrived(folder)).length === before; waited += 100) await new Promise((r) => setTimeout(r, 100));
    }
    return (await arrived(folder)).sort().join(" ");
  },

  /** Lays a clause beside the requirements, accepts the first candidate and reads what it shares. */
  async contract(page, base) {
    await page.goto(`${base}contract.html`);
    await page.type("#contract-text", "第1条 乙は、担当者が退社したときは、当該IDを直ちに使えなくする。");
    await page.click('#contract-form button[type="submit"]');
    await page.waitForSelector(".contract-candidates li");
    await page.click(".contract-decide button");
    await page.click(".contract-why summary");
    await page.waitForSelector(".contract-words");
    const said = await page.evaluate(() => [".contract-candidate", ".contract-words", '.contract-decide [aria-pressed="true"]'].map((x) => document.querySelector(x)?.textContent ?? "").join(" | "));
    page.once("dialog", (d) => d.accept());
    return said;
  },
};
