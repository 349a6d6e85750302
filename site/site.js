// What a reader can do without, made easier: cards with a statement's words on hover and focus, both
// ends of a link lit, and keys. Works from file:, sends nothing, needs no other file.
"use strict";

(() => {
  const words = new WeakMap();
  const card = document.createElement("div");
  card.className = "card";
  card.id = "page.card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  let shownFor = null;

  /** The words a link carries for its card; taken out of `title` so that no second one appears. */
  function wordsOf(link) {
    const title = link.getAttribute("title");
    if (title) {
      words.set(link, title);
      link.removeAttribute("title");
    }
    return words.get(link);
  }

  function kindOf(link) {
    for (const kind of ["crux", "rebuttal", "claim"]) if (link.classList.contains(kind)) return kind;
    return "";
  }

  function show(link) {
    const text = wordsOf(link);
    if (!text || link === shownFor) return;
    hide();
    shownFor = link;
    card.textContent = text;
    card.className = "card " + kindOf(link);
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

  function light(link) {
    dim();
    const hash = link.getAttribute("href") || "";
    if (hash.startsWith("#")) {
      const end = document.getElementById(decodeURIComponent(hash.slice(1)));
      if (end) lit(end.textContent ? end : end.nextElementSibling);
    }
    const note = link.closest(".note");
    if (note) lit(note.nextElementSibling);
  }

  function lit(element) {
    if (element && element.matches(".said, .quoted, .post")) element.classList.add("lit");
  }

  function dim() {
    for (const element of document.querySelectorAll(".lit")) element.classList.remove("lit");
  }

  function enter(event) {
    const link = event.target.closest && event.target.closest("main a");
    if (!link) return;
    light(link);
    show(link);
  }

  function leave(event) {
    const link = event.target.closest && event.target.closest("main a");
    if (!link) return;
    dim();
    hide();
  }

  // ---- Keys ----

  const keys = [
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
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") toggleHelp();
  }

  document.addEventListener("pointerover", enter);
  document.addEventListener("pointerout", leave);
  document.addEventListener("focusin", enter);
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", press);
  document.body.appendChild(card);
})();
