/** What a screen reader is told. */

import { isAgain, lineOf } from "./call.mjs";
import { outcome } from "./clock.mjs";
import { errorText, shownErrors } from "./errors.mjs";
import { momentText } from "./progress.mjs";

/** @import { View } from "../types" */

/**
 * What is wrong, or what to do and by when, in a sentence or two.
 * @param {View} v
 */
export function spoken(v) {
  const { answer } = v;
  const [mistake] = shownErrors(v);
  if (mistake) return errorText(v, mistake);
  if (!answer) return "";
  const names = answer.possible.map(
    (id) => v.policy.severities.find((s) => s.id === id)?.name ?? String(id),
  );
  if (answer.severity === null) {
    const question = v.policy.facts.find((f) => f.id === answer.asks[0])?.question ?? "";
    return v.w.t("live.open", { severities: v.f.either(names), question });
  }
  const line = lineOf(v, answer);
  return [
    v.w.t("live.severity", { severity: names[0] ?? "" }),
    line && !isAgain(v, answer) ? v.w.t("live.call", { number: line.number }) : "",
    standing(v),
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * What it is that is told: as long as this is the same, nothing is told again.  A deadline that
 * moves along with now is none that changes.
 * @param {View} v
 */
export function spokenAbout(v) {
  const { answer, clock } = v;
  const due = clock.kind === "unopened" ? null : clock.due;
  const number = answer && answer.severity !== null ? lineOf(v, answer)?.number : null;
  const [mistake] = shownErrors(v);
  return JSON.stringify([mistake, answer?.possible, answer?.asks[0], clock.kind, due, number]);
}

/** @param {View} v */
function standing(v) {
  const { clock } = v;
  if (clock.kind === "met" || clock.kind === "missed") return outcome(v, clock);
  if (clock.due === null) return "";
  return v.w.t(`live.${clock.kind}`, { time: momentText(v, clock.due) });
}
