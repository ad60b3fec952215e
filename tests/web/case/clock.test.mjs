// How the promised answer stands, minute by minute: what is fixed counts, the rest moves with now.
import assert from "node:assert/strict";
import { test } from "node:test";

import { emptyCase } from "../../../calculator/web/case/case.mjs";
import { isOverdue, stateOf } from "../../../calculator/web/case/changes.mjs";
import { callHelps, clockOf, urgeOf } from "../../../calculator/web/case/clock.mjs";

const POLICY = {
  response: [
    { id: "both", starts: ["case-opened", "phone-call"] },
    { id: "hotline", starts: ["phone-call"] },
  ],
  actions: [
    { id: "ring", does: "call" },
    { id: "open", does: "open-case" },
  ],
};
const at = (time) => Date.parse(`2026-11-24T${time}:00Z`);
const DUE = "2026-11-24T10:21:00Z";
const OPENED = { opened: "10:06" };

/** @type {Record<string, [kase: object, answer: object, now: string, clock: object]>} */
const CLOCKS = {
  "nothing is promised": [OPENED, { deadline: null }, "10:06", { kind: "none", due: null }],
  "nothing has happened: it moves along with now": [
    {},
    {},
    "10:06",
    { kind: "unopened", due: at("10:21") },
  ],
  "nothing has happened for long: nobody knows, and it is never late": [
    {},
    {},
    "10:26",
    { kind: "unopened", due: null },
  ],
  "called, but no case is open": [
    { called: "10:06" },
    {},
    "10:06",
    { kind: "unopened", due: at("10:21") },
  ],
  "called, where a call is enough": [
    { called: "10:06" },
    { target: "hotline" },
    "10:26",
    { kind: "overdue", due: at("10:21") },
  ],
  opened: [OPENED, {}, "10:20", { kind: "running", due: at("10:21") }],
  "at the deadline": [OPENED, {}, "10:21", { kind: "overdue", due: at("10:21") }],
  "long after it": [OPENED, {}, "23:21", { kind: "overdue", due: at("10:21") }],
  "answered in time, whatever the time now": [
    { ...OPENED, answered: "10:13" },
    { review: [{ target: "both", met: true, by: 480 }] },
    "23:21",
    { kind: "met", due: at("10:21"), by: 480 },
  ],
  "answered late": [
    { ...OPENED, answered: "10:30" },
    {
      review: [
        { target: "hotline", met: true, by: 9 },
        { target: "both", met: false, by: 540 },
      ],
    },
    "10:31",
    { kind: "missed", due: at("10:21"), by: 540 },
  ],
  "answered, but no case is open": [
    { answered: "10:13" },
    { review: [{ target: "both", met: true, by: 480 }] },
    "10:06",
    { kind: "unopened", due: at("10:21") },
  ],
};

/** A state with an answer that took 10:06 for now. */
function state(kase, answer = {}) {
  return {
    ...stateOf({ ...emptyCase(), ...kase }, { phase: "ready" }),
    answer: { deadline: DUE, target: "both", review: null, ...answer },
    answeredAt: at("10:06"),
  };
}

for (const [name, [kase, answer, now, clock]] of Object.entries(CLOCKS))
  test(name, () => assert.deepEqual(clockOf(state(kase, answer), POLICY, at(now)), clock));

test("a time that cannot be read stops the clock", () => {
  const wrong = { ...state(OPENED), errors: [{ field: "opened", code: "unreadable" }] };
  assert.equal(clockOf(wrong, POLICY, at("10:06")).kind, "wrong");
});

test("support is late from the instant of the deadline on, and no more once it has answered", () => {
  assert.equal(isOverdue(state(OPENED), POLICY, at("10:21") - 1), false);
  assert.equal(isOverdue(state(OPENED), POLICY, at("10:21")), true);
  assert.equal(isOverdue(state({}), POLICY, at("23:00")), false);
  const met = state(
    { ...OPENED, answered: "9" },
    { review: [{ target: "both", met: true, by: 1 }] },
  );
  assert.equal(isOverdue(met, POLICY, at("23:00")), false);
});

/** @type {Record<string, [answer: object, kind: string, urge: string | null]>} */
const URGES = {
  "the policy says to call": [{ actions: ["ring"] }, "running", "call"],
  "a call would help": [
    { actions: [], if_called_now: { deadline: "2026-11-24T10:20:00Z" } },
    "unopened",
    "call",
  ],
  "a call would not": [
    { actions: ["open"], if_called_now: { deadline: "2026-11-24T10:22:00Z" } },
    "unopened",
    null,
  ],
  "support is late": [{ actions: ["ring"] }, "overdue", "escalate"],
  "support has answered": [{ actions: ["ring"] }, "met", null],
};

for (const [name, [answer, kind, urge]] of Object.entries(URGES))
  test(`what to do first: ${name}`, () =>
    assert.equal(urgeOf({ deadline: DUE, ...answer }, { kind }, POLICY), urge));

test("a call helps while nobody has answered and nothing is late", () => {
  const answer = { deadline: DUE, if_called_now: { deadline: "2026-11-24T10:20:00Z" } };
  assert.equal(callHelps(answer, { kind: "running" }), true);
  assert.equal(callHelps(answer, { kind: "overdue" }), false);
});
