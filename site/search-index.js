// Finds, in an index of small scripts that hand one piece of text over each (`cruxbook.part`).
// docs/search-index.md describes the pieces. Needs search-words.js; touches no page.
"use strict";

// ---- Pieces ----

{
  const pieces = new Map();
  const waiting = new Map();

  /** Called by each file of the index. */
  cruxbook.part = (name, text) => {
    const take = waiting.get(name);
    if (take) take(text);
  };

  /** The text of a piece, read once; `cruxbook.add(name, fail)` brings its file in. */
  cruxbook.piece = (name) => {
    if (!pieces.has(name)) {
      pieces.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        cruxbook.add(name, () => {
          pieces.delete(name);
          reject(new Error(name));
        });
      }));
    }
    return pieces.get(name);
  };

  // ---- Numbers ----

  const valueOf = new Uint8Array(128);
  let count = 0;
  for (let code = 0x21; code < 0x7e; code++) if (!"$\\`".includes(String.fromCharCode(code))) valueOf[code] = count++;

  /** Reads numbers of one to five characters one after the other. */
  cruxbook.Numbers = class {
    constructor(text, at = 0) {
      this.text = text;
      this.at = at;
    }

    get isAtEnd() {
      return this.at >= this.text.length;
    }

    digit() {
      return valueOf[this.text.charCodeAt(this.at++)];
    }

    next() {
      const first = this.digit();
      if (first < 64) return first;
      if (first < 88) return 64 + (first - 64) * 90 + this.digit();
      let value = 0;
      for (let left = first === 88 ? 2 : 4; left > 0; left--) value = value * 90 + this.digit();
      return value + (first === 88 ? 2224 : 10324);
    }
  };

  /** Reads numbers as bits, six to a character, in Golomb's code with a divisor of 2^k. */
  cruxbook.Bits = class {
    constructor(text, at) {
      this.text = text;
      this.at = at;
      this.left = 0;
    }

    bit() {
      if (!this.left) {
        if (this.at >= this.text.length) return -1;
        this.bits = valueOf[this.text.charCodeAt(this.at++)];
        this.left = 6;
      }
      return (this.bits >> --this.left) & 1;
    }

    bitsOf(width) {
      let value = 0;
      while (width--) value = value * 2 + this.bit();
      return value;
    }

    /** -1 at the end. */
    next(k) {
      let quotient = 0;
      for (;;) {
        const bit = this.bit();
        if (bit < 0) return -1;
        if (!bit) return quotient * 2 ** k + this.bitsOf(k);
        quotient++;
      }
    }
  };
}

// ---- Index ----

{
  const { Numbers, Bits, piece } = cruxbook;
  /** How many places that hold all words of a phrase are looked at for their order. */
  const phraseBudget = 1000;

  /** A function that reads what is read once, and again where that failed. */
  cruxbook.once = (read) => {
    let kept = null;
    return () => (kept = kept || read().catch((error) => {
      kept = null;
      throw error;
    }));
  };

  async function readRoot() {
    const [numbers, terms, documents] = (await piece("root")).split("\n");
    const [posts, statements, levelBits, isCut, , , stamp] = numbers.split(" ");
    const firstDocuments = [];
    const reader = new Numbers(documents || "");
    let last = 0;
    cruxbook.stamp = stamp;
    while (!reader.isAtEnd) firstDocuments.push((last += reader.next()));
    return {
      posts: +posts, documents: +posts + +statements, levelBits: +levelBits, isCut: isCut === "1", stamp,
      firstTerms: terms ? terms.split(" ") : [], firstDocuments,
    };
  }

  /** The root of the index; read once. */
  cruxbook.root = cruxbook.once(readRoot);

  /** The last place of a sorted list that is not behind the value; -1 for none. */
  function lastUpTo(list, value) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  cruxbook.lastUpTo = lastUpTo;

  const filterTerm = (name) => ":" + name.replace(/\s+/g, "\u001f");

  const shards = new Map();

  /** The name of the file that begins with a term: two numbers made from it. */
  function fileName(term) {
    let [a, b] = [7, 9];
    for (let at = 0; at < term.length; at++) {
      a = Math.imul(a ^ term.charCodeAt(at), 16777619);
      b = Math.imul(b ^ term.charCodeAt(at), 40503233);
    }
    return "t" + (a >>> 0).toString(36) + "-" + (b >>> 0).toString(36);
  }

  /** The lines of the file that begins with a term, by term. */
  async function shard(first) {
    if (!shards.has(first)) {
      const lines = new Map();
      for (const line of (await piece(fileName(first))).split("\n")) {
        const [term, ...fields] = line.split(" ");
        lines.set(term, fields);
      }
      shards.set(first, lines);
    }
    return shards.get(first);
  }

  async function fieldsOf(term) {
    const { firstTerms } = await cruxbook.root();
    const number = lastUpTo(firstTerms, term);
    return number < 0 ? undefined : (await shard(firstTerms[number])).get(term);
  }

  /** The fields of all terms that begin so. */
  async function fieldsBeginning(prefix) {
    const { firstTerms } = await cruxbook.root();
    const found = [];
    for (let number = Math.max(0, lastUpTo(firstTerms, prefix)); number < firstTerms.length; number++) {
      if (firstTerms[number] > prefix && !firstTerms[number].startsWith(prefix)) break;
      for (const [term, fields] of await shard(firstTerms[number])) {
        if (term.startsWith(prefix) && !term.endsWith(":")) found.push([term, fields]);
      }
      if (found.length > 400) break;
    }
    return found;
  }

  /** Whether the index knows filters that begin so. */
  cruxbook.hasFilters = async (beginning) => (await fieldsBeginning(filterTerm(beginning))).length > 0;

  /** The documents of a filter, as a test; null where the index does not know the filter. */
  cruxbook.filter = async function (name, field = 0) {
    // An id that is one plain word stands beside that word.
    const fields = await fieldsOf(/^id:[a-z0-9]+$/.test(name) ? name.slice(3) + ":" : filterTerm(name));
    if (!fields) return null;
    const reader = new Numbers(fields[field] || "");
    const starts = [];
    const ends = [];
    let end = 0;
    while (!reader.isAtEnd) {
      starts.push(end + reader.next());
      ends.push((end = starts[starts.length - 1] + reader.next() + 1));
    }
    const holds = (document) => {
      const place = lastUpTo(starts, document);
      return place >= 0 && document < ends[place];
    };
    return Object.assign(holds, { starts, ends });
  };

  // ---- Places of a term ----

  const kinds = { c: "claim", x: "crux", r: "rebuttal" };

  /** Kinds of statements, as far as they were met at the places of a term. */
  const kindOf = (cruxbook.kindOf = new Map());

  /** Fields of a term: how well it answers by document, for own words, quotes and statements. */
  class Places {
    constructor(levelBits) {
      this.levelBits = levelBits;
      /** For each field a map from document to level; for statements also their posts. */
      this.fields = [new Map(), new Map(), new Map()];
      this.posts = new Map();
      this.counts = [0, 0, 0];
      /** Terms of which not all places were read. */
      this.rests = [];
    }

    read(term, fields) {
      fields.forEach((text, field) => {
        if (text[0] !== "~") return void (this.counts[field] += this.decode(text, field));
        const reader = new Numbers(text, 1);
        this.counts[field] += reader.next();
        if (!this.rests.includes(term)) this.rests.push(term);
        this.decode(text.slice(reader.at), field);
      });
    }

    decode(text, field) {
      if (!text) return 0;
      const k = new Numbers(text).next();
      const bits = new Bits(text, 1);
      let document = -1;
      for (let count = 0; ; count++) {
        const step = bits.next(k);
        if (step < 0) return count;
        document += step + 1;
        if (field === 2) {
          this.posts.set(document, document - bits.next(1) - 1);
          kindOf.set(document, Object.values(kinds)[bits.bitsOf(2)]);
        }
        const level = bits.bitsOf(this.levelBits);
        const known = this.fields[field].get(document);
        if (known === undefined || known < level) this.fields[field].set(document, level);
      }
    }

    /** Reads what long lists left out, while these are few. */
    async readRests(budget) {
      for (const term of this.rests) {
        if (budget.left-- <= 0) {
          budget.isShort = true;
          continue;
        }
        (await fieldsOf("~" + term)).forEach((text, field) => this.decode(text, field));
      }
      this.rests = [];
    }

    /** How many posts hold it. */
    get postCount() {
      if (this.rests.length) return this.counts[0] + this.counts[1];
      let count = this.fields[0].size;
      for (const document of this.fields[1].keys()) if (!this.fields[0].has(document)) count++;
      return Math.max(count, ...this.counts.slice(0, 2));
    }
  }

  // ---- Records ----

  const records = new Map();

  async function recordsOf(number) {
    if (!records.has(number)) {
      const { firstDocuments } = await cruxbook.root();
      records.set(number, parsed(await piece("r" + firstDocuments[number]), firstDocuments[number]));
    }
    return records.get(number);
  }

  function parsed(text, first) {
    let names = [];
    const found = [];
    let thread = null;
    let date = "";
    let post = null;
    for (const line of text.split("\n")) {
      const [head, ...fields] = line.split("\t");
      if (head === "T") {
        thread = { href: `threads/${fields[0]}.html`, title: fields[1], isSearched: fields[2], anchor: "0" };
        date = "";
        names = [];
        continue;
      }
      const kind = head[0];
      let author = head.slice(1);
      if (author[0] === "=") names.push((author = author.slice(1)));
      else if (author) author = names[author];
      date = fields[0] || date;
      const record = { document: first + found.length, thread, author, date: date === "-" ? "" : date };
      found.push(kind === "P" ? (post = asPost(record, fields)) : asStatement(record, kind, fields, post));
    }
    return found;
  }

  /** A text that is not kept whole ends on a sign of its own. */
  const whole = (text) => text.replace("\x01", "…");

  function asPost(record, [, words = "", quotes = "", anchor = "", quoted = ""]) {
    const { document, thread } = record;
    const isFirst = thread.first === undefined;
    if (isFirst) thread.first = document;
    if (anchor === "#") anchor = "";
    else thread.anchor = anchor = anchor || thread.anchor.replace(/\d+$/, (number) => +number + 1);
    words = whole(words);
    quotes = whole(quotes);
    return Object.assign(record, {
      kind: "post", anchor, words, quotes, post: document,
      quoted: quoted ? quoted.split(",").map((back) => document - back) : [],
      href: thread.href + (anchor ? "#post." + anchor : ""),
      fields: [[words, ...(isFirst && thread.isSearched ? [thread.title] : [])], [quotes]],
    });
  }

  function asStatement(record, kind, [, id = "", words = "", name = "", same = "", place = ""], post) {
    return Object.assign(record, {
      kind: kinds[kind], id, name, words, post: post.document, same: same ? same.split(",") : [],
      href: place || (kind === "x" ? "cruxes/" : "claims/") + id + ".html",
      fields: [[], [], [words, name]],
    });
  }

  /** What is shown of the documents, in the same order. */
  cruxbook.records = async function (documents) {
    const { firstDocuments } = await cruxbook.root();
    const number = (document) => lastUpTo(firstDocuments, document);
    await Promise.all([...new Set(documents.map(number))].map(recordsOf));
    return Promise.all(documents.map(async (document) => {
      const shard = number(document);
      return (await recordsOf(shard))[document - firstDocuments[shard]];
    }));
  };

  // ---- Terms of a query ----

  /** Whether the terms stand in a row somewhere in one of the texts. */
  function holdsInRow(texts, terms, isPrefix) {
    return texts.some((text) => cruxbook.runs(cruxbook.words(text), terms, isPrefix).length > 0);
  }

  /** Where the terms stand in a row: numbers of the first words. */
  cruxbook.runs = function (words, terms, isPrefix) {
    const fits = (word, index) =>
      word === terms[index] || (isPrefix && index === terms.length - 1 && word.startsWith(terms[index]));
    const found = [];
    for (let start = 0; start + terms.length <= words.length; start++) {
      if (terms.every((_, index) => fits(words[start + index].term, index))) found.push(start);
    }
    return found;
  };

  /** The terms of what was typed; a prefix loses a final `y`, which the stem would turn to `i`. */
  cruxbook.termsOf = ({ text, isPrefix }) =>
    cruxbook.terms(isPrefix && text.length > 3 && /y$/i.test(text) ? text.slice(0, -1) : text);

  async function wordPlaces(term, isPrefix) {
    const places = new Places((await cruxbook.root()).levelBits);
    const found = isPrefix ? await fieldsBeginning(term) : [[term, await fieldsOf(term)]];
    for (const [word, fields] of found) if (fields) places.read(word, fields);
    return places;
  }

  /** Where a word, a beginning or a phrase stands; of long lists the best part, unless `isExact`. */
  cruxbook.places = async function (term, budget, isExact) {
    const { isCut } = await cruxbook.root();
    const terms = cruxbook.termsOf(term);
    const all = await Promise.all(
      terms.map((word, index) => wordPlaces(word, term.isPrefix && index === terms.length - 1)));
    term.isPhrase = all.length > 1;
    term.isPart = all.some((places) => places.rests.length);
    for (const places of all) if (isExact || (term.isPhrase && !isCut)) await places.readRests(budget);
    const places = term.isPhrase ? await inRow(all, term, budget) : all[0];
    if (term.side) places.fields[term.side === "words" ? 1 : 0].clear();
    return places;
  };

  /** Whether the words of a phrase stand in a row in what is shown of a document. */
  cruxbook.holdsPhrase = (record, term) => record.fields.some((texts) => holdsInRow(texts, cruxbook.termsOf(term), term.isPrefix));

  async function inRow(all, term, budget) {
    const { levelBits, isCut } = await cruxbook.root();
    const result = new Places(levelBits);
    const rarest = (field) => all.reduce((a, b) => (b.fields[field].size < a.fields[field].size ? b : a));
    for (const field of [0, 1, 2]) {
      const documents = [...rarest(field).fields[field].keys()]
        .filter((document) => all.every((places) => places.fields[field].has(document)));
      // Where posts are not kept whole, statements are looked at when they are shown.
      if (isCut && documents.length) budget.isLoose = true;
      if (!isCut && documents.length > phraseBudget) budget.isShort = true;
      const looked = isCut ? documents : documents.slice(0, phraseBudget);
      const records = isCut ? [] : await cruxbook.records(looked);
      looked.forEach((document, index) => {
        if (!isCut && !holdsInRow(records[index].fields[field], cruxbook.termsOf(term), term.isPrefix)) return;
        result.fields[field].set(
          document, Math.min(...all.map((places) => places.fields[field].get(document))));
        if (field === 2) result.posts.set(document, all[0].posts.get(document));
      });
    }
    return result;
  }
}
