
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const articles = [...document.querySelectorAll("main > article")];
  const search = $("search"), outlet = $("outlet"), shown = $("shown"), toggle = $("toggle");
  const boxes = [...document.querySelectorAll("#controls [type=checkbox]")];
  // As people type: any case, no accents, straight quotation marks
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'").replace(/\s+/g, " ").toLowerCase();
  const texts = new Map();
  const textOf = (article) => {
    if (!texts.has(article)) texts.set(article, fold(article.textContent));
    return texts.get(article);
  };
  const fits = (article, words, wanted) =>
    wanted.every((mark) => article.dataset.marks.split(" ").includes(mark)) &&
    (!outlet.value || article.dataset.outlets.split("|").includes(outlet.value)) &&
    words.every((word) => textOf(article).includes(word));
  const filter = () => {
    const words = fold(search.value).split(" ").filter(Boolean);
    const wanted = boxes.filter((box) => box.checked).map((box) => box.value);
    let count = 0;
    for (const article of articles) {
      const fit = fits(article, words, wanted);
      if (article.hidden === fit) article.hidden = !fit;
      count += fit;
    }
    shown.textContent = `${count.toLocaleString("en")} of ${articles.length.toLocaleString("en")} shown`;
  };
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  };
  const open = (article, state) => {
    const details = article && article.querySelector("details");
    if (details) details.open = state;
  };
  const visit = () => {
    const article = document.getElementById(location.hash.slice(1));
    if (!article || !articles.includes(article)) return;
    article.hidden = false;
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
  // On paper nothing can be opened
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = articles.filter((article) => !article.hidden && !article.querySelector("details").open);
    closed.forEach((article) => open(article, true));
  });
  addEventListener("afterprint", () => closed.forEach((article) => open(article, false)));
  $("controls").hidden = false;
  filter();
  visit();
})();
