// Writes and reads XML with the browser's own parser.

/** What XML 1.0 (2.2) allows nowhere, not even as a reference: controls, halves of surrogates, U+FFFE and U+FFFF. */
const refused = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const references: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&apos;", "\r": "&#13;", "\t": "&#9;", "\n": "&#10;" };

/** A text as it stands in an element or a quoted attribute. What XML cannot hold becomes U+FFFD. */
export function escapeXML(text: string): string {
  return text.replace(refused, "\ufffd").replace(/[&<>"'\r\t\n]/g, (c) => references[c] ?? c);
}

/**
 * Parses a document. Throws an Error in Japanese, naming the part, if it is
 * not well formed or brings entities of its own, which could grow without end.
 */
export function parseXML(text: string, name: string): Document {
  // Comments and values may hold the word; a declaration stands before the first element.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Error(`${name}：文書型の宣言を含むファイルは開きません。`);
  const doc = new DOMParser().parseFromString(text, "application/xml");
  if (doc.getElementsByTagName("parsererror").length > 0) throw new Error(`${name}：ファイルが壊れていて読めません。もう一度保存し直してください。`);
  return doc;
}

/** The elements of a local name below a node, whatever prefix they carry, in document order. */
export function all(node: Document | Element, name: string): Element[] {
  return [...node.getElementsByTagNameNS("*", name)];
}

/** The child elements of a local name. */
export function kids(node: Element, name: string): Element[] {
  return [...node.children].filter((c) => c.localName === name);
}
