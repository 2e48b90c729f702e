// The little that pages do beyond htmx. Every page works without this file.
"use strict";

const menuButton = document.querySelector(".menu-button");
menuButton?.addEventListener("click", () => {
  const open = menuButton.getAttribute("aria-expanded") === "true";
  menuButton.setAttribute("aria-expanded", String(!open));
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// Whoever sent a form should hear at once what they asked to open, or what is wrong with it, or else the answer.
function focusAnswer(part) {
  const places = ["[data-focus=first]", ".errors", "[data-focus]"];
  const found = places.map((place) => (part.matches?.(place) ? part : part.querySelector(place)));
  found.find(Boolean)?.focus();
}
focusAnswer(document);
document.addEventListener("htmx:afterSwap", (event) => focusAnswer(event.target));

// A change of language leads back to where the reader is by now, and takes along what is filled in there.
document.querySelector(".languages")?.addEventListener("formdata", ({ formData }) => {
  formData.set("next", location.pathname + location.search);
  const draft = document.querySelector("[data-draft]");
  if (draft) new FormData(draft).forEach((value, name) => formData.set(name, value));
});

// What was typed stays on the page; the message says so, in the language of the page.
const connection = document.querySelector(".connection");
function tellConnection(lost) {
  if (connection) connection.textContent = lost ? connection.dataset.lost : "";
}
for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => tellConnection(true));
document.addEventListener("htmx:beforeRequest", () => tellConnection(false));
