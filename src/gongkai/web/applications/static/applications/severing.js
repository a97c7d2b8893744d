// Boxes drawn over the pages are written into the table, and what the table says is drawn over the pages.
(() => {
  const form = document.querySelector(".severing");
  if (!form) return;
  const rows = [...form.querySelectorAll(".boxes tbody tr")];
  const field = (row, name) => row.querySelector(`[name$="_${name}"]`);
  const names = ["x0", "y0", "x1", "y1"];

  function draw() {
    form.querySelectorAll(".box").forEach((box) => box.remove());
    rows.forEach((row, place) => {
      const [x0, y0, x1, y1] = names.map((name) => parseFloat(field(row, name).value));
      const sheet = form.querySelector(`.sheet[data-page="${parseInt(field(row, "page").value, 10)}"]`);
      if (!sheet || [x0, y0, x1, y1].some(Number.isNaN)) return;
      const width = parseFloat(sheet.dataset.width), height = parseFloat(sheet.dataset.height);
      const box = sheet.appendChild(document.createElement("span"));
      box.className = "box";
      box.textContent = place + 1;
      Object.assign(box.style, {
        left: `${(100 * x0) / width}%`, width: `${(100 * (x1 - x0)) / width}%`,
        top: `${y0 / height * sheet.querySelector("img").clientHeight}px`,
        height: `${(y1 - y0) / height * sheet.querySelector("img").clientHeight}px`,
      });
    });
  }

  function free() {
    return rows.find((row) => names.every((name) => !field(row, name).value));
  }

  form.querySelectorAll(".sheet img").forEach((image) => {
    const sheet = image.parentElement;
    let from = null;
    const at = (event) => {
      const edge = image.getBoundingClientRect();
      const x = Math.min(Math.max(event.clientX - edge.left, 0), edge.width) / edge.width;
      const y = Math.min(Math.max(event.clientY - edge.top, 0), edge.height) / edge.height;
      return [x * parseFloat(sheet.dataset.width), y * parseFloat(sheet.dataset.height)];
    };
    image.draggable = false;
    image.addEventListener("load", draw);
    image.addEventListener("pointerdown", (event) => {
      from = at(event);
      image.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    image.addEventListener("pointerup", (event) => {
      if (!from) return;
      const to = at(event), start = from;
      from = null;
      if (Math.abs(to[0] - start[0]) < 2 || Math.abs(to[1] - start[1]) < 2) return;
      const row = free();
      if (!row) {
        alert("表格的行已经用完，请先按“增加几行”。");
        return;
      }
      field(row, "page").value = sheet.dataset.page;
      field(row, "x0").value = Math.min(start[0], to[0]).toFixed(1);
      field(row, "x1").value = Math.max(start[0], to[0]).toFixed(1);
      field(row, "y0").value = Math.min(start[1], to[1]).toFixed(1);
      field(row, "y1").value = Math.max(start[1], to[1]).toFixed(1);
      field(row, "ground").focus();
      draw();
    });
  });
  form.querySelector(".boxes").addEventListener("input", draw);
  window.addEventListener("resize", draw);
  draw();
})();
