
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

/** A message with a value in its place. */
const filled = (message, value) => message.replace(/\{\w+\}/, () => value);

const written = (number) => number.toLocaleString(localeOf(document.documentElement.lang));

/** Where the words of a question stand in a text. */
function markedPlaces(text, { words, runs }) {
  const found = [];
  for (const { word, start, end, isRun } of wordsOf(text)) {
    if (!isRun) {
      if (words.has(word)) found.push([start, end]);
      continue;
    }
    for (const run of word.length === end - start ? runs : []) {
      for (let at = word.indexOf(run); at >= 0; at = word.indexOf(run, at + run.length)) {
        found.push([start + at, start + at + run.length]);
      }
    }
  }
  return found.sort((a, b) => a[0] - b[0]);
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
const telling = (name, { language }, words) =>
  element(name, { class: name === "p" ? "bf-snippet" : "", lang: language, dir: "auto" }, words);

/** A place where a text can be cut: at a space near by, or else between two characters. */
function gapBefore(text, place) {
  const space = text.slice(0, place + 1).search(/\s\S*$/);
  if (!place || space >= place - SNIPPET / 8) return place && space + 1;
  return place - (/[\udc00-\udfff]/.test(text[place]) ? 1 : 0);
}

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
  const from = gapBefore(text, Math.max(0, best - SNIPPET / 5));
  const to = from + SNIPPET < text.length ? gapBefore(text, from + SNIPPET) : text.length;
  const shifted = places
    .filter((place) => place[0] >= from && place[1] <= to)
    .map(([start, end]) => [start - from, end - from]);
  const made = marked(text.slice(from, to), shifted);
  if (from) made.prepend("… ");
  if (to < text.length) made.append(" …");
  return made;
}

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
  if (hit.times > 1) facts.push(filled(answer.words.times, written(hit.times)));
  const line = element("p", { class: "bf-facts" });
  const chip = chipOf(hit);
  if (chip) line.append(chip);
  facts.forEach((fact) => {
    line.append(" ", element("span", {}, allMarked(fact, marks)));
  });
  return line;
}

/** What is said of results as a whole: that some are missing, that words are not there. */
function noticesOf(answer, said, { choose, retype }) {
  if (answer.isBroken) return [element("p", {}, said.dataset.broken, " ", reload(said.dataset.reload))];
  const { words } = answer;
  const notices = [];
  if (answer.isMissing) notices.push(element("p", {}, words.missing, " ", reload(words.reload)));
  for (const { word, words: near, names } of answer.nearest) {
    const offered = [
      ...near.map((other) => offer(other, () => retype(word, other))),
      ...names.map(({ facet, id, label }) => offer(label, () => choose(word, facet, id))),
    ];
    const message = offered.length ? words.nearest : words.unknown;
    const line = element("p", {}, filled(message, word));
    for (const each of offered) line.append(" ", each);
    notices.push(line);
  }
  if (answer.isSome && answer.total) notices.push(element("p", {}, words.some));
  return notices;
}

function offer(label, onClick, style = "bf-offer") {
  const button = element("button", { type: "button", class: style }, label);
  button.addEventListener("click", onClick);
  return button;
}

const reload = (label) => offer(label, () => location.reload());
