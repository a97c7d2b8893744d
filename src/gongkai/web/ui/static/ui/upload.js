/* Choosing files: dropped ones too, each shown with its size, too large ones said at once. Everything is checked again
   on the server, and without this script the field works as any other. */
"use strict";

(() => {
  const size = (bytes) => (bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

  function line(file, most) {
    const item = document.createElement("li");
    for (const [name, text] of [["file-name", file.name], ["file-size", size(file.size)]]) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      item.append(part);
    }
    if (file.size > most) {
      const fault = document.createElement("span");
      fault.className = "too-large";
      fault.textContent = `超过 ${size(most)}，不能提交。请缩小后重新选择。`;
      item.append(fault);
    }
    return item;
  }

  function limitOf(input, name) {
    const limits = JSON.parse(input.dataset.limits || "{}");
    return limits[name.split(".").pop().toLowerCase()] ?? Infinity;
  }

  function start(box) {
    const input = box.querySelector("input[type=file]");
    const list = box.querySelector(".upload-list");
    const hint = box.querySelector(".upload-drop");
    hint.hidden = false;

    input.addEventListener("change", () => {
      list.replaceChildren(...[...input.files].map((file) => line(file, limitOf(input, file.name))));
    });
    for (const kind of ["dragenter", "dragover"]) {
      box.addEventListener(kind, (event) => {
        event.preventDefault();
        box.classList.add("over");
      });
    }
    for (const kind of ["dragleave", "drop"]) {
      box.addEventListener(kind, () => box.classList.remove("over"));
    }
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      const taken = new DataTransfer();
      const given = [...event.dataTransfer.files].slice(0, Number(box.dataset.most));
      for (const file of given) taken.items.add(file);
      input.files = taken.files;
      input.dispatchEvent(new Event("change"));
    });
  }

  document.querySelectorAll("[data-upload]").forEach(start);
})();
