// Where the hits stand on the site, and what they are called: the search data
// that the site itself writes (site/search.go). The files are classic scripts,
// because a page from file:// may not fetch; each hands its content to one
// global function.

/** Address and source page of one requirement. */
export interface Place {
  /** Relative to the root of the site: doc/mhlw-6.0/sys-8.html#i03. */
  url: string;
  /** Short name of the document, with its edition. */
  document: string;
  /** Page of the source the text was read from, 0 if none is known. */
  page: number;
  /** Short name of the document that quotes the text there, "" if it is the requirement's own. */
  quotedBy: string;
  /** certain, likely or ambiguous. */
  certainty: string;
}

/** The file as written: per page of the site its requirements. */
interface PlacesFile {
  documents: string[];
  pages: [file: string, document: number, items: [id: string, anchor: string, page: number, certainty: number, quotedBy?: number][]][];
}

/** Citation and title of every requirement, in the order of the places. */
type NamesFile = [citation: string, title: string, stub: 0 | 1][];

type Receiver = { shogoPlaces?: (file: PlacesFile) => void; shogoNames?: (file: NamesFile) => void };

/** What a requirement is called. */
export interface Name {
  id: string;
  citation: string;
  title: string;
  stub: boolean;
}

const grades = ["certain", "likely", "ambiguous"];

let loaded: Promise<Map<string, Place>> | undefined;
let named: Promise<Name[]> | undefined;

/** Reads the places below a folder once; later calls share the result. */
export function places(folder: string): Promise<Map<string, Place>> {
  loaded ??= new Promise((resolve, reject) => {
    (window as Receiver).shogoPlaces = (file) => resolve(read(file));
    inject(`${folder}places.js`, reject);
  });
  return loaded;
}

/** Reads the names, in document order; only a query that is a citation needs them. */
export function names(folder: string): Promise<Name[]> {
  named ??= places(folder).then((all) => new Promise<Name[]>((resolve, reject) => {
    (window as Receiver).shogoNames = (file) => {
      resolve([...all.keys()].map((id, i) => ({ id, citation: file[i][0], title: file[i][1], stub: file[i][2] === 1 })));
    };
    inject(`${folder}names.js`, reject);
  }));
  return named;
}

function inject(src: string, reject: (e: Error) => void): void {
  const script = document.createElement("script");
  script.src = src;
  script.onerror = () => reject(new Error(`検索データ ${src} を読み込めませんでした。サイトのフォルダーが途中までしか複製されていないおそれがあります。`));
  document.head.append(script);
}

function read(file: PlacesFile): Map<string, Place> {
  const out = new Map<string, Place>();
  for (const [name, doc, items] of file.pages) {
    for (const [id, anchor, page, certainty, quotedBy] of items) {
      const url = anchor === "" ? name : `${name}#${anchor}`;
      out.set(id, { url, document: file.documents[doc] ?? "", page, quotedBy: quotedBy === undefined ? "" : file.documents[quotedBy], certainty: grades[certainty] ?? "ambiguous" });
    }
  }
  return out;
}
