// shogo: the engine of the site over exported files, without the site around it.
import { Engine } from "./search/engine";

export async function open() {
  const engine = new Engine("search/");
  return async (q) => {
    const { hits, confident } = await engine.search(q, 10);
    return { items: hits.map(({ id, title }) => ({ id, title })), sure: confident };
  };
}
