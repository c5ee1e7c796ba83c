// Arrow keys move between the tiles of the map; a changed choice submits its form. Without this
// script everything works by Tab and by the button.
for (const form of document.querySelectorAll("form.choose")) {
  form.addEventListener("change", (event) => {
    // A date is typed digit by digit, a rule has two ends; only a single choice is complete at once.
    if (event.target.tagName === "SELECT" && !event.target.closest(".fields")) form.requestSubmit();
  });
}
const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
for (const map of document.querySelectorAll("svg.chart")) {
  const tiles = [...map.querySelectorAll("a.tile")];
  map.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    const here = event.target.closest && event.target.closest("a.tile");
    if (!step || !here) return;
    event.preventDefault();
    const at = (tile) => [Number(tile.dataset.c), Number(tile.dataset.r)];
    const [column, row] = at(here);
    let best = null;
    let nearest = Infinity;
    for (const tile of tiles) {
      const [c, r] = at(tile);
      const along = (c - column) * step[0] + (r - row) * step[1];
      const aside = Math.abs((c - column) * step[1]) + Math.abs((r - row) * step[0]);
      if (along <= 0 || aside > along) continue;
      const distance = along + 2 * aside;
      if (distance < nearest) [best, nearest] = [tile, distance];
    }
    if (best) best.focus();
  });
}
