
// The engine: from a question to numbers of records, and from these to what is shown of them

const EXACT = 2; // times the weight of a word of which only the start was typed
const LONGEST_ENDING = 7;
const SHORTEST_BASE = 3;
const RELATED = 3;
const LONGEST_REST = 4;
const LEAST_ALIKE = 5;

class Engine {
  constructor(manifest) {
    this.manifest = manifest;
    this.files = new Files();
    const { terms, postings, places } = manifest;
    this.words = new Family(this.files, { first: terms, names: postings, places, bits: 4 });
    this.facets = Object.create(null); // an address may ask for "constructor"
    for (const [facet, of] of Object.entries(manifest.facets)) {
      if (of.first) this.facets[facet] = new Family(this.files, { ...of, bits: 0 });
    }
    let first = 0;
    this.textStarts = manifest.texts.first.map((gap) => (first += gap));
    this.textNames = namesIn(manifest.texts.names);
  }

  // Words

  /** A word that is there, with its other forms. */
  async #withForms(entry) {
    const forms = await Promise.all(entry.more.map((form) => this.words.find(form)));
    return [entry, ...forms.filter(Boolean)];
  }

  /** Words of the index that an unknown one seems to be a form of, the likeliest first. */
  async #related(word) {
    const partners = (await this.files.get(this.manifest.endings))?.head ?? {};
    const found = new Map();
    for (let cut = 0; cut <= LONGEST_ENDING && cut <= word.length - SHORTEST_BASE; cut++) {
      const base = word.slice(0, word.length - cut);
      for (const [partner, count] of Object.entries(partners[word.slice(base.length)] ?? {})) {
        found.set(base + partner, found.get(base + partner) ?? count);
      }
    }
    const entries = await Promise.all([...found.keys()].map((other) => this.words.find(other)));
    return entries.filter(Boolean).sort(
      (a, b) => found.get(b.key) - found.get(a.key) || (a.key < b.key ? -1 : 1),
    ).slice(0, RELATED);
  }

  /** Words of the index that start as an unknown one does, but for an ending of it. */
  async #alike(word) {
    for (let cut = 1; cut <= LONGEST_REST && word.length - cut >= LEAST_ALIKE; cut++) {
      const found = [];
      for await (const entry of this.words.startingWith(word.slice(0, -cut))) found.push(entry);
      if (found.length) return found;
    }
    return [];
  }

  async #word(word, isStart, marks) {
    const exact = await this.words.find(word);
    const entries = exact ? await this.#withForms(exact) : [];
    const lists = entries.map((entry) => heavier(entry, EXACT));
    if (mayStart(word, isStart)) {
      const known = new Set(entries.map(({ key }) => key));
      for await (const entry of this.words.startingWith(word)) {
        if (!known.has(entry.key)) lists.push(entry);
        marks.words.add(entry.key);
      }
    }
    if (!lists.length) {
      const [likeliest, ...others] = await this.#related(word);
      if (likeliest) {
        const [best, ...rest] = await Promise.all(
          [likeliest, ...others].map((each) => this.#withForms(each)),
        );
        lists.push(...best.map((entry) => heavier(entry, EXACT)), ...rest.flat());
        entries.push(...best, ...rest.flat());
      } else {
        if (!isStart || word.length >= SHORTEST_START) marks.unknown.push(word);
        entries.push(...(await this.#alike(word)));
        lists.push(...entries);
      }
    }
    for (const { key } of entries) marks.words.add(key);
    return lists.length ? united(lists) : NOTHING;
  }

  /** Records in which words stand one behind the other. */
  async #phrase({ words, places, isStart }, marks) {
    const found = await Promise.all(words.map(async (word, at) => {
      const entries = [];
      if (mayStart(word, isStart && at === words.length - 1)) {
        for await (const entry of this.words.startingWith(word)) entries.push(entry);
      } else {
        const entry = await this.words.find(word);
        if (entry) entries.push(entry);
      }
      return entries;
    }));
    if (found.some((entries) => !entries.length)) return NOTHING;
    for (const entry of found.flat()) marks.words.add(entry.key);
    const lists = found.map((entries) => united(entries));
    let shared = lists[0].numbers;
    for (const { numbers } of lists.slice(1)) {
      const both = inBoth(shared, numbers);
      shared = shared.filter((_, at) => both[at]);
    }
    if (words.length > 1) {
      const starts = await Promise.all(found.map((entries, at) => (
        this.#starts(entries, places[at], new Set(shared))
      )));
      shared = shared.filter((number) => {
        const [first, ...rest] = starts.map((each) => each.get(number));
        return [...(first ?? [])].some((start) => rest.every((set) => set?.has(start)));
      });
    }
    const weightIn = ({ numbers, weights }) => {
      const by = new Map();
      numbers.forEach((number, at) => by.set(number, weights[at]));
      return by;
    };
    const maps = lists.map(weightIn);
    const weights = Uint8Array.from(shared, (number) => (
      EXACT * Math.min(...maps.map((by) => by.get(number)))
    ));
    return { numbers: shared, weights };
  }

  /** Where a phrase would start, by the places of one of its words, in each of some records. */
  async #starts(entries, shift, wanted) {
    const starts = new Map();
    for (const entry of entries) {
      const places = await this.words.placesOf(entry);
      entry.numbers.forEach((number, at) => {
        if (!wanted.has(number)) return;
        if (!starts.has(number)) starts.set(number, new Set());
        for (const place of places[at]) starts.get(number).add(place - shift);
      });
    }
    return starts;
  }

  /** The records that the words of a question are in, with their scores. */
  async #matches(text) {
    const marks = { words: new Set(), runs: [], unknown: [] };
    const terms = termsOf(text);
    if (!terms.length) return { ...(await this.#all()), marks, isSome: false };
    for (const { word, isRun } of wordsOf(text.normalize("NFC"))) if (isRun) marks.runs.push(word);
    const isTelling = (term) => term.isExact || !this.manifest.common.includes(term.words[0]);
    const unmarked = terms.some(isTelling) ? { words: new Set(), unknown: [] } : marks;
    const found = await Promise.all(terms.map((term) => (
      term.isExact ? this.#phrase(term, marks)
        : this.#word(term.words[0], term.isStart, isTelling(term) ? marks : unmarked)
    )));
    // What is nowhere is left aside; common words need not be there where others are.
    const hasTelling = terms.some((term, at) => isTelling(term) && found[at].numbers.length);
    const scores = new Map();
    const times = new Map();
    let needed = 0;
    terms.forEach((term, place) => {
      const { numbers, weights } = found[place];
      // A phrase that stands nowhere is not left aside: somebody put it in quotes.
      const isNeeded = (numbers.length || term.isExact) && (isTelling(term) || !hasTelling);
      if (isNeeded) needed += 1;
      const rare = (this.manifest.records - numbers.length + 0.5) / (numbers.length + 0.5);
      const worth = Math.round(1000 * Math.log(1 + rare));
      numbers.forEach((number, at) => {
        scores.set(number, (scores.get(number) ?? 0) + worth * weights[at]);
        if (isNeeded) times.set(number, (times.get(number) ?? 0) + 1);
      });
    });
    let numbers = [...scores.keys()].filter((number) => times.get(number) === needed);
    const isSome = !numbers.length && scores.size > 0;
    if (isSome) {
      const best = [...scores.values()].reduce((a, b) => Math.max(a, b));
      numbers = [...scores.keys()].filter((number) => scores.get(number) * 2 >= best);
    }
    numbers = Float64Array.from(numbers).sort();
    return {
      numbers,
      scores: Float64Array.from(numbers, (number) => scores.get(number)),
      marks,
      isSome,
    };
  }

  /** All records; none says more of nothing than another. */
  async #all() {
    const lists = [];
    for await (const entry of this.facets.type.startingWith("")) lists.push(entry.numbers);
    const length = lists.reduce((sum, numbers) => sum + numbers.length, 0);
    const all = new Float64Array(length);
    let at = 0;
    for (const numbers of lists) {
      all.set(numbers, at);
      at += numbers.length;
    }
    return { numbers: all.sort(), scores: new Float64Array(length) };
  }

  // Facets

  yearOf(number) {
    const day = Math.floor(number / this.manifest.slots);
    if (day <= this.manifest.undated) return "";
    // Days are counted from the one before 0001-01-01; 1970-01-01 is the 719,163rd.
    const date = new Date((day - this.manifest.undated - 719163) * 86400000);
    return String(date.getUTCFullYear());
  }

  /** For each of some records, whether it has one of the values of a facet. */
  async #have(numbers, facet, values) {
    if (facet === "year") {
      const has = (year) => year && values.includes(year);
      return Uint8Array.from(numbers, (number) => has(this.yearOf(number)));
    }
    const entries = await Promise.all(values.map((value) => this.facets[facet].find(value)));
    const found = new Uint8Array(numbers.length);
    for (const entry of entries.filter(Boolean)) {
      inBoth(numbers, entry.numbers).forEach((is, at) => (found[at] |= is));
    }
    return found;
  }

  /** The values of a facet, each with its records; of the years, those of some records. */
  async *#values(facet, pool) {
    if (facet !== "year") {
      yield* this.facets[facet].startingWith("");
      return;
    }
    const years = {};
    for (const number of pool) (years[this.yearOf(number)] ??= []).push(number);
    for (const [key, numbers] of Object.entries(years)) if (key) yield { key, numbers };
  }

  /** The values of a facet with how many subjects each would leave. */
  async #counts(facet, pool, subjects, chosen) {
    const counted = [];
    const stamps = new Map();
    for await (const { key, more, numbers } of this.#values(facet, pool)) {
      let count = 0;
      let other = 0;
      for (const number of numbers) {
        while (pool[other] < number) other++;
        if (pool[other] !== number || stamps.get(subjects[other]) === key) continue;
        stamps.set(subjects[other], key);
        count++;
      }
      if (count || chosen.includes(key)) counted.push({ id: key, label: more || key, count });
    }
    for (const id of chosen) {
      if (!counted.some((value) => value.id === id)) counted.push({ id, label: id, count: 0 });
    }
    const order = Object.keys(this.manifest.facets[facet].labels ?? {});
    const rank = ({ id }) => (order.includes(id) ? order.indexOf(id) : order.length);
    const name = new Intl.Collator(localeOf(this.manifest.language));
    const isYear = facet === "year";
    return counted.sort((a, b) => (
      isYear ? b.id - a.id : rank(a) - rank(b) || b.count - a.count || name.compare(a.label, b.label)
    ));
  }

  // Subjects: what several records tell of is one result

  async #subjects() {
    if (this.subjects) return this.subjects;
    const file = await this.files.get(this.manifest.subjects);
    if (!file) return new Map();
    const { count } = file.head;
    const next = varintsIn(file.body);
    const numbers = new Float64Array(count);
    let number = 0;
    for (let at = 0; at < count; at++) numbers[at] = number += next();
    this.subjects = new Map();
    this.tellings = new Map();
    for (let at = 0; at < count; at++) {
      const before = numbers[at - next()];
      const subject = this.subjects.get(before) ?? before;
      this.subjects.set(numbers[at], subject);
      this.tellings.set(subject, (this.tellings.get(subject) ?? 0) + 1);
    }
    return this.subjects;
  }

  // Answers

  /**
   * Answer a question: how many results there are, the first of them, and for some facets how
   * many each value would leave.
   */
  async answer({ text = "", filters = {}, sort = "relevance", from = 0, to = 20, count = [] }) {
    const { missed } = this.files;
    const chosen = Object.entries(filters).filter(
      ([facet, values]) => values.length && (facet === "year" || this.facets[facet]),
    );
    const [matches, told] = await Promise.all([this.#matches(text), this.#subjects()]);
    const { numbers, scores, marks, isSome } = matches;
    const subjectOf = (number) => told.get(number) ?? number;

    // How many of the filters a record does not pass, and the last of those.
    const failed = new Uint8Array(numbers.length);
    const which = new Int8Array(numbers.length).fill(-1);
    const having = await Promise.all(
      chosen.map(([facet, values]) => this.#have(numbers, facet, values)),
    );
    having.forEach((have, filter) => {
      for (let at = 0; at < have.length; at++) {
        if (have[at]) continue;
        failed[at]++;
        which[at] = filter;
      }
    });

    const places = Array.from(numbers.keys()).filter((at) => !failed[at]);
    if (sort === "date" || !termsOf(text).length) places.reverse();
    else places.sort((a, b) => scores[b] - scores[a] || b - a);
    const first = new Map();
    for (const at of places) {
      const subject = subjectOf(numbers[at]);
      if (!first.has(subject)) first.set(subject, numbers[at]);
    }

    const facets = {};
    const counted = count.filter((facet) => facet === "year" || this.facets[facet]);
    await Promise.all(counted.map(async (facet) => {
      const filter = chosen.findIndex(([name]) => name === facet);
      const pool = numbers.filter(
        (_, at) => !failed[at] || (failed[at] === 1 && which[at] === filter),
      );
      const subjects = Array.from(pool, subjectOf);
      facets[facet] = await this.#counts(facet, pool, subjects, filters[facet] ?? []);
    }));

    const hits = [...first.values()].slice(from, to);
    return {
      total: first.size,
      hits: await this.#rows(hits, (number) => this.tellings?.get(subjectOf(number)) ?? 1),
      facets,
      marks,
      isSome,
      nearest: await nearest(this, marks.unknown),
      isMissing: this.files.missed > missed,
    };
  }

  /** What is shown of some records. One whose file is missing is left out. */
  async #rows(numbers, timesOf) {
    const rows = await Promise.all(numbers.map(async (number) => {
      const name = this.textNames[placeOf(this.textStarts, number)];
      const file = name && (await this.files.get(name));
      const row = file?.head.find(([its]) => its === number);
      if (!row) return null;
      const [, type, address, title, when, style, chip, facts, text, language] = row;
      const shown = { title: composed(title), facts: facts.map(composed), text: composed(text) };
      const types = Object.keys(this.manifest.types);
      return {
        ...shown, type: types[type], address, when, style, chip, language, times: timesOf(number),
      };
    }));
    return rows.filter(Boolean);
  }
}
