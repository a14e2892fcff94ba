"use strict";
// Everything works without this: it adds a search, families to choose from, and pins that light up with their events.
(() => {
  const events = [...document.querySelectorAll(".event")];
  const hits = [...document.querySelectorAll(".hit")];
  const byEvent = new Map();
  for (const hit of hits) {
    for (const id of hit.dataset.events.split(" ")) {
      if (!byEvent.has(id)) byEvent.set(id, []);
      byEvent.get(id).push(hit);
    }
  }
  const light = (id, on) => (byEvent.get(id) || []).forEach((hit) => hit.classList.toggle("on", on));
  for (const event of events) {
    event.addEventListener("mouseenter", () => light(event.id, true));
    event.addEventListener("mouseleave", () => light(event.id, false));
  }
  if (events.length < 4) return;

  const bar = document.createElement("div");
  bar.className = "find";
  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = "Search events and passages";
  field.setAttribute("aria-label", field.placeholder);
  const count = document.createElement("output");
  const chosen = new Set();
  const words = new Map(events.map((event) => [event, event.textContent.toLowerCase()]));
  const show = () => {
    const wanted = field.value.trim().toLowerCase();
    let shown = 0;
    for (const event of events) {
      const kept = (!chosen.size || chosen.has(event.dataset.family)) && words.get(event).includes(wanted);
      event.hidden = !kept;
      shown += kept;
    }
    for (const hit of hits) {
      const ids = hit.dataset.events.split(" ");
      const some = ids.some((id) => !document.getElementById(id)?.hidden);
      hit.style.opacity = some ? "" : "0.25";
      hit.classList.toggle("off", !some);
    }
    count.textContent = shown === events.length ? "" : `Showing ${shown} of ${events.length}`;
  };
  bar.append(field);
  const families = new Map();
  for (const event of events) families.set(event.dataset.family, (families.get(event.dataset.family) || 0) + 1);
  if (families.size > 1) {
    for (const [family, number] of [...families].sort((a, b) => b[1] - a[1]).slice(0, 6)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${family} ${number}`;
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => {
        const on = !chosen.delete(family);
        if (on) chosen.add(family);
        button.setAttribute("aria-pressed", String(on));
        show();
      });
      bar.append(button);
    }
  }
  bar.append(count);
  field.addEventListener("input", show);
  document.querySelector(".list").prepend(bar);
  // A pin followed while its event is filtered out brings the event back.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hidden) {
      field.value = "";
      chosen.clear();
      bar.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", "false"));
      show();
      target.scrollIntoView();
    }
  });
})();
