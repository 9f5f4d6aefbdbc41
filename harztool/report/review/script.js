"use strict";
// Filters: each field that is set must fit. Without a script, all texts are shown.
(() => {
  const form = document.getElementById("filters");
  const entries = [...document.querySelectorAll(".entries > li")];
  const count = document.getElementById("count");
  const field = (name) => document.getElementById(name);
  const texts = new Map(entries.map((entry) => [entry, entry.textContent.toLowerCase()]));

  // Numbers of pages, such as "3 7-12".
  const isOn = (entry, page) => entry.dataset.pages.split(" ").filter(Boolean).some((range) => {
    const [first, last = first] = range.split("-").map(Number);
    return first <= page && page <= last;
  });

  const fits = (entry, page, words) =>
    (!field("language").value || entry.dataset.language === field("language").value) &&
    (!field("state").value || entry.dataset.state === field("state").value) &&
    (!field("findings").checked || entry.dataset.findings !== "0") &&
    (!page || isOn(entry, Number(page))) &&
    words.every((word) => texts.get(entry).includes(word));

  const show = () => {
    const words = field("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      entry.hidden = !fits(entry, field("page").value, words);
      shown += entry.hidden ? 0 : 1;
    }
    const {one, all, some} = count.dataset;
    const whole = shown === 1 ? one : all.replace("{}", shown);
    count.textContent = shown === entries.length ? whole : some.replace("{}", shown).replace("{}", entries.length);
  };

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  // A browser that comes back to the page has kept what the fields hold.
  window.addEventListener("pageshow", show);
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.hidden) { form.reset(); }
  });
})();
