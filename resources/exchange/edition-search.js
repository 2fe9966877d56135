"use strict";
/* Search: every word must occur; a letter without an accent stands for the letter with one. */

const ACCENTS = new Map();
for (let point = 0xc0; point < 0x250; point++) {
  const letter = String.fromCodePoint(point);
  const base = letter.normalize("NFD")[0].toLowerCase();
  if (base !== letter.toLowerCase()) ACCENTS.set(base, (ACCENTS.get(base) || "") + letter);
}
ACCENTS.set("е", "ёЁ");

function pattern(words) {
  const parts = [...words.trim()].map((character) => {
    if (/\s/u.test(character)) return "\\s+";
    const others = ACCENTS.get(character.toLowerCase());
    const safe = character.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
    return others ? `[${safe}${others}]` : safe;
  });
  return new RegExp(`(?<![\\p{L}\\p{N}])${parts.join("").replace(/(\\s\+)+/gu, "\\s+")}`, "giu");
}

function asked(query) {
  return [...query.matchAll(/"([^"]+)"|“([^”]+)”|(\S+)/gu)].map((m) => m[1] || m[2] || m[3]).filter((w) => w.trim());
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

function plain(source) {
  if (!source.words) {
    const html = parse(`body${source.number}`).html;
    const bare = html.replace(/<\/(?:p|h\d|li|td|th|tr|pre)>|<br>/g, "\n").replace(/<[^>]*>/g, "");
    source.words = ` ${bare.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name) => ENTITIES[name])}`;
  }
  return source.words;
}

function snippet(text, match) {
  const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, match.index - 50)));
  const end = match.index + match[0].length;
  const made = isolated("", "span");
  made.className = "snippet";
  const cut = text.indexOf(" ", end + 60);
  made.append(`…${text.slice(from, match.index)}`, make("em", "", match[0]));
  made.append(`${text.slice(end, cut < 0 ? undefined : cut)} …`);
  return made;
}

async function search() {
  const run = ++state.run;
  state.words = asked($("search").value).map(pattern);
  if (!state.words.length) {
    state.found = null;
    listSources();
    if (state.open) markAgain();
    return;
  }
  const found = new Map();
  let since = performance.now();
  for (const source of sources) {
    if (performance.now() - since > 30) {
      await new Promise((resolve) => setTimeout(resolve));
      if (run !== state.run) return;
      since = performance.now();
    }
    const text = `${source.title}\n${plain(source)}`;
    let count = 0;
    let first = null;
    for (const word of state.words) {
      const matches = [...text.matchAll(word)];
      if (!matches.length) { count = 0; break; }
      count += matches.length;
      first = first || matches[0];
    }
    if (count) found.set(source.place, { count, snippet: snippet(text, first) });
  }
  state.found = found;
  listSources();
  $("scope").scrollIntoView({ block: "nearest" });
  if (state.open) markAgain();
}

function markAgain() {
  for (const hit of document.querySelectorAll("mark.hit")) hit.replaceWith(...hit.childNodes);
  const text = document.querySelector(".text");
  text.normalize();
  const bar = text.querySelector(".hits");
  if (bar) bar.remove();
  markHits(text);
}

/* The text of a body as one run, with a break where a block ends: what is found may lie across highlights. */
function flow(body) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  const starts = [];
  let all = "";
  let block = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const own = node.parentElement.closest("p, h1, h2, h3, h4, h5, h6, li, td, th, tr, pre");
    const broken = node.previousSibling && node.previousSibling.nodeName === "BR";
    if (nodes.length && (own !== block || broken)) all += "\n";
    block = own;
    nodes.push(node);
    starts.push(all.length);
    all += node.data;
  }
  return { nodes, starts, all };
}

/* Marks one place, in as many pieces as it has; the first of them counts. Returns where the place before may end. */
function wrap(nodes, starts, from, to, latest) {
  let place = latest;
  while (place > 0 && starts[place] >= to) place -= 1;
  for (; place >= 0 && starts[place] + nodes[place].data.length > from; place -= 1) {
    const first = Math.max(0, from - starts[place]);
    const last = Math.min(nodes[place].data.length, to - starts[place]);
    if (last <= first) continue;
    const range = document.createRange();
    range.setStart(nodes[place], first);
    range.setEnd(nodes[place], last);
    range.surroundContents(make("mark", starts[place] + first === from ? "hit" : "hit more"));
  }
  return Math.min(place + 1, nodes.length - 1);
}

function markHits(text) {
  state.hit = -1;
  if (!state.words.length) return;
  const { nodes, starts, all } = flow(text.querySelector(".body"));
  let end = Infinity;
  let count = 0;
  let latest = nodes.length - 1;
  const ranges = state.words.flatMap((word) => [...all.matchAll(word)].map((m) => [m.index, m.index + m[0].length]));
  for (const [from, to] of ranges.sort((a, b) => b[0] - a[0])) {
    if (to > end) continue;
    latest = wrap(nodes, starts, from, to, latest);
    end = from;
    count += 1;
  }
  const back = make("button", "", "‹");
  const on = make("button", "", "›");
  back.title = "previous place found";
  on.title = "next place found";
  back.addEventListener("click", () => nextHit(-1));
  on.addEventListener("click", () => nextHit(1));
  text.querySelector(".byline").after(make("div", "hits", `${count} found here`, ...(count ? [back, on] : [])));
  placePins();
}

function nextHit(direction) {
  const hits = document.querySelectorAll(".text mark.hit:not(.more)");
  if (!hits.length) return;
  state.hit = (state.hit + direction + hits.length) % hits.length;
  hits.forEach((hit, place) => hit.classList.toggle("here", place === state.hit));
  hits[state.hit].scrollIntoView({ block: "center" });
}
