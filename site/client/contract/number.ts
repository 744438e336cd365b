// Number formats of Office Open XML (ST_NumberFormat). Mirrors
// corpus/docx/numberformat.go as far as contracts use it.

const cycles: Record<string, string> = {
  aiueo: "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ",
  aiueoFullWidth: "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
  iroha: "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽ",
  irohaFullWidth: "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
  ideographTraditional: "甲乙丙丁戊己庚辛壬癸",
};

/** Writes n in a number format; an unknown one gives decimal digits. */
export function format(n: number, kind: string): string {
  const cycle = cycles[kind];
  if (cycle && n > 0) return [...cycle][(n - 1) % [...cycle].length];
  switch (kind) {
    case "none": return "";
    case "decimalZero": return String(n).padStart(2, "0");
    case "decimalFullWidth": case "decimalFullWidth2": return String(n).replace(/\d/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    case "upperRoman": return roman(n);
    case "lowerRoman": return roman(n).toLowerCase();
    case "upperLetter": return letters(n, "A");
    case "lowerLetter": return letters(n, "a");
    case "decimalEnclosedCircle": case "decimalEnclosedCircleChinese":
      if (n >= 1 && n <= 20) return String.fromCharCode(0x2460 + n - 1);
      if (n >= 21 && n <= 35) return String.fromCharCode(0x3251 + n - 21);
      if (n >= 36 && n <= 50) return String.fromCharCode(0x32b1 + n - 36);
      break;
    case "decimalEnclosedParen": if (n >= 1 && n <= 20) return String.fromCharCode(0x2474 + n - 1); break;
    case "decimalEnclosedFullstop": if (n >= 1 && n <= 20) return String.fromCharCode(0x2488 + n - 1); break;
    case "ideographDigital": case "japaneseDigitalTenThousand": return digits(n);
    case "japaneseCounting": case "chineseCounting": case "chineseCountingThousand": return kanji(n);
  }
  return String(n);
}

function roman(n: number): string {
  if (n <= 0 || n > 3999) return String(n);
  let s = "";
  for (const [v, t] of [[1000, "M"], [900, "CM"], [500, "D"], [400, "CD"], [100, "C"], [90, "XC"], [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]] as const) {
    for (; n >= v; n -= v) s += t;
  }
  return s;
}

function letters(n: number, first: string): string {
  if (n <= 0 || n > 260) return String(n);
  return String.fromCharCode(first.charCodeAt(0) + (n - 1) % 26).repeat(Math.floor((n - 1) / 26) + 1);
}

const digits = (n: number): string => String(n).replace(/\d/g, (c) => "〇一二三四五六七八九"[Number(c)]);

/** 十一, 百二十. */
function kanji(n: number): string {
  if (n === 0 || n >= 10000) return digits(n);
  let s = "";
  for (let p = 3, v = 1000; p >= 0; p--, v /= 10) {
    const k = Math.floor(n / v) % 10;
    if (k === 0) continue;
    if (k > 1 || p === 0) s += "〇一二三四五六七八九"[k];
    if (p > 0) s += "十百千"[p - 1];
  }
  return s;
}
