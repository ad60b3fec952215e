/** Texts ready to paste: the case, and the written escalation with what it still lacks. */

import { el } from "../page/dom.mjs";
import { icon } from "./icons.mjs";
import { caseText, escalationDraft, mailto, missingParts, partValue } from "../texts/drafts.mjs";
import { doneButton, fold, policyLang, policyText, section } from "./parts.mjs";

/** @typedef {import("../types").View} View */
/** @typedef {import("../types").Answer} Answer */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function textsView(v, answer) {
  return section(
    "texts",
    v.w.t("texts.title"),
    fold("case-text", v.w.t("texts.case"), casePart(v, answer)),
    fold("escalation-draft", v.w.t("texts.escalation"), draftPart(v, answer)),
  );
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function casePart(v, answer) {
  const { subject, body } = caseText(v, answer);
  return el(
    "div",
    {},
    el("p", { class: "sc-hint" }, v.w.t("texts.case-hint")),
    preview(v, v.w.t("texts.case"), subject, body),
    el(
      "div",
      { class: "sc-buttons" },
      doneButton(v, "copy", "case-subject", v.w.t("texts.copy-subject"), "copy"),
      doneButton(v, "copy", "case-body", v.w.t("texts.copy-body"), "copy"),
    ),
  );
}

/**
 * @param {View} v
 * @param {string} name
 * @param {string} subject
 * @param {string} body
 */
function preview(v, name, subject, body) {
  // Focusable, as a long one scrolls.
  return el(
    "div",
    {
      class: "sc-preview",
      tabindex: "0",
      role: "region",
      "aria-label": v.w.t("texts.preview", { name }),
      lang: policyLang(v),
    },
    el("p", { class: "sc-preview__subject" }, subject),
    el("pre", {}, body),
  );
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function draftPart(v, answer) {
  const missing = missingParts(v, answer);
  const draft = escalationDraft(v, answer);
  const region = v.policy.regions.find((r) => r.id === answer.escalation) ?? v.policy.regions[0];
  return el(
    "div",
    {},
    ...v.policy.escalation.contents.map((point) => {
      const id = `sc-draft-${point.id}`;
      return el(
        "div",
        { class: "sc-field", "data-key": id },
        el("label", { class: "sc-label", for: id, lang: policyLang(v) }, point.label),
        policyText(v, point.text, "p"),
        el("textarea", {
          id,
          rows: 2,
          "data-draft": point.id,
          value: partValue(v, answer, point.id),
        }),
      );
    }),
    el(
      "p",
      {
        class: missing.length ? "sc-missing" : "sc-missing sc-missing--none",
        "data-key": "missing",
      },
      icon(missing.length ? "alert" : "checked"),
      el(
        "span",
        {},
        missing.length
          ? v.w.t("texts.missing", { parts: v.f.list(missing.map((p) => p.label)) })
          : v.w.t("texts.complete"),
      ),
    ),
    preview(v, v.w.t("texts.escalation"), draft.subject, draft.body),
    el(
      "div",
      { class: "sc-buttons" },
      region
        ? el(
            "a",
            {
              class: "sc-button sc-button--primary",
              href: mailto(region.contact.email, draft),
              "data-key": "mailto",
            },
            icon("mail"),
            v.w.t("texts.mail", { name: region.contact.name }),
          )
        : null,
      doneButton(v, "copy", "escalation", v.w.t("texts.copy"), "copy"),
      doneButton(v, "save", "escalation", v.w.t("texts.save"), "download"),
    ),
  );
}
