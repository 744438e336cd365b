// The one script of the site. Pages read without it; it adds the search, and
// copying of an item's address.
export {};
