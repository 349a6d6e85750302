// What a reader can do without, made easier: previews of statements on hover and focus, both ends of a
// link lit, and keys. Works from file: and sends nothing.
"use strict";

(() => {
  // ---- Previews: one file for each thread, added when a link to it is first looked at ----

  const root = document.currentScript.src.replace(/assets\/[^/]*$/, "");
  const previews = new Map();
  const card = document.createElement("div");
  card.className = "card";
  card.id = "page.card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  let shownFor = null;
  let wanted = null;

  /** The file and element that a link leads to: `bridges#old`; "" for what is no statement. */
  function placeOf(link) {
    if (link.dataset.in) return link.dataset.in;
    const found = /\/threads\/([^/]+?)(?:\.html)?$/.exec(link.pathname || "");
    if (!found || !link.matches(".to, .reference, .elsewhere") || link.hash.length < 2) return "";
    return found[1] + "#" + decodeURIComponent(link.hash.slice(1));
  }

  window.cruxPreviews = (file) => {
    for (const statement of file.statements || []) {
      statement.of = file.of;
      previews.set(file.in + "#" + statement.id, statement);
    }
    if (wanted) show(wanted);
  };

  function preview(link) {
    wanted = link;
    const file = placeOf(link).split("#")[0];
    if (!file) return;
    if (previews.has(file)) return show(link);
    previews.set(file, null);
    const script = document.createElement("script");
    script.src = root + "threads/" + file + ".js";
    document.head.appendChild(script);
  }

  function line(text, name) {
    if (!text) return;
    const part = card.appendChild(document.createElement("p"));
    part.textContent = text;
    part.className = name;
  }

  function show(link) {
    const found = previews.get(placeOf(link));
    if (!found || link === shownFor) return;
    hide();
    shownFor = link;
    card.textContent = "";
    card.className = "card " + found.kind.toLowerCase();
    line([found.kind, found.by, found.of].filter(Boolean).join(" · "), "of");
    line(found.words, "");
    line(found.more, "of");
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    const at = link.getBoundingClientRect();
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    card.style.left = scrollX + Math.max(8, Math.min(at.left, room)) + "px";
    const isLow = at.bottom + card.offsetHeight + 12 > innerHeight && at.top > card.offsetHeight;
    card.style.top = scrollY + (isLow ? at.top - card.offsetHeight - 6 : at.bottom + 6) + "px";
  }

  function hide() {
    if (shownFor) shownFor.removeAttribute("aria-describedby");
    shownFor = null;
    card.hidden = true;
  }

  // ---- Both ends of a link ----

  /** What a link on this page leads to, its own words, and whatever shares a note with it. */
  function light(element) {
    dim();
    const said = element.closest(".said");
    const note = element.closest(".note") || (said && said.previousElementSibling);
    const links = element.matches("a") ? [element] : note ? note.querySelectorAll("a.to") : [];
    for (const link of links) {
      const hash = link.getAttribute("href") || "";
      const end = hash.startsWith("#") && document.getElementById(decodeURIComponent(hash.slice(1)));
      if (end) lit(end.textContent ? end : end.nextElementSibling);
    }
    if (note) lit(note.nextElementSibling);
  }

  function lit(element) {
    if (element && element.matches(".said, .quoted, .post")) element.classList.add("lit");
  }

  function dim() {
    for (const element of document.querySelectorAll(".lit")) element.classList.remove("lit");
  }

  function enter(event) {
    if (!event.target.closest) return;
    const link = event.target.closest("main a");
    const said = link || event.target.closest(".said, .note");
    if (said) light(said);
    if (link) preview(link);
  }

  function leave(event) {
    if (!event.target.closest || !event.target.closest("main a, .said, .note")) return;
    dim();
    wanted = null;
    hide();
  }

  // ---- Keys ----

  const keys = [
    ["/", "search"],
    ["j", "next post or section"],
    ["k", "previous post or section"],
    ["?", "this list"],
    ["Esc", "close"],
  ];
  let help = null;

  function step(direction) {
    const places = [...document.querySelectorAll(".post, main section > h2")];
    const line = 24;
    const next =
      direction > 0
        ? places.find((place) => place.getBoundingClientRect().top > line)
        : places.findLast((place) => place.getBoundingClientRect().top < -2);
    if (!next) return;
    next.scrollIntoView();
    if (!next.hasAttribute("tabindex")) next.setAttribute("tabindex", "-1");
    next.focus({ preventScroll: true });
  }

  function toggleHelp() {
    if (!help) {
      help = document.createElement("dialog");
      help.className = "keys";
      help.setAttribute("aria-label", "Keys");
      const list = help.appendChild(document.createElement("dl"));
      for (const [key, meaning] of keys) {
        list.appendChild(document.createElement("dt")).textContent = key;
        list.appendChild(document.createElement("dd")).textContent = meaning;
      }
      document.body.appendChild(help);
    }
    if (help.open) help.close();
    else help.showModal();
  }

  function press(event) {
    if (event.key === "Escape") return hide();
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "/" && box) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") toggleHelp();
  }

  // ---- Search: nothing of it is loaded before somebody wants it ----

  const box = document.getElementById("page.search");

  function loadSearch() {
    const style = document.head.appendChild(document.createElement("link"));
    style.rel = "stylesheet";
    style.href = root + "assets/search.css";
    document.head.appendChild(document.createElement("script")).src = root + "assets/search.js";
  }

  if (box) {
    box.addEventListener("focus", loadSearch, { once: true });
    const isAsked = location.hash.startsWith("#q=") || location.search.startsWith("?q=");
    if (isAsked || document.getElementById("page.results")) box.focus();
  }

  document.addEventListener("pointerover", enter);
  document.addEventListener("pointerout", leave);
  document.addEventListener("focusin", enter);
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", press);
  document.body.appendChild(card);
})();
