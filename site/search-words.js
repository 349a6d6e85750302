// What a text is searched by: words as SQLite's FTS5 takes them apart with
// `porter unicode61 remove_diacritics 2`, and queries as `crux search` reads them.
// A test compares both with the program's own.
"use strict";

const cruxbook = {};
if (typeof document === "object") {
  // Where the site begins, seen from this file.
  cruxbook.base = document.currentScript.src.replace(/assets\/[^/]*$/, "");
}

// ---- Words ----

{
  const isLetter = /[\p{L}\p{N}\p{Co}\p{Cn}]/u;
  /** Marks that stay inside a word, and are dropped: those of U+0300 to U+0331 that FTS5 lists. */
  const isMark = /[\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331]/;

  /** One character in lower case and without its accents; "" for a mark. */
  function folded(character) {
    if (character < "\x80") return character.toLowerCase();
    if ("ıǠǡ".includes(character)) return character.toLowerCase();
    if (isMark.test(character)) return "";
    const base = character.normalize("NFD")[0];
    if (base < "\x80" && /[a-z]/i.test(base) && isLetter.test(character)) return base.toLowerCase();
    const lower = character.toUpperCase().toLowerCase();
    return [...lower].length === 1 ? lower : character.toLowerCase();
  }

  /** The words of a text: `{ term, start, end }`, by place in the text. */
  cruxbook.words = function (text) {
    const words = [];
    let word = "";
    let start = -1;
    let at = 0;
    const close = () => {
      if (start >= 0) words.push({ term: stem(word), start, end: at });
      word = "";
      start = -1;
    };
    for (const character of text) {
      if (isLetter.test(character) || (start >= 0 && isMark.test(character))) {
        if (start < 0) start = at;
        word += folded(character);
      } else close();
      at += character.length;
    }
    close();
    return words;
  };

  cruxbook.terms = (text) => cruxbook.words(text).map((word) => word.term);
  cruxbook.isLetter = (character) => isLetter.test(character);

  // ---- Stems (Porter 1980, in FTS5's reading; lengths are in bytes of UTF-8) ----

  const bytesOf = (word) => unescape(encodeURIComponent(word));
  const textOf = (bytes) => {
    try {
      return decodeURIComponent(escape(bytes));
    } catch {
      return bytes;
    }
  };

  /** For each letter `v` or `c`; a `y` behind a consonant is a vowel. */
  function shape(letters) {
    let result = "";
    let isConsonant = false;
    for (const letter of letters) {
      isConsonant = !("aeiou".includes(letter) || (isConsonant && letter === "y"));
      result += isConsonant ? "c" : "v";
    }
    return result;
  }

  /** How often consonants follow vowels. */
  const measure = (letters) => (shape(letters).match(/v+c+/g) || []).length;
  const hasVowel = (letters) => /[aeiou]/.test(letters) || letters.indexOf("y", 1) > 0;
  const endsShort = (letters) => !/[wxy]$/.test(letters) && /cvc$/.test(shape(letters));

  const steps = [
    // Behind a measure above 0.
    [0, "ational ate,tional tion,enci ence,anci ance,izer ize,logi log,bli ble,alli al,entli ent,eli e,ousli ous,ization ize,ation ate,ator ate,alism al,iveness ive,fulness ful,ousness ous,aliti al,iviti ive,biliti ble"],
    [0, "ical ic,ness ,icate ic,iciti ic,ful ,ative ,alize al"],
    // Behind a measure above 1.
    [1, "al ,ance ,ence ,er ,ic ,able ,ible ,ant ,ement ,ment ,ent ,ion ,ou ,ism ,ate ,iti ,ous ,ive ,ize "],
  ].map(([above, rules]) => [above, rules.split(",").map((rule) => rule.split(" "))]);

  function applied(word, [above, rules]) {
    const rule = rules.find(([end]) => word.length > end.length && word.endsWith(end));
    if (!rule) return word;
    const rest = word.slice(0, -rule[0].length);
    const isFine = measure(rest) > above && (rule[0] !== "ion" || /[st]$/.test(rest));
    return isFine ? rest + rule[1] : word;
  }

  function withoutPast(word) {
    if (word.length > 3 && word.endsWith("eed")) {
      return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
    }
    const end = ["ed", "ing"].find((end) => word.length > end.length && word.endsWith(end));
    if (!end || !hasVowel(word.slice(0, -end.length))) return word;
    const rest = word.slice(0, -end.length);
    if (rest.length > 2 && /(at|bl|iz)$/.test(rest)) return rest + "e";
    if (/([^aeioulsz])\1$/.test(rest)) return rest.slice(0, -1);
    return measure(rest) === 1 && endsShort(rest) ? rest + "e" : rest;
  }

  function stem(text) {
    const isPlain = /^[\x00-\x7f]*$/.test(text);
    let word = isPlain ? text : bytesOf(text);
    if (word.length > 64 || word.length < 3) return text;
    if (/(ss|i)es$/.test(word) && word.length > 3) {
      if (!word.endsWith("sses") || word.length > 4) word = word.slice(0, -2);
      else word = word.slice(0, -1);
    } else if (/[^s]s$/s.test(word)) word = word.slice(0, -1);
    word = withoutPast(word);
    if (word.endsWith("y") && hasVowel(word.slice(0, -1))) word = word.slice(0, -1) + "i";
    for (const step of steps) word = applied(word, step);
    if (word.endsWith("e")) {
      const rest = word.slice(0, -1);
      const count = measure(rest);
      if (count > 1 || (count === 1 && !endsShort(rest))) word = rest;
    }
    if (word.length > 1 && word.endsWith("ll") && measure(word.slice(0, -1)) > 1) {
      word = word.slice(0, -1);
    }
    return isPlain ? word : textOf(word);
  }
}

// ---- Queries ----

{
  const keys =
    "by kind in topic crux pole standing against for answered unanswered since until words quotes".split(" ");
  const standsAlone = new Set(["answered", "unanswered", "words", "quotes"]);
  const limit = 64;
  const isSpace = (character) => character <= " " || /\p{White_Space}/u.test(character);
  const isQuote = (character) => '"“”„'.includes(character);
  const inWord = (character) => cruxbook.isLetter(character) || /\p{Mn}/u.test(character);
  const holdsWord = (text) => [...text].some(cruxbook.isLetter);

  /**
   * Reads a query as `crux search` does: `words`, `required` (groups, one of each must be there),
   * `excluded` (terms `{ text, isPrefix, side }`), `filters` (`{ key, value, isNegated }`) and
   * `typed`, the plain words as they were typed. Nothing is an error.
   */
  cruxbook.parseQuery = function (text) {
    const query = { words: [], required: [], excluded: [], filters: [], typed: [] };
    const characters = [...text.normalize("NFC")];
    let at = 0;
    let group = [];
    let isRequired = false;
    let joins = false;

    const count = () =>
      query.words.length + query.required.flat().length + query.excluded.length + group.length;

    function closeGroup() {
      if (isRequired) query.required.push(group);
      else for (const term of group) if (!query.words.some((word) => same(word, term))) query.words.push(term);
      group = [];
      isRequired = joins = false;
    }

    function add(term, isPhrase, isNegated) {
      if (!holdsWord(term.text) || count() >= limit) return;
      if (isNegated) return query.excluded.push(term);
      if (!joins) closeGroup();
      joins = false;
      group.push(term);
      isRequired = isRequired || isPhrase;
    }

    function take(isEnd) {
      const start = at;
      while (at < characters.length && !isEnd(characters[at])) at++;
      return characters.slice(start, at).join("");
    }

    function phrase() {
      const found = take(isQuote);
      at++;
      return found;
    }

    const asTerm = (word) =>
      word.endsWith("*") ? { text: word.slice(0, word.indexOf("*")), isPrefix: true } : { text: word };

    function filter(key, value, isNegated) {
      const isQuoted = !value && at < characters.length && isQuote(characters[at]);
      if (isQuoted) {
        at++;
        value = phrase();
      }
      if ((key === "words" || key === "quotes") && value) {
        add({ ...(isQuoted ? { text: value } : asTerm(value)), side: key }, isQuoted, isNegated);
      } else if (value || standsAlone.has(key)) query.filters.push({ key, value, isNegated });
      else add({ text: key }, false, isNegated);
    }

    function plain(word) {
      query.typed.push(word);
      const isJoined = joins;
      for (const piece of pieces(word)) {
        joins = isJoined;
        add({ text: piece }, false, false);
      }
    }

    function clause() {
      const next = characters[at + 1];
      const isNegated = characters[at] === "-" && next !== undefined && !isSpace(next);
      if (isNegated) at++;
      if (isQuote(characters[at])) {
        at++;
        return add({ text: phrase() }, true, isNegated);
      }
      const word = take((character) => isSpace(character) || isQuote(character));
      const colon = word.indexOf(":");
      const key = word.slice(0, Math.max(0, colon)).toLowerCase();
      if (word === "OR" && !isNegated && group.length) joins = true;
      else if (keys.includes(key)) filter(key, word.slice(colon + 1), isNegated);
      else if (isNegated || word.endsWith("*")) add(asTerm(word), false, isNegated);
      else plain(word);
    }

    for (;;) {
      while (at < characters.length && isSpace(characters[at])) at++;
      if (at >= characters.length) break;
      clause();
    }
    closeGroup();
    return query;
  };

  const same = (left, right) =>
    left.text === right.text && !left.isPrefix === !right.isPrefix && left.side === right.side;

  function pieces(word) {
    const found = [""];
    for (const character of word) {
      if (inWord(character)) found[found.length - 1] += character;
      else found.push("");
    }
    return found.filter(Boolean);
  }
}
