"use strict";
/* The reading edition: lists, filters, cards and keys. It fetches nothing and stores nothing.
   Texts and notes arrive as HTML made by the exporter; everything else is set as text. */

const $ = (id) => document.getElementById(id);
const parse = (id) => JSON.parse($(id).textContent);
const CAPITALS = { claim: "Claim", recommendation: "Recommendation", passage: "Passage" };

const sources = [...document.querySelectorAll("script.head")]
  .map((block) => ({ number: Number(block.id.slice(4)), words: "", ...JSON.parse(block.textContent) }))
  .sort((a, b) => a.id - b.id)
  .map((source, place) => ({ ...source, place }));
const state = { open: null, cards: [], kept: false, anchor: null, near: -1, words: [], found: null, run: 0, hit: -1, timer: 0 };
let order = sources.slice();

/* Building elements */

function make(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function isolated(text, tag = "bdi") {
  const made = document.createElement(tag);
  made.dir = "auto";
  made.textContent = text;
  return made;
}

function counted(number, one) {
  return `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
}

/* Filters */

function chosen() {
  const kinds = new Set([...document.querySelectorAll("[name=kind]:checked")].map((box) => box.value));
  return { kinds, speaker: $("speaker").value, code: $("code").value };
}

function passes(mark, filter) {
  const [kind, speakers, codes] = mark;
  return filter.kinds.has(kind) && (!filter.speaker || speakers.includes(filter.speaker)) &&
    (!filter.code || codes.includes(filter.code));
}

function isFiltered(filter) {
  return filter.kinds.size < 3 || filter.speaker !== "" || filter.code !== "";
}

function fillChoices(select, column) {
  const counts = new Map();
  for (const source of sources)
    for (const mark of source.marks)
      for (const name of mark[column]) counts.set(name, (counts.get(name) || 0) + 1);
  for (const [name, count] of [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))) {
    const option = make("option", "", `${name} (${count})`);
    option.value = name;
    option.dir = "auto";
    select.append(option);
  }
}

/* The list of sources */

function listSources() {
  const filter = chosen();
  const filtered = isFiltered(filter);
  const list = $("sources");
  let total = 0;
  list.replaceChildren();
  for (const source of order) {
    const marks = source.marks.filter((mark) => passes(mark, filter));
    const hits = state.found ? state.found.get(source.place) : null;
    total += marks.length;
    if ((filtered && !marks.length) || (state.found && !hits)) continue;
    list.append(make("li", "", row(source, marks, hits)));
  }
  const shown = list.children.length;
  $("found").textContent = filtered ? counted(total, "annotation") : "";
  $("reset").hidden = !filtered;
  const notes = [];
  if (state.words.length) notes.push(`“${$("search").value.trim()}”: ${counted(shown, "source")}`);
  if (!shown) notes.push("Nothing here. Show all, or search for something else.");
  $("scope").textContent = notes.join(" · ") || $("scope").dataset.query;
  current();
}

function row(source, marks, hits) {
  const tally = make("span", "tally");
  for (const kind of ["claim", "recommendation", "passage"]) {
    const count = marks.filter((mark) => mark[0] === kind).length;
    if (count) {
      const item = make("span", "", make("i", `shape ${kind}`), String(count));
      item.title = counted(count, kind);
      tally.append(item);
    }
  }
  if (hits) tally.append(make("span", "", `${hits.count} found`));
  const button = make("button", "", isolated(source.title, "b"), about(source), tally);
  if (hits) button.append(hits.snippet.cloneNode(true));
  button.type = "button";
  button.dataset.place = source.place;
  return button;
}

/* Authors, publication and date: each stays on one line where it fits. */
function about(source) {
  const parts = source.about.filter(Boolean);
  if (!parts.length) return null;
  const line = make("span", "about");
  parts.forEach((part, place) => line.append(place ? " · " : "", isolated(part)));
  return line;
}

function current() {
  for (const button of document.querySelectorAll("#sources button"))
    button.setAttribute("aria-current", String(state.open !== null && Number(button.dataset.place) === state.open.place));
}

function sortSources() {
  const sort = $("sort").value;
  const by = {
    given: (a, b) => a.place - b.place,
    newest: (a, b) => (a.date === "") - (b.date === "") || day(b).localeCompare(day(a)) || a.place - b.place,
    oldest: (a, b) => (a.date === "") - (b.date === "") || day(a).localeCompare(day(b)) || a.place - b.place,
    title: (a, b) => a.title.localeCompare(b.title) || a.place - b.place,
    tagged: (a, b) => b.marks.length - a.marks.length || a.place - b.place,
  };
  order = sources.slice().sort(by[sort]);
  listSources();
}

function day(source) {
  return source.day;
}

/* Reading a source */

function openSource(source, { annotation = -1, focus = false } = {}) {
  hidePop();
  state.open = source;
  state.near = -1;
  state.hit = -1;
  const body = parse(`body${source.number}`);
  state.cards = body.cards;
  const text = make("div", "text");
  if (!source.titled) text.append(isolated(source.title, "h2"));
  if (!source.titled) text.firstChild.className = "title";
  const inner = make("div", "body");
  inner.innerHTML = body.html;
  if (source.language) inner.lang = source.language;
  text.append(byline(source), inner);
  if (source.titled) {
    inner.firstElementChild.classList.add("same");
    text.prepend(inner.firstElementChild);
  }
  $("page").replaceChildren(text);
  $("page").scrollTop = 0;
  prepare(inner.parentElement);
  $("cards").replaceChildren(...state.cards.map(listCard));
  show();
  markHits(text);
  current();
  if (annotation >= 0) go(annotation, focus);
  else if (state.words.length) nextHit(1);
  else if (focus) $("page").focus();
  const button = document.querySelector('#sources [aria-current="true"]');
  if (button) button.scrollIntoView({ block: "nearest" });
}

function byline(source) {
  const line = make("p", "byline", about(source));
  if (/^https?:\/\//i.test(source.url)) {
    const link = make("a", "", "original");
    link.href = source.url;
    link.rel = "noopener noreferrer";
    link.target = "_blank";
    line.append(line.textContent ? " · " : "", link);
  }
  return line;
}

function prepare(text) {
  state.cards.forEach((card, number) => {
    const parts = text.querySelectorAll(`.a[data-a="${number}"]`);
    card.lost = parts.length === 0;
    if (card.lost) return;
    const first = parts[0];
    first.tabIndex = 0;
    first.setAttribute("role", "button");
    first.setAttribute("aria-haspopup", "dialog");
    first.classList.add("first");
    parts[parts.length - 1].dataset.label = String(number + 1);
  });
}

function show() {
  const filter = chosen();
  const on = state.open.marks.map((mark) => passes(mark, filter));
  for (const part of document.querySelectorAll(".text [data-a]")) {
    const off = !on[Number(part.dataset.a)];
    part.classList.toggle("off", off);
    if (part.classList.contains("first")) part.tabIndex = off ? -1 : 0;
  }
  [...$("cards").children].forEach((card, number) => { card.hidden = !on[number]; });
  const shown = on.filter(Boolean).length;
  $("here").textContent = shown ? `${shown} in this source` : "none in this source";
  state.on = on;
  placePins();
}

/* Marks in the margin stand beside the line an annotation begins in, side by side where several do. */
function placePins() {
  const taken = new Map();
  const text = document.querySelector(".text");
  if (!text) return;
  const edge = text.getBoundingClientRect();
  for (const pin of text.querySelectorAll(".pin:not(.off)")) {
    const start = pin.nextElementSibling;
    const box = start ? start.getClientRects()[0] : null;
    if (!box) continue;
    const parent = (pin.offsetParent || text).getBoundingClientRect();
    const line = Math.round(box.top / 8);
    const place = taken.get(line) || 0;
    taken.set(line, place + 1);
    pin.style.left = `${edge.right - parent.left + 12 + place * 14}px`;
    pin.style.top = `${box.top - parent.top + 8}px`;
    pin.style.margin = "0";
  }
}

/* Going from annotation to annotation */

function go(number, focus = true) {
  const part = document.querySelector(`.a[data-a="${number}"]`);
  near(number);
  const card = $("cards").children[number];
  if (card) card.scrollIntoView({ block: "nearest" });
  if (!part) return null;
  part.scrollIntoView({ block: "center" });
  if (focus) part.focus({ preventScroll: true });
  const uid = state.cards[number].uid;
  history.replaceState(null, "", `#${encodeURIComponent(uid)}`);
  return part;
}

function step(direction) {
  if (!state.open) return;
  const shown = state.on.map((on, number) => (on && !state.cards[number].lost ? number : -1)).filter((n) => n >= 0);
  if (!shown.length) return;
  const place = shown.indexOf(state.near);
  const next = place < 0 ? (direction > 0 ? 0 : shown.length - 1) : (place + direction + shown.length) % shown.length;
  hidePop();
  const part = go(shown[next]);
  if (part) popUp(shown[next], part, false);
}

function stepSource(direction) {
  const rows = [...document.querySelectorAll("#sources button")];
  const place = rows.findIndex((button) => button.getAttribute("aria-current") === "true");
  const next = rows[place + direction];
  if (next) openSource(sources[Number(next.dataset.place)], { focus: true });
}

/* Events */

function partOf(target) {
  const part = target instanceof Element ? target.closest(".text .a:not(.off), .text .pin") : null;
  return part ? { part, number: Number(part.dataset.a) } : null;
}

$("page").addEventListener("mouseover", (event) => {
  const found = partOf(event.target);
  clearTimeout(state.timer);
  if (!found) return;
  state.timer = setTimeout(() => { near(found.number); popUp(found.number, found.part, false); }, 120);
});
$("page").addEventListener("mouseout", (event) => {
  if (partOf(event.target)) { clearTimeout(state.timer); if (!state.kept) state.timer = setTimeout(hidePop, 180); }
});
$("pop").addEventListener("mouseenter", () => clearTimeout(state.timer));
$("pop").addEventListener("mouseleave", () => { if (!state.kept) hidePop(); });
$("page").addEventListener("focusin", (event) => {
  const found = partOf(event.target);
  if (found && event.target.matches(":focus-visible")) { near(found.number); popUp(found.number, found.part, false); }
});
$("page").addEventListener("focusout", () => { if (!state.kept) hidePop(); });
$("page").addEventListener("click", (event) => {
  const found = partOf(event.target);
  if (event.target instanceof Element && event.target.closest("a")) return;
  if (found) { near(found.number); popUp(found.number, found.part, true); } else hidePop();
});
$("page").addEventListener("scroll", () => { if (!$("pop").hidden) placePop(); });
$("cards").addEventListener("click", (event) => {
  const card = event.target.closest("[data-card]");
  if (card && !event.target.closest("a")) go(Number(card.dataset.card));
});
$("sources").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) openSource(sources[Number(button.dataset.place)], { focus: true });
});
$("filters").addEventListener("input", () => { hidePop(); listSources(); if (state.open) show(); });
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("filters").addEventListener("reset", () => setTimeout(() => { listSources(); if (state.open) show(); }));
$("sort").addEventListener("input", sortSources);
$("search").addEventListener("input", () => { clearTimeout(state.typing); state.typing = setTimeout(search, 90); });
$("search").addEventListener("keydown", async (event) => {
  if (event.key === "Enter") {
    await search();
    const first = document.querySelector("#sources button");
    if (first) openSource(sources[Number(first.dataset.place)], { focus: true });
  } else if (event.key === "Escape") {
    $("search").value = "";
    search();
    $("search").blur();
  }
});
$("keys").addEventListener("click", () => $("help").showModal());
$("print").addEventListener("click", () => window.print());
addEventListener("resize", placePins);

document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  if (target.matches("input[type=search], select")) return;
  const found = partOf(target);
  if (event.key === "Enter" && found) { popUp(found.number, found.part, true); event.preventDefault(); return; }
  const keys = {
    n: () => step(1), N: () => step(1), p: () => step(-1), P: () => step(-1), "]": () => stepSource(1), "[": () => stepSource(-1),
    h: () => nextHit(1), H: () => nextHit(-1), "/": () => $("search").select(), "?": () => $("help").showModal(), Escape: hidePop,
  };
  if (keys[event.key]) { keys[event.key](); event.preventDefault(); }
});

/* The beginning */

function begin() {
  for (const kind of Object.keys(CAPITALS)) {
    const count = sources.reduce((sum, source) => sum + source.marks.filter((mark) => mark[0] === kind).length, 0);
    $(`n-${kind}`).textContent = String(count);
    if (!count) $(`n-${kind}`).closest("label").hidden = true;
  }
  document.body.classList.toggle("untagged", sources.every((source) => !source.marks.length));
  $("counts").textContent = `· ${counted(sources.length, "source")}`;
  $("scope").dataset.query = $("scope").textContent;
  fillChoices($("speaker"), 1);
  fillChoices($("code"), 2);
  sortSources();
  const wanted = decodeURIComponent(location.hash.slice(1));
  for (const source of sources) {
    const number = wanted ? source.marks.findIndex((mark) => mark[3] === wanted) : -1;
    if (number >= 0) { openSource(source, { annotation: number }); return; }
  }
  const first = sources.find((source) => source.marks.length) || sources[0];
  if (first) openSource(first);
  else $("page").append(make("p", "empty", "This collection has no sources yet."));
}

begin();
