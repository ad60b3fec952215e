/** After the fact: whether support kept its promise, by how much, by which target. */

import { el } from "../page/dom.mjs";
import { icon } from "./icons.mjs";
import { fold, guideLink, policyLang } from "./parts.mjs";
import { momentField, stamping } from "./when-where.mjs";

/** @typedef {import("../types").View} View */
/** @typedef {import("../types").Answer} Answer */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function reviewView(v, answer) {
  return fold(
    "review",
    v.w.t("review.title"),
    momentField(v, "answered", [stamping(v, "answered")]),
    v.kase.answered.trim() && !v.kase.opened.trim()
      ? el("p", { class: "sc-hint sc-hint--error" }, icon("alert"), v.w.t("review.opened-first"))
      : results(v, answer),
  );
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function results(v, answer) {
  if (!answer.review?.length) return null;
  const ordered = [...answer.review].sort(
    (a, b) => Number(b.target === answer.target) - Number(a.target === answer.target),
  );
  return el(
    "ul",
    { class: "sc-review" },
    ...ordered.map((r) => {
      const target = v.policy.response.find((t) => t.id === r.target);
      const duration = v.f.roughDuration(Math.abs(r.by));
      return el(
        "li",
        { class: r.met ? "sc-review--met" : "sc-review--missed" },
        icon(r.met ? "checked" : "alert"),
        el(
          "span",
          {},
          el("strong", {}, v.w.t(r.met ? "review.met" : "review.missed", { duration })),
          " ",
          guideLink(v, r.target, el("span", { lang: policyLang(v) }, target?.label ?? r.target)),
          r.target === answer.target ? ` (${v.w.t("review.governing")})` : null,
        ),
      );
    }),
  );
}
