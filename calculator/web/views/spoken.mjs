/** What a screen reader is told. */

import { isOverdue } from "../case/changes.mjs";
import { errorText, shownErrors } from "./errors.mjs";
import { instant } from "./parts.mjs";

/**
 * What is wrong, or the answer, in a sentence.
 * @param {import("../types").View} v
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
  const severity = names[0] ?? "";
  if (!answer.deadline) return v.w.t("live.severity", { severity });
  const time = v.f.shortMoment(instant(answer.deadline), v.place.zone);
  return v.w.t(isOverdue(v, v.now) ? "live.overdue" : "live.due", { severity, time });
}
