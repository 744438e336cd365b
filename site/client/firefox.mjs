// Walks through a built site in a stock Firefox, driven over WebDriver BiDi:
//
//   node firefox.mjs MODULES FIREFOX BASE DOWNLOADS
//
// MODULES is the folder of node_modules, FIREFOX the browser's program, BASE
// the address of the site's folder with its slash, file:// or http://, DOWNLOADS
// the folder that saved files go to. Prints one JSON object: the answers of every
// step, the requests that left BASE, the errors of the console and what a page's
// policy refused, and what was heard of a picture that it has to refuse. What
// these should be is the caller's part.
import { createRequire } from "node:module";

const [modules, executablePath, base, downloads] = process.argv.slice(2);
const puppeteer = createRequire(`${modules}/`)("puppeteer-core");

// Files go where they are looked for, without a question.
const extraPrefsFirefox = { "browser.download.folderList": 2, "browser.download.dir": downloads, "browser.download.useDownloadDir": true, "browser.download.always_ask_before_handling_new_types": false };
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, protocol: "webDriverBiDi", extraPrefsFirefox });
const report = { answers: {}, foreign: [], errors: [], heard: [] };
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  page.on("request", (r) => { if (!/^(data|blob|about):/.test(r.url()) && !r.url().startsWith(base)) report.foreign.push(r.url()); });
  page.on("console", (m) => { if (m.type() === "error") report.errors.push(m.text()); });
  page.on("pageerror", (e) => report.errors.push(String(e)));

  const { walk } = await import("./walk.mjs");
  for (const [name, step] of Object.entries(walk)) {
    report.answers[name] = await step(page, base, downloads);
  }
  const before = report.errors.length;
  await page.goto(`${base}about.html`);
  await page.evaluate(() => document.body.append(Object.assign(new Image(), { src: "http://127.0.0.1:9/x.png" })));
  for (let waited = 0; waited < 5000 && report.errors.length === before; waited += 50) await new Promise((r) => setTimeout(r, 50));
  report.heard = report.errors.splice(before);
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));
