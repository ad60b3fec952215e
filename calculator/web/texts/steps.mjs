/** The steps of an escalation that begin after a time, in words. */

import { kindName } from "./promises.mjs";

/** @import { Answer, EscalationStep, StepAnswer, View } from "../types" */
/** @typedef {{step: EscalationStep, title: string, begin: StepAnswer, at: number | null}} Begin */

const KNOWN = ["response", "workaround", "resolution"];

/**
 * The steps for a case, in the order in which they begin.
 * @param {View} v
 * @param {Answer} answer
 * @returns {Begin[]}
 */
export function stepsOf({ policy, clock }, answer) {
  // While no case is open, when they begin moves along with now, and is not known for long.
  const stale = clock.kind === "unopened" && clock.due === null;
  return answer.steps.flatMap((begin) => {
    const step = policy.escalation.steps.find((s) => s.id === begin.id);
    if (!step) return [];
    const level = policy.escalation.levels.find((l) => l.id === begin.level);
    const at = begin.at && !stale ? Date.parse(begin.at) : null;
    return [{ step, title: level?.title ?? step.level, begin, at }];
  });
}

/**
 * "If nobody has answered by 14:00".
 * @param {View} v
 * @param {EscalationStep} step
 * @param {string} time
 */
export function stepLead(v, { unless = "response" }, time) {
  if (KNOWN.includes(unless)) return v.w.t(`escalation.unless-${unless}`, { time });
  return v.w.t("escalation.unless", { kind: kindName(v, unless), time });
}

/**
 * Whether a step has begun, and what it waits for has not come.
 * @param {Begin} one
 * @param {number} now
 */
export const hasBegun = ({ begin, at }, now) => begin.stage !== "kept" && at !== null && at <= now;

/**
 * The steps of a case that is open, which are still to be taken.
 * @param {View} v
 * @param {Answer} answer
 */
export function stepsToTake(v, answer) {
  if (v.clock.kind === "unopened" || v.clock.kind === "wrong") return [];
  return stepsOf(v, answer).flatMap(({ at, ...one }) =>
    at === null || one.begin.stage === "kept" ? [] : [{ ...one, at }],
  );
}
