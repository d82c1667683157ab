/**
 * Search, in a reader's browser: first on a page that shows what is found, then again in a worker
 * that looks it up, so that typing never waits. The parts of this module are joined in one file.
 */

// The words of a text, as `words.py` takes them

const UNSPACED =
  "\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e50-\\u0e59\\u0e81-\\u0edf\\u1000-\\u1049\\u1050-\\u109d" +
  "\\u1780-\\u17d3\\u17dc\\u17dd\\u17e0-\\u17e9\\u3005-\\u3007\\u3041-\\u3096\\u3099\\u309a" +
  "\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af" +
  "\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}";
const UNSEEN = "\\u00ad\\u200c\\u200d\\u2060\\ufe00-\\ufe0f\\ufeff\\u{e0100}-\\u{e01ef}";
const LETTER = `(?![${UNSPACED}${UNSEEN}])[\\p{L}\\p{N}\\p{M}]`;
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const WORD = new RegExp(
  `[0-9]{1,3}(?:[.,'’][0-9]{3})+(?![0-9])|[${UNSPACED}][${UNSPACED}${UNSEEN}]*` +
    `|${LETTER}(?:${LETTER}|[${UNSEEN}])*`,
  "gu",
);
const GROUPING = /[.,'’]/g;
const DIACRITICS = new RegExp(
  `[${UNSEEN} \\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05c7\\u0610-\\u061a\\u0640` +
    "\\u064b-\\u065f\\u0670\\u06d6-\\u06ed]",
  "gu",
);
const PLAIN = { ς: "σ", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ħ: "h" };
const NOT_PLAIN = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "g");

/** A language that a browser knows; its own where it does not know this one. */
function localeOf(tag) {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** Write a word as it is compared. */
function fold(word) {
  const bare = word.normalize("NFKD").replace(DIACRITICS, "");
  const small = bare.toLowerCase().toUpperCase().toLowerCase();
  return small.replace(NOT_PLAIN, (letter) => PLAIN[letter]).normalize("NFC");
}

/** A text as `wordsOf` takes it; it looks the same. */
const composed = (text) => text.normalize("NFC");

/** Each word of a text, which is in NFC: folded, where it stands, and whether its script has no spaces. */
function* wordsOf(text) {
  for (const { 0: written, index } of text.matchAll(WORD)) {
    const isRun = IS_UNSPACED.test(written);
    const word = fold(isRun ? written : written.replace(GROUPING, ""));
    yield { word, start: index, end: index + written.length, isRun };
  }
}
