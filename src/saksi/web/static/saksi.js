// Keys, highlights, copying. Every page works without this file.
"use strict";
const claims = [...document.querySelectorAll(".claim")];
let at = claims.findIndex((claim) => "#" + claim.id === location.hash);
function light(claim) {
  document.querySelectorAll(".mark.lit").forEach((mark) => mark.classList.remove("lit"));
  claims.forEach((other) => other.classList.toggle("here", other === claim));
  const record = claim.dataset.record;
  if (!record) return;
  const marks = document.querySelectorAll(`.mark[data-record="${record}"]`);
  marks.forEach((mark) => mark.classList.add("lit"));
  if (marks.length) marks[0].scrollIntoView({ block: "center" });
}
function go(step) {
  if (!claims.length) return;
  at = Math.min(Math.max(at + step, 0), claims.length - 1);
  light(claims[at]);
  claims[at].scrollIntoView({ block: "nearest" });
  const link = claims[at].querySelector("a");
  (link || claims[at]).focus({ preventScroll: true });
}
function follow(relation) {
  const link = document.querySelector(`a[rel~="${relation}"]`);
  if (link) link.click();
}
function judge(key) {
  const found = [...document.querySelectorAll(`[data-key="${key}"]`)];
  const button = found.find((button) => (at < 0 ? !button.closest(".claim") : claims[at].contains(button)));
  if (!button) return;
  if (button.tagName === "SUMMARY") { button.parentElement.open = true; button.focus(); } else button.click();
}
// What is selected in the text, in code points from its beginning, for telling of an event that is missing.
const text = document.querySelector("article.text");
const missing = document.querySelector("#missing form");
function take() {
  const selected = getSelection();
  if (!text || !missing || !selected.rangeCount || selected.isCollapsed || !text.contains(selected.getRangeAt(0).commonAncestorContainer)) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(selected.getRangeAt(0).startContainer, selected.getRangeAt(0).startOffset);
  missing.words.value = selected.toString().trim();
  missing.at.value = [...before.toString()].length;
}
if (missing) {
  document.addEventListener("selectionchange", take);
  missing.words.addEventListener("input", () => { missing.at.value = ""; });
}
if (at >= 0) light(claims[at]);
claims.forEach((claim, i) => claim.addEventListener("click", () => { at = i; light(claim); }));
document.querySelectorAll(".text .mark").forEach((mark) => mark.addEventListener("click", () => {
  const i = claims.findIndex((claim) => claim.dataset.record === mark.dataset.record);
  if (i >= 0) { at = i; light(claims[i]); claims[i].scrollIntoView({ block: "nearest" }); }
}));
document.querySelectorAll(".cite").forEach((cite) => {
  const button = document.createElement("button");
  button.textContent = "Copy";
  button.addEventListener("click", async () => { await navigator.clipboard.writeText(cite.textContent.trim()); button.textContent = "Copied"; });
  cite.after(button);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) return;
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "]") follow("next");
  else if (event.key === "[") follow("prev");
  else if ("aexu".includes(event.key)) judge(event.key);
  else if (event.key === "m" && missing) { event.preventDefault(); missing.parentElement.open = true; missing.words.focus(); }
  else if (event.key === "/") { event.preventDefault(); document.getElementById("quick").focus(); }
  else if (event.key === "?") location.href = "/help";
});
