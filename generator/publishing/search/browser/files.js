
// The files of the index, as `docs/guide/search-index.md` describes them

const BASE = new URL("../search/", import.meta.url);
const FORMAT = 1;
const INDEX = "index"; // the file that names all others

const namesIn = (names) => names.match(/.{12}/g) ?? [];

/** Whether a file is the one that was meant: its name is made of its checksum and its length. */
function isNamed(content, name) {
  const bytes = Array.from(content.subarray(-8, -2), (byte) => byte.toString(16).padStart(2, "0"));
  return content.length > 18 && name === bytes.join("");
}

/** Load a file. Throws where it is missing, damaged or of another build. */
async function load(name, options) {
  try {
    return await unpacked(name, options);
  } catch {
    return unpacked(name, { cache: "reload" }); // it may be damaged in the browser's cache alone
  }
}

async function unpacked(name, options) {
  const response = await fetch(new URL(`${name}.bin`, BASE), options);
  const content = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || (name !== INDEX && !isNamed(content, name))) throw new Error(name);
  const stream = new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return { head, body: bytes.subarray(4 + length) };
}

/** Files by name, each loaded once. What cannot be loaded is noted, and tried again later. */
class Files {
  #loading = new Map();
  missed = 0;

  async get(name) {
    if (!this.#loading.has(name)) this.#loading.set(name, load(name));
    try {
      return await this.#loading.get(name);
    } catch {
      this.#loading.delete(name);
      this.missed += 1;
      return null;
    }
  }
}

/** Gives, call by call, numbers of seven bits a byte, the lowest first. */
function varintsIn(bytes) {
  let at = 0;
  return () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
}

/** A list of records: their numbers, and the weight of what was looked for in each. */
function listOf(bytes, count, bits) {
  const numbers = new Float64Array(count);
  const weights = new Uint8Array(count);
  const scale = 2 ** bits;
  const next = varintsIn(bytes);
  let number = 0;
  for (let at = 0; at < count; at++) {
    const value = next();
    number += Math.floor(value / scale);
    numbers[at] = number;
    weights[at] = value % scale;
  }
  return { numbers, weights };
}

/** The place of the last of sorted keys that does not come after one; -1 before all. */
function placeOf(keys, key) {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A family of keys in files: the words of the records, or the values of a facet. */
class Family {
  constructor(files, { first, names, places = "", bits }) {
    Object.assign(this, { files, first, bits });
    this.names = namesIn(names);
    this.places = namesIn(places);
  }

  async #chunk(place) {
    const file = await this.files.get(this.names[place]);
    if (file && !file.starts) {
      let start = 0;
      file.starts = file.head.bytes.map((length) => (start += length) - length);
      file.lists = [];
    }
    return file && { file, place };
  }

  #entry({ file, place }, at) {
    const { keys, counts, bytes, more } = file.head;
    file.lists[at] ??= listOf(
      file.body.subarray(file.starts[at], file.starts[at] + bytes[at]), counts[at], this.bits,
    );
    return { key: keys[at], more: more[at], ...file.lists[at], place, at };
  }

  /** What is known of a key; null where there is none. */
  async find(key) {
    const place = placeOf(this.first, key);
    const chunk = place < 0 ? null : await this.#chunk(place);
    const at = chunk ? placeOf(chunk.file.head.keys, key) : -1;
    return chunk?.file.head.keys[at] === key ? this.#entry(chunk, at) : null;
  }

  /** All keys that start in one way, in their order. */
  async *startingWith(start) {
    let place = Math.max(0, placeOf(this.first, start));
    const last = Math.max(place, placeOf(this.first, `${start}\uffff`));
    const chunks = [];
    for (; place <= last && place < this.first.length; place++) chunks.push(this.#chunk(place));
    for (const chunk of await Promise.all(chunks)) {
      if (!chunk) continue;
      const { keys } = chunk.file.head;
      for (let at = placeOf(keys, start); at < keys.length; at++) {
        if (keys[at]?.startsWith(start)) yield this.#entry(chunk, at);
        else if (keys[at] > start) break;
      }
    }
  }

  /** Where a word stands in each of its records: lists of places, as many as it has records. */
  async placesOf({ place, at, numbers }) {
    const file = await this.files.get(this.places[place]);
    if (!file) return Array.from(numbers, () => []);
    const start = file.head.bytes.slice(0, at).reduce((sum, length) => sum + length, 0);
    const next = varintsIn(file.body.subarray(start));
    return Array.from(numbers, () => {
      const value = next();
      if (value % 2 === 0) return [value / 2];
      let where = 0;
      return Array.from({ length: (value - 1) / 2 }, () => (where += next()));
    });
  }
}
