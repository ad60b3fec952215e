/** How the promised answer stands: what is fixed counts, and what is not moves along with now. */

import { targetOf } from "./lookup.mjs";

/** @import { Answer, Clock, Policy, State } from "../types" */

/** Milliseconds for which a deadline that moves along with now is still the one of now. */
const FRESH = 90_000;
/** Fields without which no time can be counted. */
export const COUNTED_FROM = ["opened", "called", "zone"];

/**
 * @param {Pick<State, "kase" | "answer" | "errors" | "answeredAt">} state
 * @param {Policy} policy
 * @param {number} now
 * @returns {Clock}
 */
export function clockOf(state, policy, now) {
  const { kase, answer, errors, answeredAt } = state;
  if (errors.some((e) => COUNTED_FROM.includes(e.field))) return { kind: "wrong", due: null };
  if (!answer?.deadline) return { kind: "none", due: null };
  const due = Date.parse(answer.deadline);
  if (isRolling(state, policy)) {
    const stale = Math.abs(now - answeredAt) > FRESH;
    return { kind: "unopened", due: stale ? null : due };
  }
  const outcome = kase.answered.trim() && answer.review?.find((r) => r.target === answer.target);
  if (outcome) return { kind: outcome.met ? "met" : "missed", due, by: outcome.by };
  return { kind: now >= due ? "overdue" : "running", due };
}

/**
 * Whether the deadline is that of a case which would be opened now.
 * @param {Pick<State, "kase" | "answer">} state
 * @param {Policy} policy
 */
function isRolling({ kase, answer }, policy) {
  if (kase.opened.trim()) return false;
  return targetOf(policy, answer?.target)?.starts.includes("case-opened") ?? false;
}

/**
 * Whether a call, now, would bring an earlier deadline than the one there is.
 * @param {Answer} answer
 * @param {Clock} clock
 */
export function callHelps({ if_called_now: called, deadline }, clock) {
  if (!called || !["unopened", "running"].includes(clock.kind)) return false;
  return !deadline || Date.parse(called.deadline) < Date.parse(deadline);
}

/**
 * What the reader should do first: call support, turn to the next level, or nothing by phone.
 * @param {Answer} answer
 * @param {Clock} clock
 * @param {Policy} policy
 * @returns {"call" | "escalate" | null}
 */
export function urgeOf(answer, clock, policy) {
  if (clock.kind === "overdue") return "escalate";
  if (clock.kind === "met" || clock.kind === "missed") return null;
  const calls = policy.actions.some((a) => a.does === "call" && answer.actions.includes(a.id));
  return calls || callHelps(answer, clock) ? "call" : null;
}
