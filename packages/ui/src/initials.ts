/** The first letters of the first and the last word of a name: "Mia Sørensen" is "MS", "lin" is "L". */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const first = parts.at(0);
  const last = parts.length > 1 ? parts.at(-1) : undefined;
  return [first, last].map(firstLetter).join("").toUpperCase();
}

/** By code point: half of an emoji or of a letter outside the basic plane is no letter. */
function firstLetter(word: string | undefined): string {
  return word === undefined ? "" : (Array.from(word).at(0) ?? "");
}
