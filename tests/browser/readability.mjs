// How hard a text is to read, by the Automated Readability Index: letters a word and words a sentence, so that
// nobody has to guess at syllables. It gives the school year (US grade) at which a reader manages the text;
// the age is five years more. Not here: which texts are looked at.

/** Words of the field that readers know, however long; they count as five letters. */
const KNOWN = /^(actions?|accessibility|accountable|administrator|administration|approvers?|auditors?|baselines?|calendar|completed?|computed|council|documents?|email|finish(ed|es)?|findings?|improvement|officers?|onpace|percent(age)?|programme|manager|reported|reports?|representative|settings|spreadsheets?|statement|status(es)?|timeline|updates?|workbooks?|working)$/i
/** Bare codes, dates, numbers and addresses are no words. */
const NO_WORD = /^[^A-Za-z]*$|\d|https?:|@|\.[a-z]{2,5}$/

/** The sentences of a text: at least four words that are words. */
export function sentencesOf(text) {
  return text
    .split(/(?<=[.?!:;])\s+|\n+/)
    .map((sentence) => sentence.split(/\s+/).filter((word) => !NO_WORD.test(word)))
    .filter((words) => words.length >= 4)
}

/** The school year of some sentences. */
export function grade(sentences) {
  const words = sentences.flat().map((word) => word.replace(/[^A-Za-z]/g, ''))
  const letters = words.reduce((sum, word) => sum + (KNOWN.test(word) ? 5 : word.length), 0)
  return (4.71 * letters) / words.length + (0.5 * words.length) / sentences.length - 21.43
}
