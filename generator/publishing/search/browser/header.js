
// The box in the header: results as one types, by the keys of Material's

const SHOWN = 10; // results

class Box {
  #asked = "";
  #latest = 0;

  constructor(form) {
    this.input = form.querySelector("input");
    this.toggle = document.getElementById("__search");
    this.output = form.parentElement.querySelector(".md-search-result");
    [this.said, this.list] = this.output.children;
    this.input.addEventListener("input", () => this.show());
    form.addEventListener("reset", () => setTimeout(() => {
      this.input.focus();
      this.show();
    }));
    form.addEventListener("submit", (event) => this.#follow(event));
    this.input.addEventListener("focus", () => (this.output.hidden = false));
    this.toggle?.addEventListener("change", () => (this.output.hidden = !this.toggle.checked));
    const box = form.closest(".md-search");
    box.addEventListener("keydown", (event) => this.#onKey(event));
    box.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !relatedTarget.closest(".md-search, label[for=__search]")) this.#close();
    });
    this.show();
  }

  async show() {
    const text = this.input.value;
    const id = ++this.#latest;
    if (!text.trim()) {
      this.said.replaceChildren();
      this.list.replaceChildren();
      this.#asked = "";
      return;
    }
    const answer = await ask({ text, to: SHOWN });
    if (id !== this.#latest || text !== this.input.value) return;
    this.#asked = text;
    this.#render(text, answer);
  }

  #render(text, answer) {
    const retype = (word, other) => this.#retype(text, word, other);
    const choose = (word, facet, value) => {
      location.href = pageAddress({ filters: { [facet]: [value] } });
    };
    const notices = noticesOf(answer, this.said, { choose, retype });
    const focused = this.#links().indexOf(document.activeElement);
    this.said.replaceChildren(...notices);
    this.list.replaceChildren();
    if (answer.isBroken) return;
    const { words, total, named, hits, marks } = answer;
    if (!total) {
      if (!notices.length) this.said.append(words.none);
      return;
    }
    const all = element(
      "a", { href: pageAddress({ text }), class: "bf-all" },
      filled(words.all, written(total)),
    );
    this.said.append(all);
    const labels = named.type.labels;
    for (const type of new Set(hits.map((hit) => hit.type))) {
      this.list.append(element("li", { class: "bf-found-type" }, labels[type]));
      for (const hit of hits) if (hit.type === type) this.list.append(this.#item(hit, answer, marks));
    }
    if (focused >= 0) (this.#links()[focused] ?? this.input).focus();
  }

  #item(hit, answer, marks) {
    const title = telling("h2", hit, allMarked(hit.title, marks));
    const article = element("article", { class: "md-search-result__article md-typeset" }, title);
    article.append(factsOf(hit, answer, marks));
    if (markedPlaces(hit.text, marks).length) article.append(telling("p", hit, snippet(hit.text, marks)));
    const link = element("a", { href: addressOf(hit), class: "md-search-result__link" }, article);
    link.addEventListener("click", () => this.#close());
    return element("li", { class: "md-search-result__item" }, link);
  }

  #links() {
    return [...this.output.querySelectorAll("a.md-search-result__link")];
  }

  #retype(text, word, other) {
    this.input.value = replaced(text, word, other);
    this.input.focus();
    this.show();
  }

  /** Open the first result, once what is shown answers what stands in the box. */
  async #follow(event) {
    event.preventDefault();
    if (!this.input.value.trim()) return;
    if (this.#asked !== this.input.value) await this.show();
    const isMeant = this.#asked === this.input.value && !this.output.hidden;
    if (isMeant) this.#links()[0]?.click();
  }

  #onKey(event) {
    if (event.isComposing) return; // the keys choose among the characters of an input method
    if (event.key === "Escape") {
      this.#close();
      event.preventDefault();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [this.input, ...this.#links()];
    const step = event.key === "ArrowDown" ? 1 : -1;
    const at = stops.indexOf(document.activeElement);
    stops[(Math.max(at, 0) + step + stops.length) % stops.length].focus();
    event.preventDefault();
  }

  #close() {
    if (this.toggle?.checked) this.toggle.click(); // as the theme does, which listens to it
    this.output.hidden = true; // the theme only makes it transparent
    document.activeElement.blur();
  }
}

/** A question with one word changed. */
function replaced(text, word, other) {
  const typed = composed(text);
  const place = [...wordsOf(typed)].find((each) => each.word === word);
  return place ? typed.slice(0, place.start) + other + typed.slice(place.end) : text;
}

/** Begin to answer what is typed into the box of the header. */
export function startBox(form) {
  return new Box(form);
}
