"use strict";
(() => {
  const input = document.getElementById("q");
  const count = document.getElementById("count");
  const rows = [...document.querySelectorAll("[data-row]")].filter((row) => !row.querySelector("[data-row]"));
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[〔【]/g, "[").replace(/[〕】]/g, "]");
  const texts = rows.map((row) => fold(owned(row)));

  // The rows of a card are looked at with the card: its own heading and facts count for each of them.
  function owned(row) {
    const card = row.closest("article");
    const words = card ? card.querySelector("h3").textContent + card.querySelector("dl").textContent : "";
    return words + " " + row.textContent;
  }

  function mark(words) {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("found");
    const ranges = [];
    for (const row of words.length ? rows : []) {
      if (row.hidden) continue;
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      while (walker.nextNode() && ranges.length < 5000) {
        const text = fold(walker.currentNode.data);
        if (text.length !== walker.currentNode.data.length) continue;
        for (const word of words) {
          for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
            const range = new Range();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + word.length);
            ranges.push(range);
          }
        }
      }
    }
    if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
  }

  function find() {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    rows.forEach((row, n) => {
      row.hidden = !words.every((word) => texts[n].includes(word));
      found += row.hidden ? 0 : 1;
      const text = row.querySelector("details");
      if (text) text.open = words.length > 0 && !row.hidden && words.some((word) => fold(text.textContent).includes(word));
    });
    for (const card of document.querySelectorAll("article")) {
      const inner = [...card.querySelectorAll("[data-row]")];
      if (inner.length) card.hidden = inner.every((row) => row.hidden) && words.length > 0;
    }
    for (const group of document.querySelectorAll(".group")) group.parentNode.hidden = words.length > 0;
    for (const part of document.querySelectorAll("main > section")) {
      const own = [...part.querySelectorAll("[data-row]")];
      const gone = words.length > 0 && own.every((row) => row.hidden || row.closest("article[hidden]"));
      part.hidden = gone;
      const link = document.querySelector(`nav a[href="#${part.id}"]`);
      if (gone) link.setAttribute("aria-disabled", "true"); else link.removeAttribute("aria-disabled");
    }
    count.textContent = words.length ? (found ? `找到 ${found} 处` : "没有找到") : "";
    mark(words);
  }

  input.addEventListener("input", find);
  document.getElementById("find").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== input) { event.preventDefault(); input.focus(); }
    if (event.key === "Escape") { input.value = ""; find(); }
  });
  // What is looked for is lifted when a link leads to something that it hides.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target && target.closest("[hidden]")) { input.value = ""; find(); }
  });

  const asked = decodeURIComponent(location.hash).match(/^#q=(.+)/);
  if (asked) { input.value = asked[1]; find(); }
})();
