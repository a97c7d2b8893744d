/* While somebody writes what he wants: what is published already. Without this script a button does the same. */
"use strict";

(() => {
  const PAUSE = 600;
  const SHORTEST = 4;

  function watch(box) {
    const field = document.getElementById(box.dataset.of);
    let waiting, last = field.value.trim();

    async function look() {
      const words = field.value.trim();
      if (words === last) return;
      last = words;
      if (words.length < SHORTEST) return box.replaceChildren();
      const asked = new FormData();
      asked.set("q", words);
      asked.set("organ", box.dataset.organ);
      asked.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
      const answer = await fetch(box.dataset.found, { method: "POST", body: asked });
      if (!answer.ok || field.value.trim() !== words) return;
      box.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
    }

    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(look, PAUSE);
    });
  }

  document.querySelectorAll("[data-found]").forEach(watch);
})();
