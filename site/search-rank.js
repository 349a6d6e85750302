// Answers a query from the index: what matches, best first, nothing said twice, passages marked.
// The same rules as `crux search`; docs/search.md names the differences. Touches no page.
"use strict";

{
  // ---- Filters ----

  const all = () => true;
  const none = () => false;
  const aboutStatements = new Set(["crux", "pole", "standing", "for", "against"]);

  /** A date or a part of one as seconds: `[start, end]`; null where it is none. */
  function span(text) {
    const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(.+))?)?)?$/.exec(text);
    if (!match) return null;
    const [, year, month, day, time] = match.map((part, index) => (index && index < 4 && part ? +part : part));
    if (time) {
      const start = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(time) ? text : text + "Z") / 1000;
      return isNaN(start) ? null : [Math.floor(start), Math.floor(start) + 1];
    }
    const at = (y, m, d) => Date.UTC(y, m - 1, d) / 1000;
    if (month > 12 || month === 0 || day === 0 || day > new Date(at(year, month + 1, 0) * 1000).getUTCDate()) return null;
    const end = day ? at(year, month, day + 1) : month ? at(year, month + 1, 1) : at(year + 1, 1, 1);
    return [at(year, month || 1, day || 1), end];
  }

  /** From when each document counts, in seconds; NaN for never. */
  const times = cruxbook.once(async () => {
    const { documents } = await cruxbook.root();
    const reader = new cruxbook.Numbers(await cruxbook.piece("dates"));
    const hasHours = reader.next();
    const found = new Float64Array(documents).fill(NaN);
    let day = 0;
    let next = 0;
    while (!reader.isAtEnd) {
      const step = reader.next();
      if (step) day += step % 2 ? (step - 1) / 2 : -step / 2;
      const time = day * 86400 + (step && hasHours ? reader.next() : 0);
      const end = next + reader.next() + 1;
      if (step) found.fill(time, next, end);
      next = end;
    }
    return found;
  });

  /** Ids of the people meant: by exact name; else whatever the case; else by a word's beginning. */
  async function people(typed) {
    const name = typed.replace(/^@/, "");
    const everybody = (await cruxbook.piece("people")).split("\n").map((line) => line.split("\t"));
    const ids = (fits) => everybody.filter((names) => names.some(fits)).map(([id]) => id);
    const wanted = name.toLowerCase();
    const exact = everybody.filter(([id, , ...others]) => id === name || others.includes(name)).map(([id]) => id);
    if (exact.length || !name) return exact;
    const same = ids((other) => other.toLowerCase() === wanted);
    if (same.length) return same;
    return ids((other) => [other, ...other.split(" ")].some((word) => word.toLowerCase().startsWith(wanted)));
  }

  /**
   * What a filter leaves: `[test of a statement, test of a post]`; `isRead` where the statements asked
   * about stand at places of terms, which say their kinds.
   */
  async function meaning({ key, value }, isRead) {
    const lower = value.toLowerCase();
    const named = async (name) => (await cruxbook.filter(name)) || none;
    const both = async (name) => Array(2).fill(await named(name));
    const not = (tests) => tests.map((test) => (document) => !test(document));
    if (key === "kind") {
      if (lower === "post") return [none, all];
      if (lower === "statement") return [all, none];
      return [isRead ? (document) => cruxbook.kindOf.get(document) === lower : await named("kind:" + lower), none];
    }
    if (key === "by") {
      const lists = await Promise.all((await people(value)).map((id) => named("by:" + id)));
      return Array(2).fill((document) => lists.some((holds) => holds(document)));
    }
    if (key === "in") {
      const name = "in:" + value.replace(/\/+$|\.md$/, "");
      // A folder is named in what lies in it.
      return value.endsWith("/") && !(await cruxbook.hasFilters(name + "/")) ? [none, none] : both(name);
    }
    if (key === "topic") return both("topic:" + lower);
    if (key === "words" || key === "quotes") return both(key);
    if (key === "since" || key === "until") {
      const bounds = span(value);
      if (!bounds) return [none, none];
      const at = await times();
      const test = key === "since" ? (d) => at[d] >= bounds[0] : (d) => at[d] < bounds[1];
      return [test, test];
    }
    if (key === "answered" || key === "unanswered") {
      if (!["", "yes", "no"].includes(lower)) return [none, none];
      const tests = await both("answered");
      return (key === "answered") === (lower !== "no") ? tests : not(tests);
    }
    if (key === "standing") return [await named("standing:" + lower), none];
    const field = { for: 1, pole: 1, against: 2, crux: 3 }[key];
    const lists = [await cruxbook.filter("id:" + value, field)];
    if (key === "crux" || (key === "pole" && value.includes("#"))) lists.push(await cruxbook.filter("id:" + value));
    if (key === "pole") lists.push(await cruxbook.filter("pole:" + value.toLowerCase().replace(/\s+/g, "-")));
    return [(document) => lists.some((holds) => holds && holds(document)), none];
  }

  /** Tests of a statement and of a post that pass all filters; of one key any will do. */
  async function tests(filters, isRead) {
    const found = [[], []];
    for (const key of new Set(filters.map((filter) => filter.key))) {
      for (const isNegated of [false, true]) {
        const group = filters.filter((filter) => filter.key === key && filter.isNegated === isNegated);
        if (!group.length) continue;
        const meanings = await Promise.all(group.map((filter) => meaning(filter, isRead)));
        for (const side of [0, 1]) {
          const sides = meanings.map((tests) => tests[side]).filter((test) => test !== none);
          if (isNegated && side === 1 && aboutStatements.has(key)) continue;
          if (isNegated) found[side].push((document) => !sides.some((test) => test(document)));
          else if (sides.length) found[side].push((document) => sides.some((test) => test(document)));
          else found[side].push(none);
        }
      }
    }
    return found.map((list) => (list.includes(none) ? none : (document) => list.every((test) => test(document))));
  }

  // ---- Terms ----

  /**
   * Reads where the terms of the query stand, of common words in part unless `isExact`; a last word
   * still being typed may be a beginning.
   */
  async function lookUp(query, isUnfinished, isExact) {
    const budget = { left: 6, isShort: false, isLoose: false };
    const positive = [...query.required.flat(), ...query.words];
    const read = async (term, isExact) => (term.places = await cruxbook.places(term, budget, isExact));
    await Promise.all([
      ...positive.map((term) => read(term, isExact)), ...query.excluded.map((term) => read(term, true))]);
    const last = query.words[query.words.length - 1];
    if (isUnfinished && last && !last.isPrefix && !last.places.postCount) {
      last.isPrefix = true;
      await read(last);
      for (let cut = 1; cut <= 3 && !last.places.postCount && last.text.length - cut > 3; cut++) {
        last.text = last.text.slice(0, -1);
        await read(last);
      }
    }
    return { positive, budget };
  }

  const weight = (places, total) => {
    const count = places.postCount;
    return Math.max(1e-6, Math.log((total - count + 0.5) / (count + 0.5)));
  };

  /** Adds up what each term says for each document: `[hits of statements, hits of posts]`. */
  function score(positive, { posts: total, levelBits }) {
    const hits = [new Map(), new Map()];
    positive.forEach((term, index) => {
      const rarity = weight(term.places, total);
      term.places.fields.forEach((documents, field) => {
        for (const [document, level] of documents) {
          const map = hits[field === 2 ? 0 : 1];
          let hit = map.get(document);
          if (!hit) {
            hit = { document, score: 0, held: 0n, own: 0n };
            hit.post = field === 2 ? term.places.posts.get(document) : document;
            map.set(document, hit);
          }
          // Of a post's own words and its quotes, those count that answer better.
          const value = rarity * (0.4 + ((level + 0.5) * 1.5) / 2 ** levelBits);
          const known = hit.term === term ? hit.value : 0;
          if (value > known) Object.assign(hit, { term, value, score: hit.score + value - known });
          hit.held |= 1n << BigInt(index);
          if (field !== 1) hit.own |= 1n << BigInt(index);
        }
      });
    });
    return hits.map((map) => [...map.values()]);
  }

  /** Those that hold one of each required group and none of the excluded terms. */
  function matching(hits, query, known, field) {
    const groups = query.required.map((group) =>
      group.reduce((bits, term) => bits | (1n << BigInt(known.indexOf(term))), 0n));
    const fields = field === 2 ? [2] : [0, 1];
    return hits.filter((hit) =>
      groups.every((bits) => hit.held & bits) &&
      !query.excluded.some((term) => fields.some((field) => term.places.fields[field].has(hit.document))));
  }

  const byScore = (left, right) => right.score - left.score || left.document - right.document;

  /** Leaves out posts whose statements already hold every word they were found by. */
  function merged(statements, posts) {
    const inside = new Map();
    for (const hit of statements.sort(byScore)) inside.set(hit.post, [...(inside.get(hit.post) || []), hit]);
    const kept = posts.filter((post) => {
      const made = inside.get(post.document);
      if (!made || post.held & ~made.reduce((bits, hit) => bits | hit.held, 0n)) return true;
      made[0].score = Math.max(made[0].score, post.score);
      return false;
    });
    return [...statements, ...kept].sort(byScore);
  }

  /** Of hits that answer equally well, those first that stand in one piece of the index. */
  function together(hits, firstDocuments) {
    const grade = (hit) => Math.round(hit.score * 100);
    const key = (hit) => grade(hit) + " " + cruxbook.lastUpTo(firstDocuments, hit.document);
    const counts = new Map();
    for (const hit of hits) counts.set(key(hit), (counts.get(key(hit)) || 0) + 1);
    return hits
      .map((hit) => ({ hit, grade: grade(hit), count: counts.get(key(hit)) }))
      .sort((a, b) => b.grade - a.grade || b.count - a.count || a.hit.document - b.hit.document)
      .map(({ hit }) => hit);
  }

  /** `[hits of statements, hits of posts]` that the query asks for. */
  async function hitsOf(query, [isStatement, isPost], positive) {
    const isQuoted = positive.some((term) => term.side === "quotes") && ((await cruxbook.filter("quotes")) || none);
    const [statements, posts] = score(positive, await cruxbook.root());
    return [
      matching(statements, query, positive, 2)
        .filter((hit) => isStatement(hit.document) && (!isQuoted || isQuoted(hit.document))),
      matching(posts, query, positive, 0).filter((hit) => isPost(hit.document))];
  }

  async function ranked(query, tests, isUnfinished) {
    const root = await cruxbook.root();
    const [isStatement, isPost] = tests;
    let { positive, budget } = await lookUp(query, isUnfinished, false);
    const isWhole = (hit) => hit.held === (1n << BigInt(positive.length)) - 1n;
    let [statements, posts] = await hitsOf(query, tests, positive);
    if (positive.some((term) => term.isPart)) {
      // What long lists keep is their best part: enough, where it holds many that answer all.
      budget.isShort = true;
      if ([...statements, ...posts].filter(isWhole).length < 20) {
        ({ positive, budget } = await lookUp(query, isUnfinished, true));
        [statements, posts] = await hitsOf(query, tests, positive);
      }
    }
    for (const hit of [...statements, ...posts]) if (positive.length > 1 && isWhole(hit)) hit.score *= 1.1;
    const said = new Set([
      ...statements.map((hit) => hit.post), ...posts.filter((hit) => hit.own).map((hit) => hit.document)]);
    let hits = merged(statements, posts);
    if (root.isCut) hits = together(hits, root.firstDocuments);
    if (!query.required.length && query.typed.length === 1) {
      const named = await cruxbook.filter("id:" + query.typed[0]);
      const document = named ? named.starts[0] : undefined;
      if (document !== undefined && isStatement(document)) {
        hits = [{ document, own: 1n }, ...hits.filter((hit) => hit.document !== document)];
      }
    }
    return { hits, said, positive, isPartial: budget.isShort, isLoose: budget.isLoose };
  }

  /** What the filters leave: statements, else posts, newest first. */
  async function listed(query, [isStatement, isPost]) {
    const { documents } = await cruxbook.root();
    const list = (await cruxbook.filter("statement")) || none;
    const at = await times();
    const found = [[], []];
    const { budget } = await lookUp(query, false, true);
    for (let document = 0; document < documents; document++) {
      const side = list(document) ? 0 : 1;
      if (!(side ? isPost : isStatement)(document)) continue;
      if (query.excluded.some((term) => term.places.fields.some((field) => field.has(document)))) continue;
      found[side].push(document);
    }
    const newest = (found[0].length ? found[0] : found[1])
      .sort((left, right) => (isNaN(at[left]) - isNaN(at[right])) || at[right] - at[left] || left - right);
    const hits = newest.map((document) => ({ document, own: 1n }));
    return { hits, said: new Set(), positive: [], isPartial: budget.isShort };
  }

  // ---- Answers ----

  /** Words as they are compared for being the same. */
  const plain = (text) => cruxbook.words(text).map(({ start, end }) => text.slice(start, end).toLowerCase()).join(" ");

  /**
   * Answers a query, whose last word may be `isUnfinished`; passages are about `width` characters
   * long. `total` says how many match, to a few until all are there; `next(count)` brings the next hits: records with
   * `passage`, pieces of `{ text, isMarked }`, and `repeats`, others that say the same.
   */
  cruxbook.search = async function (text, { isUnfinished = false, width = 240 } = {}) {
    const query = cruxbook.parseQuery(text);
    const isListing = !query.words.length && !query.required.length;
    const filters = await tests(query.filters, !isListing && query.typed.every((word) => /^\w+$/.test(word)));
    const isWordless = isListing && !query.filters.length && !query.excluded.length && text.trim();
    const answer = isWordless ? { hits: [], said: new Set(), positive: [] }
      : isListing ? await listed(query, filters) : await ranked(query, filters, isUnfinished);
    const shown = [];
    let at = 0;

    const twin = (record) => shown.find((other) =>
      other.id && ((other.plain = other.plain || plain(other.words)) === record.plain ||
        other.same.includes(record.id) || record.same.includes(other.id)));

    /** Whether phrases stand in the statement; of others it is known, or not to be known. */
    const holdsPhrases = (hit, record) => !record.id || !answer.positive.length || query.required.every((group) =>
      group.some((term) => term.isPhrase
        ? cruxbook.holdsPhrase(record, term)
        : hit.held & (1n << BigInt(answer.positive.indexOf(term)))));

    function take(hit, record) {
      if (answer.isLoose && !holdsPhrases(hit, record)) return;
      if (!isListing && record.kind === "post" && !hit.own && record.quoted.some((post) => answer.said.has(post))) return;
      if (record.id && !isListing) {
        record.plain = plain(record.words);
        const other = twin(record);
        if (other) return void other.repeats.push(record);
      }
      shown.push({ ...record, repeats: [], passage: passage(record, answer.positive, width) });
    }

    async function next(count) {
      const first = shown.length;
      while (shown.length < first + count && at < answer.hits.length) {
        const batch = answer.hits.slice(at, at + first + count - shown.length);
        const found = await cruxbook.records(batch.map((hit) => hit.document));
        at += batch.length;
        batch.forEach((hit, index) => take(hit, found[index]));
      }
      return shown.slice(first);
    }

    const { isPartial, isLoose } = answer;
    const left = () => Math.max(0, answer.hits.length - at);
    return { query, isPartial, isLoose, next, get total() { return shown.length + left(); }, get hasMore() { return left() > 0; } };
  };

  // ---- Passages ----

  /** The words of the text that the terms hold, as a set of their numbers. */
  function marked(words, positive) {
    const found = new Set();
    for (const term of positive) {
      const terms = cruxbook.termsOf(term);
      if (!terms.length) continue;
      for (const start of cruxbook.runs(words, terms, term.isPrefix)) {
        for (let index = 0; index < terms.length; index++) found.add(start + index);
      }
    }
    return found;
  }

  /** The stretch of about so many characters, and one word at least, with the most different marked words, by number of word. */
  function stretch(text, words, marks, width) {
    let best = { value: -1, start: 0, end: words.length };
    for (let start = 0, end = 0; start < words.length; start++) {
      while (end < words.length && words[end].end - words[start].start <= width) end++;
      end = Math.max(end, start + 1);
      const held = new Set();
      for (let index = start; index < end; index++) if (marks.has(index)) held.add(words[index].term);
      const before = start ? text.slice(words[start - 1].end, words[start].start) : ".";
      const value = held.size * 2 + (/[.?!]/.test(before) ? 1 : 0);
      if (value > best.value) best = { value, start, end };
      if (end === words.length) break;
    }
    return best;
  }

  function passage(record, positive, width) {
    const texts = record.id ? [record.words || record.name] : [record.words, record.quotes];
    const tries = texts.map((text) => {
      const words = cruxbook.words(text);
      return { text, words, marks: marked(words, positive) };
    });
    const { text, words, marks } = tries.find((one) => one.marks.size) || tries.find((one) => one.text) || tries[0];
    if (!words.length) return [{ text, isMarked: false }];
    const { start, end } = record.id && text.length <= width * 1.4 ? { start: 0, end: words.length } : stretch(text, words, marks, width);
    const pieces = [];
    let at = start ? words[start].start : 0;
    if (start) pieces.push({ text: "… ", isMarked: false });
    for (let index = start; index < end; index++) {
      if (!marks.has(index)) continue;
      const from = words[index].start;
      // Words marked one after the other are one mark.
      while (index + 1 < end && marks.has(index + 1) && /^\s+$/.test(text.slice(words[index].end, words[index + 1].start))) index++;
      pieces.push({ text: text.slice(at, from), isMarked: false });
      at = words[index].end;
      pieces.push({ text: text.slice(from, at), isMarked: true });
    }
    pieces.push({ text: text.slice(at, end < words.length ? words[end - 1].end : text.length), isMarked: false });
    if (end < words.length) pieces.push({ text: " …", isMarked: false });
    return pieces.filter((piece) => piece.text);
  }
}
