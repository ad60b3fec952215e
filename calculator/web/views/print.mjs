/** The answer on one sheet of paper. */

import { el } from "../page/dom.mjs";
import { plain } from "../texts/markdown.mjs";
import { momentLines } from "../texts/drafts.mjs";
import { badge, instant, policyLang, policyText } from "./parts.mjs";

/** @typedef {import("../types").View} View */

/** @param {View} v */
export function printView(v) {
  const { answer } = v;
  if (!answer || answer.severity === null) return null;
  const criterion = v.policy.severities
    .flatMap((s) => s.criteria)
    .find((c) => c.id === answer.criterion);
  const region = v.policy.regions.find((r) => r.id === answer.escalation);
  const actions = answer.actions.flatMap((id) => v.policy.actions.find((a) => a.id === id) ?? []);
  const phones = answer.contacts.phones.flatMap(
    (id) => v.policy.phones.find((p) => p.id === id) ?? [],
  );
  const heading = (/** @type {string} */ text) => el("h3", {}, text);
  return el(
    "div",
    { class: "sc-print", "data-key": "print-sheet" },
    el("h2", {}, v.policy.about.name),
    el("p", {}, badge(v, answer.severity, { large: true })),
    criterion ? policyText(v, criterion.text, "p") : null,
    v.kase.text.trim()
      ? el("blockquote", { class: "sc-print__text" }, v.kase.text.trim().slice(0, 1200))
      : null,
    ...deadline(v),
    heading(v.w.t("actions.title")),
    el(
      "ul",
      { class: "sc-print__actions", lang: policyLang(v) },
      ...actions.map((a) => el("li", {}, v.kase.ticks.includes(a.id) ? "☑ " : "☐ ", a.label)),
    ),
    actions.some((a) => a.does === "call")
      ? el(
          "p",
          {},
          el("strong", {}, v.w.t("plain.phones")),
          " ",
          phones.map((p) => `${p.location} ${p.number}`).join(" · "),
        )
      : null,
    region ? heading(v.w.t("escalation.title")) : null,
    region
      ? el("p", {}, `${region.contact.name} · ${region.contact.phone} · ${region.contact.email}`)
      : null,
    el(
      "p",
      { class: "sc-print__needs" },
      el("strong", {}, v.w.t("plain.needs")),
      " ",
      v.policy.escalation.contents.map((c) => plain(c.label)).join(" · "),
    ),
    el(
      "p",
      { class: "sc-print__small" },
      v.w.t("calendar.revision", {
        name: v.policy.about.name,
        date: v.f.dateOf(v.policy.about.revision),
      }),
      " · ",
      v.w.t("plain.printed", { time: v.f.moment(v.now, v.place.zone) }),
    ),
    el("p", { class: "sc-print__small" }, v.permalink.length < 500 ? v.permalink : v.base),
  );
}

/** @param {View} v */
function deadline(v) {
  const { answer } = v;
  if (!answer?.deadline) return [];
  const at = instant(answer.deadline);
  const target = v.policy.response.find((t) => t.id === answer.target);
  return [
    el("h3", {}, v.w.t("deadline.due")),
    el(
      "p",
      { class: "sc-print__due" },
      `${v.f.time(at, v.place.zone)}, ${v.f.day(at, v.place.zone)}`,
    ),
    el(
      "p",
      {},
      `${v.f.zoneName(v.place.zone, at)} (${v.place.zone})${target ? ` · ${target.label}, ${target.within}` : ""}`,
    ),
    el(
      "p",
      {},
      momentLines(v)
        .map(([name, value]) => `${name}: ${value}`)
        .join(" · "),
    ),
  ];
}
