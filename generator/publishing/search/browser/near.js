
// What may have been meant by a word that is not there

const OFFERED = 3;

/** How many letters must be changed, added, left out or swapped to make one word of another. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let older = [];
  let old = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], older[j - 2] + 1);
      }
    }
    if (Math.min(...row) > most) return most + 1;
    [older, old] = [old, row];
  }
  return old[other.length];
}

/** Words of the index that start with a letter, with how many records each has. */
async function spelt({ files, manifest }, letter) {
  const { first, names } = manifest.spelling;
  const start = Math.max(0, placeOf(first, letter));
  const held = namesIn(names).slice(start, placeOf(first, `${letter}\uffff`) + 1);
  const some = await Promise.all(held.map((name) => files.get(name)));
  return some.filter(Boolean).flatMap(({ head: [words, counts] }) => (
    words.map((word, at) => ({ word, count: counts[at] }))
  ));
}

/** For each unknown word the nearest known ones, and the nearest names of actors and the like. */
async function nearest(engine, unknown) {
  return Promise.all(unknown.slice(0, OFFERED).map(async (word) => {
    const most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
    if (!most) return { word, words: [], names: [] };
    const letters = [...new Set(word.slice(0, 2))];
    const [names, ...known] = await Promise.all([
      engine.files.get(engine.manifest.names),
      ...letters.map((letter) => spelt(engine, letter)),
    ]);
    const every = new Map(known.flat().map((each) => [each.word, each]));
    const near = [...every.values()]
      .map((each) => ({ ...each, far: distance(word, each.word, most) }))
      .filter(({ far }) => far <= most)
      .sort((a, b) => a.far - b.far || b.count - a.count || (a.word < b.word ? -1 : 1));
    const called = (names?.head ?? []).map(([facet, id, label]) => {
      const far = [...wordsOf(composed(label))].map((each) => distance(word, each.word, most));
      return { facet, id, label, far: Math.min(...far) };
    });
    const byName = called.filter(({ far }) => far <= most).sort((a, b) => a.far - b.far);
    const once = new Map(byName.map((each) => [`${each.facet} ${each.id}`, each]));
    return {
      word,
      words: near.slice(0, OFFERED).map((each) => each.word),
      names: [...once.values()].slice(0, OFFERED),
    };
  }));
}
