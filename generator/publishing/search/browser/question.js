
// A question: the words that somebody typed

const QUOTES = /["“”„«»]/;
const SHORTEST_START = 3; // characters from which on the last word may be unfinished
const MOST_WORDS = 64;

/**
 * Take a question apart into what each record must hold: words, alone or one behind the other.
 * `places` says how far each of them is behind the first.
 */
function termsOf(text) {
  const parts = text.normalize("NFC").split(QUOTES);
  const terms = [];
  let left = MOST_WORDS;
  parts.forEach((part, at) => {
    const isQuoted = at % 2 === 1;
    const isLast = at === parts.length - 1;
    const phrase = { words: [], places: [], isExact: true, isStart: false };
    let place = 0;
    for (const { word, end, isRun } of wordsOf(part)) {
      if (!word) {
        place += 1;
        continue;
      }
      if (!left) break;
      left -= 1;
      const isStart = isLast && end === part.length;
      const term = isQuoted ? phrase : { words: [], places: [], isExact: isRun, isStart: false };
      const letters = isRun ? [...word] : [word];
      const pairs = letters.length > 1 ? letters.slice(1).map((l, i) => letters[i] + l) : letters;
      pairs.forEach((pair, shift) => {
        term.words.push(pair);
        term.places.push((isQuoted ? place : 0) + shift);
      });
      place += letters.length;
      term.isStart = isStart || (isRun && letters.length === 1);
      if (!isQuoted) terms.push(term);
    }
    if (phrase.words.length) terms.push(phrase);
  });
  return terms;
}

/** Whether words that start with this one count as well. */
const mayStart = (word, isStart) =>
  isStart && (word.length >= SHORTEST_START || IS_UNSPACED.test(word));
