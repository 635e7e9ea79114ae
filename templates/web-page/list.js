/**
 * Returns the list with a new entry at its end. An entry has a `text` and says whether it is `done`.
 * Spaces around the text are removed. An empty text changes nothing.
 *
 * @param {{ text: string, done: boolean }[]} items
 * @param {string} text
 * @returns {{ text: string, done: boolean }[]} a new list; the old one stays as it was
 */
export function addItem(items, text) {
  // Your code here.
  return items;
}

/**
 * Counts the entries that are not done.
 *
 * @param {{ text: string, done: boolean }[]} items
 * @returns {number}
 */
export function remaining(items) {
  // Your code here.
  return items.length;
}
