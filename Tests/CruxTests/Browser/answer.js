// node answer.js SITE: reads lines from standard input, and answers each with one line of JSON from
// the site's own search script, run outside a browser. A line is a query, or `words: ` and a text,
// which is answered with its terms, or `fails: `, the name of a file of the index and a query: the file
// cannot be had when it is first wanted, and the query is asked twice.
"use strict";

const fs = require("fs");
const vm = require("vm");

const site = process.argv[2];
const context = vm.createContext({ console });

function run(file) {
  vm.runInContext(fs.readFileSync(file, "utf8"), context, { filename: file });
}

run(`${site}/assets/search.js`);
const cruxbook = vm.runInContext("cruxbook", context);

let missing = null;

cruxbook.add = (name, fail) => {
  if (name === missing) {
    missing = null;
    return setImmediate(fail);
  }
  try {
    run(`${site}/search/${name}.js`);
  } catch (error) {
    console.error(error);
    fail();
  }
};

const idOf = (hit) =>
  hit.id || hit.thread.href.replace(/^threads\/(.*)\.html$/, "$1") + (hit.anchor && "#" + hit.anchor);

async function answer(line) {
  if (line.startsWith("words: ")) return cruxbook.terms(line.slice(7));
  const broken = /^fails: (\S+) (.*)/.exec(line);
  if (broken) {
    missing = broken[1];
    const first = await answer(broken[2]).catch((error) => error.message);
    if (first !== broken[1]) throw new Error(`'${line}' did not fail`);
    return answer(broken[2]);
  }
  const found = await cruxbook.search(line);
  const hits = await found.next(100000);
  return { total: found.total, ids: hits.flatMap((hit) => [hit, ...hit.repeats]).map(idOf) };
}

(async () => {
  const lines = fs.readFileSync(0, "utf8").split("\n");
  for (const line of lines.slice(0, -1)) console.log(JSON.stringify(await answer(line)));
})();
