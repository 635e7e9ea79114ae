/**
 * Splits a text into its words. A word is a run of letters, digits or apostrophes.
 * This one is done for you: use it in the functions below.
 *
 * @param {string} text
 * @returns {string[]} the words in the order in which they stand
 */
export function words(text) {
  return text.match(/[\p{Letter}\p{Number}']+/gu) ?? [];
}

/**
 * Counts the words of a text.
 *
 * @param {string} text
 * @returns {number}
 */
export function countWords(text) {
  // Your code here.
}

/**
 * Finds the longest word. If several are as long, the first of them.
 *
 * @param {string} text
 * @returns {string} an empty string when the text has no word
 */
export function longestWord(text) {
  // Your code here.
}

/**
 * Counts how often each word occurs, in lower case.
 *
 * @param {string} text
 * @returns {Record<string, number>}
 */
export function wordFrequencies(text) {
  // Your code here.
}
