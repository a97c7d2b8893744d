/* The keyboard in lists: j and k walk, Enter opens, x picks, / goes to the search. Everything can be done without. */
"use strict";

(() => {
  const rows = () => [...document.querySelectorAll("table[data-keys] tbody tr")];
  const chosen = () => document.querySelector("tr.chosen");

  function choose(row) {
    chosen()?.classList.remove("chosen");
    row.classList.add("chosen");
    (row.querySelector("th a") ?? row.querySelector("input"))?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = rows();
    if (!all.length) return;
    const now = all.indexOf(chosen());
    choose(all[Math.min(Math.max(now + by, 0), all.length - 1)]);
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    x: () => chosen()?.querySelector("input[name=pick]")?.click(),
    "/": () => (document.querySelector("main [data-key='/']") ?? document.getElementById("office-search"))?.focus(),
  };

  const writes = (element) => element.matches("input:not([type=checkbox]), textarea, select");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && writes(event.target)) return event.target.blur();
    const act = keys[event.key];
    if (!act || writes(event.target)) return;
    event.preventDefault();
    act();
  });
})();
