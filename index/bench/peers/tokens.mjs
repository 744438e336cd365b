// Two ways to cut Japanese that need no dictionary of their own.

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/** Words as the browser and Node cut them. */
export function words(text) {
  const out = [];
  for (const s of segmenter.segment(text.normalize("NFKC"))) if (s.isWordLike) out.push(s.segment);
  return out;
}

const runs = /[\p{scx=Hira}\p{scx=Kana}\p{scx=Han}]+|(?:(?![\p{scx=Hira}\p{scx=Kana}\p{scx=Han}])[\p{L}\p{N}_])+/gu;
const cjk = /[\p{scx=Hira}\p{scx=Kana}\p{scx=Han}]/u;

/** Pairs of neighbouring Japanese characters; other words whole. */
export function bigrams(text) {
  const out = [];
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(runs)) {
    const chars = [...run];
    if (!cjk.test(run) || chars.length === 1) out.push(run);
    else for (let i = 0; i + 1 < chars.length; i++) out.push(chars[i] + chars[i + 1]);
  }
  return out;
}
