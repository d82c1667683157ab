/**
 * Lets a reader narrow and order a list, sort a table, copy a link or a citation, and print what
 * is folded away. Every page is complete without it.
 *
 * What was chosen stands in the address, so that a view can be shared, reloaded and gone back to.
 * An address may hold anything: it is only compared with what the page offers.
 *
 * Events are caught at the document. So a page may be set up twice, and one that Material's
 * instant navigation swaps in needs no listeners of its own.
 */

const FORM = "form.bf-filter";
const ITEM = "[data-bf-item]";
const TABLE = "table[data-bf-sortable]";
const HEADER = "th[data-bf-key]";
const SAID_FOR = 4000; // milliseconds

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// The address

/** This page, without what was chosen on it. */
const pageAddress = () => location.origin + location.pathname;

const asked = (name) => new URLSearchParams(location.search).get(name) ?? "";

/** Put pairs of name and value into the address; an empty value takes its name out. */
function remember(choices) {
  const url = new URL(location.href);
  for (const [name] of choices) url.searchParams.delete(name);
  for (const [name, value] of choices) if (value) url.searchParams.append(name, value);
  try {
    // The state is Material's: how far one has scrolled.
    history.replaceState(history.state, "", url);
  } catch {
    // Safari takes 100 in 30 seconds. An arrow key held down makes more; the page still follows.
  }
}

// Order: "deadline" is ascending, "-deadline" descending, "" as served

const keyOf = (order) => order.replace(/^-/, "");
const isDescending = (order) => order.startsWith("-");
const isNumber = (text) => /^-?\d+(\.\d+)?$/.test(text);

/** The page's language, or the browser's where that is none. */
function language() {
  try {
    return Intl.getCanonicalLocales(document.documentElement.lang)[0];
  } catch {
    return undefined;
  }
}

const servedPlaces = new WeakMap();

/** Sort siblings by their values. Those without one come last, whichever way the others go. */
function arrange(siblings, order, valueOf) {
  const collator = new Intl.Collator(language(), { numeric: true });
  const entries = siblings.map((element, place) => {
    if (!servedPlaces.has(element)) servedPlaces.set(element, place);
    return { element, value: valueOf(element), place: servedPlaces.get(element) };
  });
  const compare = (a, b) => {
    if (!a || !b) return !a - !b;
    const rise = isNumber(a) && isNumber(b) ? a - b : collator.compare(a, b);
    return isDescending(order) ? -rise : rise;
  };
  entries.sort((a, b) => compare(a.value, b.value) || a.place - b.place);
  // What is moved loses the focus, so nothing moves without need.
  if (entries.every(({ element }, at) => element === siblings[at])) return;
  // Whatever else stands between the siblings keeps its place.
  const slots = siblings.map(() => new Comment());
  siblings.forEach((element, at) => element.replaceWith(slots[at]));
  entries.forEach(({ element }, at) => slots[at].replaceWith(element));
}

// The list

/** Items that may change places: those of one parent, below one heading. */
function groupsOf(items) {
  const groups = [];
  for (const parent of new Set(items.map((item) => item.parentElement))) {
    if (parent.closest(TABLE)) continue; // its columns order it
    let group = [];
    for (const child of parent.children) {
      if (child.matches("h2")) group = [];
      if (child.matches(ITEM) && group.push(child) === 1) groups.push(group);
    }
  }
  return groups;
}

function itemsBelow(heading) {
  const found = [];
  let next = heading.nextElementSibling;
  for (; next && !next.matches("h2"); next = next.nextElementSibling) {
    found.push(...(next.matches(ITEM) ? [next] : all(ITEM, next)));
  }
  return found;
}

function hideEmptyHeadings() {
  for (const heading of all("h2")) {
    const items = itemsBelow(heading);
    if (items.length) heading.hidden = items.every((item) => item.hidden);
  }
}

function fits(item, { name, value }) {
  return (item.getAttribute(`data-${name}`) ?? "").split(/\s+/).includes(value);
}

/** How many items are left, in the page's words. */
function countOf(items, { bfSome = "", bfNone = "" }) {
  const shown = items.filter((item) => !item.hidden).length;
  const written = (number) => number.toLocaleString(language());
  if (!shown) return bfNone;
  return bfSome.replace("{shown}", written(shown)).replace("{total}", written(items.length));
}

function showChosen(form) {
  const items = all(ITEM);
  const filters = all("select", form).filter(({ name, value }) => name !== "sort" && value);
  for (const item of items) item.hidden = !filters.every((filter) => fits(item, filter));
  hideEmptyHeadings();

  const sort = form.querySelector("select[name=sort]");
  const attribute = `data-${keyOf(sort?.value ?? "")}`;
  const valueOf = (item) => item.getAttribute(attribute);
  if (sort) for (const group of groupsOf(items)) arrange(group, sort.value, valueOf);

  const output = form.querySelector("output");
  const words = output && filters.length ? countOf(items, output.dataset) : "";
  // Screen readers read out what is set, even if it is the same as before.
  if (output && output.textContent !== words) output.textContent = words;
}

/** Take from the address what the form has an option for. */
function choose(form) {
  for (const select of all("select", form)) {
    select.value = asked(select.name);
    if (select.selectedIndex < 0) select.value = "";
  }
  showChosen(form);
}

// Tables

function makeSortable(header) {
  if (header.querySelector(".bf-sort")) return;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "bf-sort" });
  button.append(...header.childNodes);
  header.append(button);
}

function sortTable(table, order) {
  const headers = all(HEADER, table);
  const chosen = headers.find((header) => header.dataset.bfKey === keyOf(order));
  for (const header of headers) header.removeAttribute("aria-sort");
  chosen?.setAttribute("aria-sort", isDescending(order) ? "descending" : "ascending");
  const valueOf = (row) => {
    const cell = row.cells[chosen?.cellIndex];
    return cell?.dataset.sort ?? cell?.textContent.trim();
  };
  for (const body of table.tBodies) arrange([...body.rows], order, valueOf);
}

/** From as served to ascending, to descending, and back. */
function turn(header) {
  const table = header.closest(TABLE);
  const key = header.dataset.bfKey;
  const next = { ascending: `-${key}`, descending: "" };
  const order = next[header.getAttribute("aria-sort")] ?? key;
  sortTable(table, order);
  if (table.id) remember([[`sort-${table.id}`, order]]);
}

// Links and citations

let silence;

/** Say for a while what was done, in the page's words. */
function say(what) {
  const said = document.querySelector(".bf-said");
  if (!said) return;
  said.textContent = said.dataset[what] ?? said.dataset.copied;
  said.classList.add("bf-said--shown");
  clearTimeout(silence);
  silence = setTimeout(() => {
    said.textContent = "";
    said.classList.remove("bf-said--shown");
  }, SAID_FOR);
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    say(what);
  } catch {
    // Over plain HTTP there is no clipboard, and a reader may refuse it.
  }
}

function copyElement(id) {
  const text = document.getElementById(id)?.textContent.replace(/\s+/g, " ").trim();
  if (text) copy(text, "copiedText");
}

/** Make a citation whole where the site's owner has not said where the site will be. */
function fillPermalink(link) {
  if (!link.textContent.trim()) link.href = link.textContent = pageAddress();
}

// Print

const unfolded = new Set();

function unfold() {
  for (const details of all("details:not([open])", document.querySelector("main") ?? document)) {
    unfolded.add(details);
    details.open = true;
  }
}

function foldAgain() {
  for (const details of unfolded) details.open = false;
  unfolded.clear();
}

// Search, which is loaded when it is first used

const BOX = "form.bf-search";
const FOUND = ".bf-found";
const OPENS = ["/", "f", "s"]; // as in Material's search

let search;
const begun = new WeakSet();

async function begin(part, how) {
  if (!part || begun.has(part)) return;
  begun.add(part);
  try {
    search ??= import(new URL("search.js", import.meta.url));
    (await search)[how](part);
  } catch {
    search = undefined; // the network may be back when it is tried again
    begun.delete(part);
    const said = (part.matches(FOUND) ? part : part.parentElement).querySelector("[data-broken]");
    if (said) said.textContent = said.dataset.broken;
  }
}

const isTyped = ({ target }) =>
  target.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName);

function openSearch(event) {
  const input = document.querySelector(`${BOX} input`);
  if (!input || !OPENS.includes(event.key) || isTyped(event)) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  input.focus();
  input.select();
  event.preventDefault();
}

function onFocus({ target }) {
  if (!target.matches(`${BOX} input`)) return;
  const toggle = document.getElementById("__search");
  if (toggle && !toggle.checked) toggle.click(); // as the theme does, which listens to it
  begin(target.form, "startBox");
}

function onToggle({ target }) {
  if (target.id === "__search" && target.checked) document.querySelector(`${BOX} input`)?.focus();
}

// Wiring

function takeFromAddress() {
  all(FORM).forEach(choose);
  for (const table of all(TABLE)) sortTable(table, asked(`sort-${table.id}`));
}

/** Material takes the button beside a piece of code for a landmark; it leads nowhere. */
function hush(code) {
  const take = () => {
    for (const nav of all(".md-code__nav", code)) nav.setAttribute("role", "none");
  };
  take();
  new MutationObserver(take).observe(code, { childList: true, subtree: true });
}

function setUp() {
  all("pre:has(> code)").forEach(hush);
  all(`${TABLE} ${HEADER}`).forEach(makeSortable);
  all("a.bf-permalink").forEach(fillPermalink);
  takeFromAddress();
  // The header stays when instant navigation swaps the page, so its way must not be relative.
  for (const form of all(BOX)) form.setAttribute("action", form.action);
  begin(document.querySelector(FOUND), "startPage");
}

function onClick({ target }) {
  const header = target.closest(".bf-sort")?.closest(HEADER);
  const anchor = target.closest("a.bf-anchor");
  const button = target.closest("button.bf-copy");
  if (header) turn(header);
  if (anchor) copy(pageAddress() + anchor.hash, "copied");
  if (button) copyElement(button.dataset.bfCopies);
}

function onChange({ target }) {
  const form = target.closest(FORM);
  if (!form) return;
  showChosen(form);
  remember(all("select", form).map(({ name, value }) => [name, value]));
}

function onReset({ target }) {
  if (!target.matches(FORM)) return;
  // The browser does so too, but only after this event.
  for (const select of all("select", target)) select.value = "";
  onChange({ target });
}

document.addEventListener("click", onClick);
document.addEventListener("change", onChange);
document.addEventListener("reset", onReset);
document.addEventListener("keydown", openSearch);
document.addEventListener("focusin", onFocus);
document.addEventListener("change", onToggle);
addEventListener("popstate", takeFromAddress);
addEventListener("beforeprint", unfold);
addEventListener("afterprint", foldAgain);

// Material tells of the first page and of each one it swaps in.
if (window.document$) window.document$.subscribe(setUp);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", setUp);
else setUp();
