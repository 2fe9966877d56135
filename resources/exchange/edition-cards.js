"use strict";
/* Cards */

function headline(card, number) {
  const kind = make("div", "kind", make("i", `shape ${card.kind}`), CAPITALS[card.kind] || card.kind);
  kind.dataset.label = String(number + 1);
  if (card.status) kind.append(make("span", "status", card.status));
  return kind;
}

function said(card) {
  if (!card.said.length) return null;
  const line = make("p", "said");
  for (const [words, strong] of card.said) line.append(isolated(words, strong ? "b" : "bdi"));
  return line;
}

function details(card) {
  const rows = [];
  if (card.to.length) rows.push(["Addressed to", card.to.join("; ")]);
  for (const [name, value] of card.slots) rows.push([name, value]);
  const list = make("dl", "more");
  for (const [name, value] of rows) list.append(isolated(name, "dt"), isolated(value, "dd"));
  return rows.length ? list : null;
}

function chips(card) {
  if (!card.codes.length) return null;
  const row = make("div", "chips");
  for (const [code, stance] of card.codes) {
    const chip = isolated(code, "span");
    chip.className = `chip ${stance}`;
    chip.title = stance;
    row.append(chip);
  }
  return row;
}

function remark(card) {
  if (!card.note) return null;
  const made = make("div", "remark more");
  made.dir = "auto";
  made.innerHTML = card.note;
  for (const link of made.querySelectorAll("a")) link.rel = "noopener noreferrer";
  return made;
}

function fill(element, card, number) {
  const quote = make("p", "quote");
  card.quote.forEach((part, place) => quote.append(place ? " … " : "", isolated(part)));
  const by = [card.by, card.created].filter(Boolean).join(", ");
  const lost = card.lost ? make("p", "lost", "The text no longer holds these words.") : null;
  const parts = [headline(card, number), quote, said(card), details(card), chips(card), remark(card), lost];
  element.replaceChildren(...parts.filter(Boolean), ...(by ? [make("p", "by more", "Tagged by ", isolated(by))] : []));
  return element;
}

function listCard(card, number) {
  const made = fill(make("li", "card"), card, number);
  made.dataset.card = number;
  return made;
}

function popUp(number, anchor, keep) {
  const pop = $("pop");
  if (state.kept && !keep) return;
  fill(pop, state.cards[number], number);
  pop.hidden = false;
  pop.classList.toggle("kept", keep);
  state.kept = keep;
  state.anchor = anchor;
  placePop();
}

// The lines of the passage that the pop-up belongs to, as far as they stand in one block.
function passageBox() {
  const block = state.anchor.closest("p, li, td, th, pre, h2, h3, h4, h5, h6") || state.anchor.parentElement;
  const parts = [...block.querySelectorAll(`.a[data-a="${state.anchor.dataset.a}"]`)];
  const lines = parts.flatMap((part) => [...part.getClientRects()]);
  return { top: Math.min(...lines.map((line) => line.top)), bottom: Math.max(...lines.map((line) => line.bottom)) };
}

// Below the passage, or else above it, so that it can be read with its card; a passage as high as the page is covered.
function placePop() {
  const pop = $("pop");
  const box = state.anchor.getClientRects()[0] || state.anchor.getBoundingClientRect();
  if (box.bottom < 52 || box.top > innerHeight) { hidePop(); return; }
  const size = pop.getBoundingClientRect();
  const whole = passageBox();
  const room = [whole.bottom + 10, whole.top - size.height - 8, box.bottom + 10, box.top - size.height - 8];
  const top = room.find((place) => place > 56 && place + size.height < innerHeight);
  const edge = Math.min(innerWidth, $("page").getBoundingClientRect().right);
  pop.style.left = `${Math.max(12, Math.min(box.left, edge - size.width - 12))}px`;
  pop.style.top = `${top ?? 60}px`;
}

function hidePop() {
  clearTimeout(state.timer);
  state.kept = false;
  $("pop").hidden = true;
}

function near(number) {
  if (state.near === number) return;
  state.near = number;
  for (const part of document.querySelectorAll(".a.near, .card.near")) part.classList.remove("near");
  if (number < 0) return;
  for (const part of document.querySelectorAll(`.a[data-a="${number}"]`)) part.classList.add("near");
  const card = $("cards").children[number];
  if (card) card.classList.add("near");
}
