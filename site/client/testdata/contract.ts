// What the tests of the contract page's engine call inside the browser.
import { cut, stand } from "../contract/cut";
import { Engine } from "../search/engine";
import { Matcher } from "../search/match";

const engine = new Engine("search/");
let matcher: Promise<Matcher> | undefined;

Object.assign(window, {
  contract: {
    cut: (texts: string[]): unknown[] => texts.map((t) => stand(cut(t)).map((c) => [c.label, c.part, c.line, c.text].join("|"))),
    match: async (clauses: string[], against: string): Promise<unknown[]> => {
      const m = await (matcher ??= Matcher.open(engine)), out: unknown[] = [];
      for (const c of clauses) {
        const got = await m.match(c, 5, against);
        out.push({
          confident: got.confident, topics: got.topics.map((t) => t.id + " " + t.score),
          candidates: await Promise.all(got.candidates.map(async (x) => ({
            id: x.id, score: x.score, enough: x.enough, stub: x.stub, field: (await m.passage(x)).field,
            shared: x.shared.map((w) => [w.word, w.terms.join("/"), w.wording, w.weight, w.factor, w.points, w.clause.map((p) => c.slice(p.start, p.end)).join("/")].join(" ")),
          }))),
        });
      }
      return out;
    },
  },
});
