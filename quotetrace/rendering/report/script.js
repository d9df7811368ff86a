
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const articles = [...document.querySelectorAll("main > article")];
  const search = $("search"), outlet = $("outlet"), shown = $("shown"), toggle = $("toggle");
  const boxes = [...document.querySelectorAll("#controls [type=checkbox]")];
  // As people type: any case, no accents, straight quotation marks
  const letters = { ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", ı: "i" };
  const plain = (one) => letters[one] || ("“”„‟«»".includes(one) ? '"' : "‘’‚‛".includes(one) ? "'" : "");
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036føæœłđðþßı“”„‟«»‘’‚‛]/g, plain);
  const texts = new Map();
  const textOf = (article) => {
    if (!texts.has(article)) texts.set(article, fold(article.textContent));
    return texts.get(article);
  };
  const fits = (article, words, wanted) =>
    wanted.every((mark) => article.dataset.marks.split(" ").includes(mark)) &&
    (!outlet.value || article.dataset.outlets.split("\n").includes(outlet.value)) &&
    words.every((word) => textOf(article).includes(word));
  const tell = () => {
    const count = articles.filter((article) => !article.hidden).length;
    shown.textContent = `${count.toLocaleString("en")} of ${articles.length.toLocaleString("en")} shown`;
  };
  const filter = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const wanted = boxes.filter((box) => box.checked).map((box) => box.value);
    for (const article of articles) {
      const fit = fits(article, words, wanted);
      if (article.hidden === fit) article.hidden = !fit;
    }
    tell();
  };
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(filter);
  };
  // Folded before anyone types, a few milliseconds at a time
  const prepare = (next) => {
    const until = performance.now() + 8;
    while (next < articles.length && performance.now() < until) textOf(articles[next++]);
    if (next < articles.length) setTimeout(prepare, 0, next);
  };
  const open = (article, state) => {
    article.querySelector("details").open = state;
  };
  const visit = () => {
    const article = document.getElementById(location.hash.slice(1));
    if (!articles.includes(article)) return;
    article.hidden = false;
    tell();
    open(article, true);
    article.scrollIntoView();
    article.querySelector("summary").focus({ preventScroll: true });
  };
  const all = (state) => articles.forEach((article) => article.hidden || open(article, state));
  toggle.addEventListener("click", () => {
    const state = toggle.textContent === "Open all";
    all(state);
    toggle.textContent = state ? "Close all" : "Open all";
  });
  $("controls").addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", soon);
  outlet.addEventListener("change", filter);
  boxes.forEach((box) => box.addEventListener("change", filter));
  addEventListener("hashchange", visit);
  // A link to where one is changes no address
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && link.hash && link.hash === location.hash) setTimeout(visit);
  });
  // On paper nothing can be opened
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = articles.filter((article) => !article.hidden && !article.querySelector("details").open);
    closed.forEach((article) => open(article, true));
  });
  addEventListener("afterprint", () => closed.forEach((article) => open(article, false)));
  $("controls").hidden = false;
  filter();
  // The browser goes to an address when it has loaded the page, and takes the focus along
  addEventListener("load", () => setTimeout(visit));
  setTimeout(prepare, 0, 0);
})();
