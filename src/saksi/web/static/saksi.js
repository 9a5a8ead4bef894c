// Keys and highlights. Every page works without this file.
"use strict";
const claims = [...document.querySelectorAll(".claim")];
let at = -1;
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
claims.forEach((claim, i) => claim.addEventListener("click", () => { at = i; light(claim); }));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) return;
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "/") { event.preventDefault(); document.getElementById("quick").focus(); }
  else if (event.key === "?") location.href = "/help";
});
