/** What brings a page to life: pictures that zoom and are dragged, actions that open, lists that are made when asked for. */
export const script = `
"use strict";
const root = document.documentElement;
root.classList.add("js");
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/* "0-3 5" as numbers. */
function numbersIn(text) {
  return (text || "").split(" ").filter(Boolean).flatMap((part) => {
    const [from, to = from] = part.split("-").map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}

/* Pictures: enlarged by their size, so that scrolling and dragging stay what they are. */
function sizeOf(svg) {
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  return { width, height };
}

function zoomTo(viewport, scale, at) {
  const svg = viewport.querySelector("svg.picture");
  if (!svg) return;
  const { width, height } = sizeOf(svg);
  const before = svg.getBoundingClientRect().width / width || 1;
  const next = Math.min(3, Math.max(0.1, scale));
  const frame = viewport.getBoundingClientRect();
  const x = at ? at.clientX - frame.left : frame.width / 2;
  const y = at ? at.clientY - frame.top : frame.height / 2;
  const left = (viewport.scrollLeft + x) / before;
  const top = (viewport.scrollTop + y) / before;
  svg.setAttribute("width", Math.round(width * next));
  svg.setAttribute("height", Math.round(height * next));
  viewport.scrollTo(left * next - x, top * next - y);
}

const scaleOf = (viewport) => {
  const svg = viewport.querySelector("svg.picture");
  return svg ? svg.getBoundingClientRect().width / sizeOf(svg).width : 1;
};

function fitScale(viewport) {
  const svg = viewport.querySelector("svg.picture");
  const { width, height } = sizeOf(svg);
  const tallest = Math.max(320, window.innerHeight * 0.75);
  return Math.min(1, viewport.clientWidth / width, tallest / height);
}

/* As wide as there is room, but not smaller than what can be read; from the start on. */
function show(viewport, least = 0.65) {
  const svg = viewport.querySelector("svg.picture");
  if (!svg) return;
  zoomTo(viewport, Math.max(Math.min(1, viewport.clientWidth / sizeOf(svg).width), least));
  const start = svg.querySelector(".start");
  viewport.scrollTo(0, 0);
  if (start) bring(viewport, start, 24);
}

function bring(viewport, element, room = 48) {
  const frame = viewport.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  const left = box.left < frame.left ? box.left - frame.left - room : Math.max(0, box.right - frame.right + room);
  const top = box.top < frame.top ? box.top - frame.top - room : Math.max(0, box.bottom - frame.bottom + room);
  viewport.scrollBy(left, top);
}

function zoomBy(viewport, how) {
  if (how === "in") zoomTo(viewport, scaleOf(viewport) * 1.25);
  else if (how === "out") zoomTo(viewport, scaleOf(viewport) / 1.25);
  else if (how === "fit") zoomTo(viewport, fitScale(viewport));
  else zoomTo(viewport, 1);
}

function enliven(viewport) {
  const drawing = viewport.closest(".drawing");
  for (const button of all("[data-zoom]", drawing)) {
    button.addEventListener("click", () => zoomBy(viewport, button.dataset.zoom));
  }
  viewport.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomTo(viewport, scaleOf(viewport) * Math.exp(-event.deltaY / 300), event);
  }, { passive: false });
  let drag;
  viewport.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    drag = { x: event.clientX, y: event.clientY, left: viewport.scrollLeft, top: viewport.scrollTop, moved: false };
  });
  window.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 4) drag.moved = true;
    if (drag.moved) viewport.scrollTo(drag.left + drag.x - event.clientX, drag.top + drag.y - event.clientY);
  });
  window.addEventListener("pointerup", () => setTimeout(() => { drag = undefined; }));
  viewport.addEventListener("click", (event) => { if (drag && drag.moved) { event.preventDefault(); event.stopPropagation(); } }, true);
  viewport.addEventListener("dragstart", (event) => event.preventDefault());
  viewport.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const zoom = { "+": "in", "=": "in", "-": "out", "0": "fit" }[event.key];
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const card = event.target.closest("a.card");
    if (zoom) zoomBy(viewport, zoom);
    else if (card && direction) step(viewport, card, direction);
    else if (card && event.key === " ") card.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    else return;
    event.preventDefault();
  });
  for (const card of all(".card", viewport)) {
    for (const [name, on] of [["pointerenter", true], ["focus", true], ["pointerleave", false], ["blur", false]]) {
      card.addEventListener(name, () => light(viewport, card, on));
    }
    card.addEventListener("focus", () => bring(viewport, card));
  }
}

/* To the nearest card in that direction. */
function step(viewport, card, [dx, dy]) {
  const middle = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  };
  const from = middle(card);
  const ahead = all("a.card", viewport)
    .map((element) => ({ element, to: middle(element) }))
    .map(({ element, to }) => {
      const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
      const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
      return { element, along, distance: along + 2 * aside };
    })
    .filter(({ along }) => along > 8)
    .sort((one, other) => one.distance - other.distance);
  if (ahead[0]) ahead[0].element.focus();
}

function light(viewport, card, on) {
  const svg = viewport.querySelector("svg.picture");
  const number = card.dataset.action;
  for (const edge of all(".edge.lit", svg)) edge.classList.remove("lit");
  svg.classList.toggle("lights", on);
  if (on) for (const edge of all('.edge[data-from="' + number + '"], .edge[data-to="' + number + '"]', svg)) edge.classList.add("lit");
}

/* Actions: the picture's cards are links to them; one at a time is shown beside the picture. */
let opener;

function openAction(article, from) {
  const flow = article.closest(".flow");
  closeAction(false);
  opener = from;
  article.classList.add("open");
  flow.classList.add("has-open");
  const card = flow.querySelector('a.card[data-action="' + article.dataset.action + '"]');
  if (card) {
    card.classList.add("chosen");
    bring(flow.querySelector(".viewport"), card);
  }
  if (!article.querySelector(".close")) {
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = "Close";
    close.addEventListener("click", () => closeAction(true));
    article.querySelector("header").append(close);
  }
  fillThrough(article);
  article.focus({ preventScroll: true });
  article.closest(".panel").scrollTo(0, 0);
  if (root.clientWidth > 900) flow.querySelector(".stage").scrollIntoView({ block: "nearest" });
  else if (card) window.scrollBy(0, card.getBoundingClientRect().top - 24);
}

function closeAction(goBack) {
  const open = document.querySelector(".action.open");
  if (!open) return;
  const flow = open.closest(".flow");
  open.classList.remove("open");
  flow.classList.remove("has-open");
  const chosen = flow.querySelector(".card.chosen");
  if (chosen) chosen.classList.remove("chosen");
  if (goBack) {
    const back = opener && opener.isConnected && opener.getClientRects().length > 0 ? opener : chosen;
    if (back) back.focus();
  }
  opener = undefined;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeAction(true);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#flow-"]');
  const article = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!article || !article.classList.contains("action")) return;
  event.preventDefault();
  openAction(article, link.closest(".action") ? opener : link);
});

/* The conversations of an action, with their transcripts from the list at the end of the page. */
function fillThrough(article) {
  const place = article.querySelector(".through");
  if (!place || place.childElementCount > 0) return;
  const failed = new Set(numbersIn(place.dataset.failed));
  const numbers = numbersIn(place.dataset.conversations);
  const ordered = [...numbers.filter((number) => failed.has(number)), ...numbers.filter((number) => !failed.has(number))];
  const more = (count) => {
    for (const number of ordered.splice(0, count)) {
      const source = document.getElementById("conversation-" + number);
      if (!source) continue;
      const copy = source.cloneNode(false);
      copy.removeAttribute("id");
      copy.open = false;
      copy.append(source.querySelector("summary").cloneNode(true));
      copy.addEventListener("toggle", () => {
        if (copy.open && copy.childElementCount === 1) copy.append(source.querySelector(".talk").cloneNode(true));
      });
      place.append(copy);
    }
    if (ordered.length === 0) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = ordered.length + " more";
    button.addEventListener("click", () => {
      button.remove();
      more(200);
      place.children[numbers.length - ordered.length - 1]?.querySelector("summary").focus();
    });
    place.append(button);
  };
  more(25);
}

/* Ways: the picture of the flow, with what was taken marked, when its conversation is opened. */
function drawWay(viewport) {
  const template = document.getElementById(viewport.dataset.picture);
  if (!template || viewport.childElementCount > 0) return;
  viewport.append(template.content.cloneNode(true));
  const svg = viewport.querySelector("svg.picture");
  if (!svg) return;
  const mark = (element, name) => {
    if (!element) return;
    element.classList.remove("rest", "covered");
    element.classList.add(name);
    const icon = element.querySelector(":scope > use");
    if (icon) {
      icon.setAttribute("href", "#icon-" + name);
      icon.classList.remove("rest", "covered");
      icon.classList.add(name);
    }
    const line = element.querySelector(":scope > .line");
    if (line) {
      line.setAttribute("marker-end", "url(#arrow-" + name + ")");
      element.parentNode.append(element);
    }
  };
  const markActions = (text, name) => {
    for (const number of numbersIn(text)) mark(svg.querySelector('.card[data-action="' + number + '"]'), name);
  };
  const markBranches = (text, name) => {
    for (const [action, branch] of (text || "").split(" ").filter(Boolean).map((part) => part.split("."))) {
      mark(svg.querySelector('.card[data-action="' + action + '"] .row[data-branch="' + branch + '"]'), name);
      mark(svg.querySelector('.edge[data-from="' + action + '"][data-branch="' + branch + '"]'), name);
    }
  };
  const { actions, branches, failedActions, failedBranches } = viewport.dataset;
  markActions(actions, "covered");
  markActions(failedActions, "failed");
  markBranches(branches, "covered");
  markBranches(failedBranches, "failed");
  for (const start of all(".edge:not([data-from])", svg)) {
    if (numbersIn(actions).includes(Number(start.dataset.to))) mark(start, "covered");
  }
  enliven(viewport);
  show(viewport, 0.5);
  const last = svg.querySelector(".card.failed");
  if (last) bring(viewport, last);
}

/* Which conversations are shown. */
function filter(button) {
  for (const other of all("[data-filter]")) other.setAttribute("aria-pressed", String(other === button));
  const status = button.dataset.filter;
  for (const conversation of all("section.suite > .conversation")) {
    conversation.hidden = status !== "" && conversation.dataset.status !== status;
  }
  for (const section of all("section.suite")) {
    section.hidden = all(":scope > .conversation", section).every((conversation) => conversation.hidden);
  }
}

function begin() {
  for (const viewport of all(".viewport:not([data-picture])")) {
    enliven(viewport);
    show(viewport);
  }
  for (const conversation of all(".conversation")) {
    conversation.addEventListener("toggle", () => {
      if (conversation.open) all(".viewport[data-picture]", conversation).forEach(drawWay);
    });
  }
  for (const button of all("[data-filter]")) button.addEventListener("click", () => filter(button));
  const failed = all("section.suite > .conversation.failed");
  if (failed.length > 0 && failed.length <= 3) for (const conversation of failed) conversation.open = true;
  const aim = location.hash && document.getElementById(location.hash.slice(1));
  if (aim && aim.classList.contains("action")) openAction(aim);
}

begin();
`;
