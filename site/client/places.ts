// Where the hits stand on the site: the one file of search data that the site
// itself writes (site/search.go). It is a classic script, because a page from
// file:// may not fetch, and it hands its content to one global function.

/** Address and source page of one requirement. */
export interface Place {
  /** Relative to the root of the site: doc/mhlw-6.0/sys-8.html#i03. */
  url: string;
  /** Short name of the document, with its edition. */
  document: string;
  /** Page of the source the text was read from, 0 if none is known. */
  page: number;
  /** certain, likely or ambiguous. */
  certainty: string;
}

/** The file as written: per page of the site its requirements. */
interface PlacesFile {
  documents: string[];
  pages: [file: string, document: number, items: [id: string, anchor: string, page: number, certainty: number][]][];
}

type Receiver = { shogoPlaces?: (file: PlacesFile) => void };

const grades = ["certain", "likely", "ambiguous"];

let loaded: Promise<Map<string, Place>> | undefined;

/** Reads the places once; later calls share the result. */
export function places(src: string): Promise<Map<string, Place>> {
  loaded ??= new Promise((resolve, reject) => {
    (window as Receiver).shogoPlaces = (file) => resolve(read(file));
    const script = document.createElement("script");
    script.src = src;
    script.onerror = () => reject(new Error(`検索データ ${src} を読み込めませんでした`));
    document.head.append(script);
  });
  return loaded;
}

function read(file: PlacesFile): Map<string, Place> {
  const out = new Map<string, Place>();
  for (const [name, doc, items] of file.pages) {
    for (const [id, anchor, page, certainty] of items) {
      const url = anchor === "" ? name : `${name}#${anchor}`;
      out.set(id, { url, document: file.documents[doc] ?? "", page, certainty: grades[certainty] ?? "ambiguous" });
    }
  }
  return out;
}
