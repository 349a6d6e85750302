// node box.js SITE QUERY: uses the search page of a site as a reader does, in a page of the plainest
// sort, and prints what is seen: one line of JSON for each step. The steps: the query is typed, "More
// results" is pressed twice at once, Escape is pressed.
"use strict";

const fs = require("fs");
const vm = require("vm");

const [site, query] = process.argv.slice(2);

/** As much of an element as the search box asks for. */
class Element {
  constructor(name) {
    Object.assign(this, { name, children: [], attributes: {}, listeners: {}, hidden: false, value: "", text: "" });
    this.classList = { add() {}, remove() {} };
  }

  get childElementCount() {
    return this.children.filter((child) => child instanceof Element).length;
  }

  get textContent() {
    return this.text + this.children.map((child) => child.textContent || child).join("");
  }

  set textContent(text) {
    Object.assign(this, { text, children: [] });
  }

  append(...children) {
    this.children.push(...children);
  }

  appendChild(child) {
    this.append(child);
    return child;
  }

  replaceChildren(...children) {
    this.children = children;
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  removeAttribute(name) {
    delete this.attributes[name];
  }

  querySelector(name) {
    return this.children.find((child) => child.name === name) || null;
  }

  querySelectorAll() {
    return [];
  }

  addEventListener(name, listener) {
    this.listeners[name] = listener;
  }

  fire(name, event) {
    return this.listeners[name]({ preventDefault() {}, ...event });
  }

  focus() {}
}

const elements = { "page.search": new Element("input"), "page.results": new Element("div") };
elements["page.search"].form = new Element("form");

const head = new Element("head");
head.appendChild = (script) => setImmediate(() => run(script.src.replace(/\?.*/, "")));

const location = { hash: "", search: "", pathname: "/search.html" };
const context = vm.createContext({
  console, location, URLSearchParams, setTimeout, clearTimeout,
  addEventListener() {},
  history: { replaceState: (state, title, address) => (location.hash = address.replace(/^[^#]*/, "")) },
  document: {
    head, body: new Element("body"), currentScript: { src: `${site}/assets/search.js` },
    createElement: (name) => new Element(name), getElementById: (id) => elements[id], addEventListener() {},
  },
});

function run(file) {
  vm.runInContext(fs.readFileSync(file, "utf8"), context, { filename: file });
}

run(`${site}/assets/search.js`);

const box = elements["page.search"];
const [status, results, more] = elements["page.results"].children;
const settled = () => new Promise((resolve) => setTimeout(resolve, 300));

async function show() {
  await settled();
  const hrefs = results.children.map((item) => item.querySelector("a").href.slice(site.length));
  console.log(JSON.stringify({
    hits: hrefs.length, distinct: new Set(hrefs).size, box: box.value, status: status.textContent,
    address: location.hash,
  }));
}

function pressMore() {
  if (more.onclick) more.onclick();
}

(async () => {
  box.value = query;
  box.fire("input");
  await show();
  pressMore();
  pressMore();
  await show();
  box.fire("keydown", { key: "Escape" });
  await show();
})();
