
// What is shown of a result

const ROOT = new URL("../", import.meta.url);
const SNIPPET = 220; // characters

function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== "" && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...content.filter((each) => each !== null && each !== ""));
  return made;
}

const filled = (message, values) =>
  message.replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);

const written = (number) => number.toLocaleString(document.documentElement.lang || undefined);

/** Where the words of a question stand in a text. */
function markedPlaces(text, { words, runs }) {
  const found = [];
  for (const { word, start, end, isRun } of wordsOf(text)) {
    if (!isRun) {
      if (words.has(word)) found.push([start, end]);
      continue;
    }
    for (const run of runs) {
      const at = word.indexOf(run);
      if (at >= 0 && word.length === end - start) found.push([start + at, start + at + run.length]);
    }
  }
  return found;
}

/** A text with places marked. */
function marked(text, places) {
  const made = document.createDocumentFragment();
  let at = 0;
  for (const [start, end] of places) {
    if (start < at) continue;
    made.append(text.slice(at, start), element("mark", {}, text.slice(start, end)));
    at = end;
  }
  made.append(text.slice(at));
  return made;
}

const allMarked = (text, marks) => marked(text, markedPlaces(text, marks));

/** Words of a record in an element, in the record's language. */
const said = (name, { language }, words) =>
  element(name, { class: name === "p" ? "bf-snippet" : "", lang: language, dir: "auto" }, words);

/** The part of a text that says most of what was asked. */
function snippet(text, marks) {
  const places = markedPlaces(text, marks);
  if (text.length <= SNIPPET) return marked(text, places);
  let best = 0;
  let most = 0;
  for (const [start] of places) {
    const inside = places.filter((place) => place[0] >= start && place[1] <= start + SNIPPET * 0.8);
    const different = new Set(inside.map(([from, to]) => fold(text.slice(from, to)))).size;
    if (different > most) [best, most] = [start, different];
  }
  let from = Math.max(0, best - SNIPPET * 0.2);
  if (from) from = Math.max(text.lastIndexOf(" ", from), text.lastIndexOf("\n", best - 1)) + 1;
  let to = Math.min(text.length, from + SNIPPET);
  if (to < text.length && text.lastIndexOf(" ", to) > from) to = text.lastIndexOf(" ", to);
  const shifted = places
    .filter((place) => place[0] >= from && place[1] <= to)
    .map(([start, end]) => [start - from, end - from]);
  const made = marked(text.slice(from, to), shifted);
  if (from) made.prepend("… ");
  if (to < text.length) made.append(" …");
  return made;
}

/** The words that are marked, ready to be looked up. */
const marksOf = ({ words, runs }) => ({ words: new Set(words), runs });

/** The address of a result. What is not on this site is not followed. */
function addressOf(hit) {
  const url = new URL(hit.address, ROOT);
  return url.href.startsWith(ROOT.href) ? url.href : ROOT.href;
}

function chipOf({ style, chip }) {
  return chip ? element("span", { class: `bf-chip ${style}` }, chip) : null;
}

/** A line of what stands beside a title. */
function factsOf(hit, answer, marks) {
  const facts = [hit.when, ...hit.facts].filter(Boolean);
  if (hit.times > 1) facts.push(filled(answer.words.times, { n: written(hit.times) }));
  const line = element("p", { class: "bf-facts" });
  const chip = chipOf(hit);
  if (chip) line.append(chip);
  facts.forEach((fact) => {
    line.append(" ", element("span", {}, allMarked(fact, marks)));
  });
  return line;
}

/** What is said of results as a whole: that some are missing, that words are not there. */
function noticesOf(answer, { choose, retype }) {
  if (answer.isBroken) return [brokenNotice()];
  const { words } = answer;
  const notices = [];
  if (answer.isMissing) notices.push(element("p", { role: "alert" }, words.missing, " ", reload(words.reload)));
  for (const { word, words: near, names } of answer.nearest) {
    const offered = [
      ...near.map((other) => offer(other, () => retype(word, other))),
      ...names.map(({ facet, id, label }) => offer(label, () => choose(word, facet, id))),
    ];
    const message = offered.length ? words.nearest : words.unknown;
    const line = element("p", {}, filled(message, { word }));
    for (const each of offered) line.append(" ", each);
    notices.push(line);
  }
  if (answer.isSome && answer.total) notices.push(element("p", {}, words.some));
  return notices;
}

function brokenNotice() {
  const { broken, reload: again } = document.querySelector("[data-broken]")?.dataset ?? {};
  return element("p", { role: "alert" }, broken ?? "", " ", reload(again ?? "↻"));
}

function offer(label, onClick) {
  const button = element("button", { type: "button", class: "bf-offer" }, label);
  button.addEventListener("click", onClick);
  return button;
}

const reload = (label) => offer(label, () => location.reload());
