// What 'crux serve' adds to a page: loads it again when the site was built again, where the reader
// was, and shows findings on the threads. Never part of a site.
"use strict";

(() => {
  const version = Number(document.currentScript.dataset.version);
  const place = "crux.preview.place:" + location.pathname;
  const folded = "crux.preview.folded";
  let source = null;

  function store(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, value);
    } catch { /* Without storage the browser's own memory has to do. */ }
  }

  function stored(key) {
    try { return sessionStorage.getItem(key); } catch { return null; }
  }

  function reload() {
    store(place, `${scrollX} ${scrollY}`);
    if (source) source.close();
    location.reload();
  }

  function restorePlace() {
    const saved = stored(place);
    if (!saved) return;
    store(place, null);
    const [x, y] = saved.split(" ").map(Number);
    scrollTo({ left: x, top: y, behavior: "instant" });
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function line(finding) {
    const item = element("li", "", finding.severity);
    item.append(
      element("span", finding.severity, "severity"), ": " + finding.message + " ",
      element("code", finding.place));
    return item;
  }

  function show(news) {
    const old = document.querySelector(".preview");
    if (old) old.remove();
    if (!news.count && !news.failure) return;
    const panel = element("aside", "", "preview");
    panel.setAttribute("aria-label", "Findings on the threads");
    const details = element("details");
    details.open = stored(folded) === null;
    details.addEventListener("toggle", () => store(folded, details.open ? null : "1"));
    const count = news.count === 1 ? "1 finding" : `${news.count} findings`;
    details.append(element("summary", news.failure ? "Not built" : count));
    const list = element("ul");
    if (news.failure) list.append(element("li", news.failure));
    list.append(...news.findings.map(line));
    const more = news.count - news.findings.length;
    if (more > 0) list.append(element("li", `and ${more} more; 'crux check' lists them all`));
    details.append(list);
    panel.append(details);
    document.body.append(panel);
  }

  function listen() {
    if (source || document.hidden) return;
    source = new EventSource("/.crux/news");
    source.onmessage = (message) => {
      const news = JSON.parse(message.data);
      if (news.version !== version) reload();
      else show(news);
    };
  }

  // A browser holds few connections to one host: pages that nobody sees give theirs back.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return listen();
    if (source) source.close();
    source = null;
  });

  restorePlace();
  listen();
})();
