// The search box: results under it as one types, and the page that shows them whole. site.js brings
// this in, with the three files before it, when the box is focused or the address names a search.
"use strict";

if (typeof document === "object") {
  const box = document.getElementById("page.search");
  const page = document.getElementById("page.results");
  const status = element("p", "search-status");
  status.setAttribute("role", "status");
  const pageLength = 20;
  const popupLength = 8;

  const { base } = cruxbook;

  cruxbook.add = (name, fail) => {
    const script = document.createElement("script");
    script.src = `${base}search/${name}.js${cruxbook.stamp ? "?" + cruxbook.stamp : ""}`;
    script.onerror = fail;
    document.head.appendChild(script);
  };

  function element(name, className, text = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  // ---- One hit ----

  const kindWords = { claim: "Claim", crux: "Crux", rebuttal: "Rebuttal", post: "Post" };

  /** Fills an element with what is shown of a hit; `link` takes the passage. */
  function describe(holder, link, hit) {
    const kind = element("span", "kind");
    if (hit.id) {
      kind.appendChild(element("span", "shape")).setAttribute("aria-hidden", "true");
      holder.classList.add(hit.kind);
    }
    kind.append(kindWords[hit.kind]);
    holder.append(kind, " ");
    const words = holder === link ? element("span", "words") : link;
    for (const piece of hit.passage) {
      if (piece.isMarked) words.appendChild(element("mark", "", piece.text));
      else words.append(piece.text);
    }
    holder.append(words);
    const facts = [hit.author, hit.date, hit.thread.title].filter(Boolean).join(" · ");
    const others = hit.repeats.length ? ` · said in ${hit.repeats.length + 1} places` : "";
    holder.append(" ", element("span", "meta", facts + others));
  }

  function count(answer) {
    const { total } = answer;
    if (!total) return "Nothing found";
    const part = answer.isPartial ? "; of common words only a part was looked at" : "";
    const loose = answer.isLoose ? "; in posts the words may stand apart" : "";
    return `${total} ${total === 1 ? "place" : "places"}${part}${loose}`;
  }

  const failed = "The index of this site cannot be read here";

  let asked = 0;

  /** Searches, and hands over what was found unless something else was asked for meanwhile. */
  async function ask(text, length, show) {
    const number = ++asked;
    const isUnfinished = document.activeElement === box && !/\s$/.test(box.value);
    try {
      const answer = await cruxbook.search(text, { isUnfinished, width: page ? 240 : 150 });
      const hits = await answer.next(length);
      if (number === asked) show(answer, hits);
    } catch (error) {
      fail(number, error);
    }
  }

  function fail(number, error) {
    if (number === asked) status.textContent = failed;
    console.error(error);
  }

  const addressOf = (text) => base + "search.html#q=" + encodeURIComponent(text);

  // ---- Under the box ----

  const popup = element("div", "search-popup");
  const list = element("div", "search-hits");
  list.id = "page.hits";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Results");
  popup.hidden = true;

  function close() {
    popup.hidden = true;
    choose(null);
    box.setAttribute("aria-expanded", "false");
  }

  function open() {
    popup.hidden = false;
    box.setAttribute("aria-expanded", String(list.childElementCount > 0));
  }

  function choose(option) {
    for (const other of list.querySelectorAll("[aria-selected=true]")) other.setAttribute("aria-selected", "false");
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  }

  function option(href, index) {
    const made = element("a", "search-hit");
    made.href = href;
    made.id = "page.hit" + index;
    made.tabIndex = -1;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    return made;
  }

  function showPopup(answer, hits) {
    list.replaceChildren(...hits.map((hit, index) => {
      const made = option(base + hit.href, index);
      describe(made, made, hit);
      return made;
    }));
    if (answer.hasMore) {
      const all = list.appendChild(option(addressOf(box.value), hits.length));
      all.classList.add("search-all");
      all.append("All results");
    }
    status.textContent = count(answer);
    open();
  }

  function step(direction) {
    const options = [...list.children];
    if (!options.length) return;
    const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const next = at + direction;
    choose(at < 0 && direction < 0 ? options[options.length - 1] : options[next] || null);
  }

  function press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const chosen = list.querySelector("[aria-selected=true]");
    if (event.key === "Escape") {
      if (popup.hidden && !box.value) box.blur();
      else if (popup.hidden) {
        box.value = "";
        update();
      } else close();
    } else if (event.key === "Enter" && chosen && !popup.hidden) chosen.click();
    else if (page || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    else if (popup.hidden) type();
    else step(event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
  }

  // ---- The page of results ----

  const results = element("ol", "search-results");
  const more = element("button", "more", "More results");
  more.type = "button";
  more.hidden = true;

  function showPage(answer, hits, isContinued) {
    if (!isContinued) results.replaceChildren();
    for (const hit of hits) {
      const item = results.appendChild(element("li", ""));
      const link = element("a", "words");
      link.href = base + hit.href;
      describe(item, link, hit);
    }
    status.textContent = count(answer);
    more.hidden = !answer.hasMore;
    const number = asked;
    more.onclick = () => showMore(answer, number);
    document.body.classList.add("searched");
  }

  /** Adds what comes next, once however often it is asked for, unless something else is searched meanwhile. */
  async function showMore(answer, number) {
    const again = more.onclick;
    const first = results.childElementCount;
    more.onclick = null;
    try {
      const hits = await answer.next(pageLength);
      if (number !== asked) return;
      showPage(answer, hits, true);
      const next = results.children[first];
      if (next) next.querySelector("a").focus();
    } catch (error) {
      if (number === asked) more.onclick = again;
      fail(number, error);
    }
  }

  // ---- Typing ----

  let waiting = 0;

  function type() {
    clearTimeout(waiting);
    waiting = setTimeout(update, 60);
  }

  function update() {
    const text = box.value.trim();
    if (page) history.replaceState(null, "", text ? "#q=" + encodeURIComponent(text) : location.pathname);
    if (text) return void ask(box.value, page ? pageLength : popupLength, page ? showPage : showPopup);
    asked++;
    status.textContent = "";
    document.body.classList.remove("searched");
    results.replaceChildren();
    more.hidden = true;
    close();
  }

  /** What the address asks for; null for nothing. */
  function asksFor() {
    const match = /^#q=(.*)/.exec(location.hash);
    const text = match ? match[1] : page && new URLSearchParams(location.search).get("q");
    try {
      return match && text ? decodeURIComponent(text) : text;
    } catch {
      return text;
    }
  }

  function readAddress() {
    const text = asksFor();
    if (text === null || text === box.value) return;
    box.value = text;
    update();
  }

  function submit(event) {
    event.preventDefault();
    if (page) return update();
    if (box.value.trim()) location.href = addressOf(box.value.trim());
  }

  if (page) {
    page.append(status, results, more);
  } else {
    popup.append(status, list);
    box.form.appendChild(popup);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "false");
    document.addEventListener("pointerdown", (event) => box.form.contains(event.target) || close());
    box.form.addEventListener("focusout", (event) => box.form.contains(event.relatedTarget) || close());
  }
  box.addEventListener("input", type);
  box.addEventListener("keydown", press);
  box.form.addEventListener("submit", submit);
  addEventListener("hashchange", readAddress);
  readAddress();
  if (box.value && document.activeElement === box) type();
}
