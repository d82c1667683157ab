
// The page of the search: results with what they can be narrowed down by

const EACH = 20; // results at a time
const FEW = 8; // values of a facet that show at first
const MORE = 50; // when more are asked for
const LIGHT = 40000; // bytes of a facet's lists up to which its counts are loaded unasked
const OPEN = ["type", "status", "year"]; // facets that need not be opened
const ALWAYS = ["type", "status", "likelihood", "impact", "year"]; // facets that are counted unasked
const SORTS = ["relevance", "date"];

// Whether there is room for facets beside the results.
const WIDE = isWorker ? null : matchMedia("(min-width: 60em)");

/** What the address of the page asks. An address may hold anything. */
function questionIn(search) {
  const asked = new URLSearchParams(search);
  const filters = {};
  for (const name of new Set(asked.keys())) {
    if (name !== "q" && name !== "sort") filters[name] = [...new Set(asked.getAll(name))];
  }
  const sort = SORTS.includes(asked.get("sort")) ? asked.get("sort") : "";
  return { text: asked.get("q") ?? "", filters, sort };
}

/** The address of the page that asks a question. */
function pageAddress({ text = "", filters = {}, sort = "" }) {
  const url = new URL(document.querySelector("form.bf-search")?.action ?? location.href);
  url.search = "";
  url.hash = "";
  if (text) url.searchParams.set("q", text);
  for (const [facet, values] of Object.entries(filters)) {
    for (const value of values) url.searchParams.append(facet, value);
  }
  if (sort) url.searchParams.set("sort", sort);
  return url.href;
}

class SearchPage {
  #latest = 0;
  #open = new Set(OPEN);
  #most = {};

  constructor(root) {
    this.root = root;
    this.form = root.querySelector("form");
    this.input = this.form.elements.q;
    this.sort = this.form.elements.sort;
    [this.side, this.said, this.list] = ["facets", "said", "results"].map((part) => (
      root.querySelector(`.bf-found-${part}`)
    ));
    this.input.addEventListener("input", () => this.#typed());
    this.sort.addEventListener("change", () => {
      this.question.sort = this.sort.value;
      this.#go();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#typed();
    });
    const widen = () => (this.side.parentElement.open ||= WIDE.matches);
    WIDE.addEventListener("change", widen);
    widen();
    this.takeFromAddress();
  }

  takeFromAddress() {
    this.question = questionIn(location.search);
    this.input.value = this.question.text;
    this.show();
  }

  #typed() {
    this.question.text = this.input.value;
    this.#remember("replaceState");
    this.show();
  }

  /** Ask what was chosen; the question before stays one step back. */
  #go() {
    this.#remember("pushState");
    this.show();
  }

  #remember(how) {
    try {
      history[how](history.state, "", pageAddress(this.question));
    } catch {
      // Safari takes 100 in 30 seconds; the page still follows.
    }
  }

  #choose(facet, value, isChosen) {
    const values = (this.question.filters[facet] ?? []).filter((each) => each !== value);
    if (isChosen) values.push(value);
    this.question.filters[facet] = values;
    if (!values.length) delete this.question.filters[facet];
    this.#go();
  }

  /** How results are ordered: as chosen; without words the newest come first. */
  get order() {
    return this.question.sort || (this.question.text.trim() ? "relevance" : "date");
  }

  #counted(named) {
    const facets = Object.keys(named ?? {});
    return facets.filter((facet) => (
      ALWAYS.includes(facet) || this.#open.has(facet) || this.question.filters[facet]
        || named[facet].bytes < LIGHT
    ));
  }

  /** Answer the question, with the first results up to `to`; a later question ends this one. */
  async show(to = EACH) {
    const id = ++this.#latest;
    this.sort.value = this.order;
    this.list.ariaBusy = "true";
    try {
      await this.#answer(id, to);
    } finally {
      if (id === this.#latest) this.list.ariaBusy = "false";
    }
  }

  async #answer(id, to) {
    const { text, filters } = this.question;
    const asked = { text, filters, sort: this.order, to };
    let answer = await ask({ ...asked, count: this.named ? this.#counted(this.named) : [...ALWAYS, ...Object.keys(filters)] });
    if (id !== this.#latest) return;
    this.#render(answer, to);
    if (answer.isBroken) return;
    const isFirst = !this.named;
    this.named = answer.named;
    if (!isFirst) return;
    // Only now it is known which other facets are light enough.
    answer = await ask({ ...asked, count: this.#counted(this.named) });
    if (id === this.#latest) this.#render(answer, to);
  }

  #render(answer, to) {
    const notices = noticesOf(answer, this.said, {
      retype: (word, other) => {
        this.input.value = replaced(this.input.value, word, other);
        this.input.focus();
        this.#typed();
      },
      choose: (word, facet, value) => {
        this.input.value = replaced(this.input.value, word, "").trim();
        this.question.text = this.input.value;
        this.input.focus();
        this.#choose(facet, value, true);
      },
    });
    if (answer.isBroken) {
      this.said.replaceChildren(...notices);
      return;
    }
    const { words, total, hits, marks } = answer;
    const count = total ? filled(words.found, written(total)) : words.none;
    this.said.replaceChildren(element("p", { class: "bf-count" }, count), ...notices);
    this.list.replaceChildren(...hits.map((hit) => this.#result(hit, answer, marks)));
    if (total > to) {
      const more = async () => {
        await this.show(to + EACH);
        this.list.querySelectorAll("article a")[to]?.focus({ preventScroll: true });
      };
      const button = offer(words.more, more, "md-button md-button--primary");
      this.list.append(element("p", { class: "bf-found-more" }, button));
    }
    this.#renderFacets(answer);
  }

  #result(hit, answer, marks) {
    const link = telling("a", hit, allMarked(hit.title, marks));
    link.href = addressOf(hit);
    const kind = element("p", { class: "bf-kicker" }, answer.types[hit.type]);
    const made = element("article", { class: "bf-result" }, kind, element("h2", {}, link));
    made.append(factsOf(hit, answer, marks));
    if (hit.text) made.append(telling("p", hit, snippet(hit.text, marks)));
    return made;
  }

  #renderFacets(answer) {
    const { named, words } = answer;
    const focused = document.activeElement?.dataset?.value;
    const made = Object.keys(named).map((facet) => this.#facet(facet, answer));
    if (Object.keys(this.question.filters).some((facet) => named[facet])) {
      const clear = () => {
        this.input.focus();
        this.question.filters = {};
        this.#go();
      };
      const button = offer(words.clear, clear);
      button.dataset.value = "clear"; // so that the focus comes back to it
      made.unshift(button);
    }
    this.side.replaceChildren(...made.filter(Boolean));
    if (focused) this.#focus(focused);
  }

  #focus(value) {
    this.side.querySelector(`[data-value="${CSS.escape(value)}"]`)?.focus();
  }

  /** One facet: its values with their counts, or a way to ask for them. */
  #facet(facet, answer) {
    const { named, facets, words } = answer;
    const { label, bytes } = named[facet];
    const values = facets[facet];
    const chosen = this.question.filters[facet] ?? [];
    if (values && !values.length) return null;
    const details = element("details", { class: "bf-facet" }, element("summary", { "data-value": facet }, label));
    details.open = Boolean(values) && (this.#open.has(facet) || chosen.length > 0);
    details.addEventListener("toggle", () => {
      if (details.open === this.#open.has(facet)) return;
      if (details.open) this.#open.add(facet);
      else this.#open.delete(facet);
      if (details.open && !values) this.show(Math.max(EACH, this.list.querySelectorAll("article").length));
    });
    if (!values) return bytes || facet === "year" ? details : null;
    const most = this.#most[facet] ?? FEW;
    const shown = values.filter(({ id }, at) => at < most || chosen.includes(id));
    const list = element("ul");
    for (const value of shown) list.append(this.#value(facet, value, chosen.includes(value.id)));
    details.append(list);
    if (shown.length < values.length) {
      const more = () => {
        this.#most[facet] = most + MORE;
        this.#renderFacets(answer);
        this.#focus(`${facet} ${values[most].id}`);
      };
      details.append(offer(words.more, more));
    }
    return details;
  }

  #value(facet, { id, label, count }, isChosen) {
    const box = element("input", { type: "checkbox", "data-value": `${facet} ${id}` });
    box.checked = isChosen;
    box.addEventListener("change", () => this.#choose(facet, id, box.checked));
    const row = element("label", {}, box, element("span", { dir: "auto" }, label));
    row.append(element("span", { class: "bf-quiet" }, written(count)));
    return element("li", {}, row);
  }
}

/** Begin to answer what the page of the search asks. */
export function startPage(root) {
  page = new SearchPage(root);
}

let page;
if (!isWorker) {
  addEventListener("popstate", () => {
    if (page?.root.isConnected) page.takeFromAddress();
  });
}
