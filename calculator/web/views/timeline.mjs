/** The timeline: a lane for each target whose clock runs, on one axis, with the events and now. */

import { html, nothing, svg } from "lit-html";
import { targetOf } from "../case/lookup.mjs";
import { kindName } from "../texts/promises.mjs";
import { instant } from "./parts.mjs";

/** @import { Answer, TargetAnswer, View } from "../types" */
/** @typedef {{from: number, to: number}} Axis */

const LANE = 38;
const TOP = 8;
/** Part of the width left free at both sides, so that marks at the ends are whole. */
const MARGIN = 3;

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function timelineView(v, answer) {
  const lanes = answer.targets
    .filter((t) => t.start && t.deadline)
    .sort((a, b) => Number(b.governs) - Number(a.governs));
  if (!lanes.length) return nothing;
  const axis = axisOf(v, lanes);
  const height = TOP + lanes.length * LANE + 26;
  return html`
    <figure class="sc-timeline">
      <svg role="img" aria-labelledby="sc-timeline-title" width="100%" height=${height}>
        <title id="sc-timeline-title">${described(v, lanes)}</title>
        <defs>
          <pattern
            id="sc-hatch"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line class="sc-timeline__hatch" x1="0" y1="0" x2="0" y2="6" />
          </pattern>
        </defs>
        ${lanes.map((target, index) => lane(axis, target, TOP + index * LANE))}
        ${nowMark(v, axis, height)}
        ${lanes.map((target, index) => label(v, target, TOP + index * LANE))}
        ${ends(v, axis, height)}
      </svg>
    </figure>
  `;
}

/**
 * From the first start to the last deadline, or to now if that is not far beyond.
 * @param {View} v
 * @param {TargetAnswer[]} lanes
 * @returns {Axis}
 */
function axisOf(v, lanes) {
  const starts = lanes.map((t) => instant(t.start ?? ""));
  const dues = lanes.map((t) => instant(t.deadline ?? ""));
  const [from, to] = [Math.min(...starts), Math.max(...dues)];
  const end = v.moments.answered.at ?? v.now;
  const near = end > from && end < to + (to - from) * 0.5;
  return { from, to: near ? Math.max(to, end) : to };
}

/**
 * The moment to mark: now, or that of the answer; a case that is not open yet starts now.
 * @param {View} v
 * @returns {{at: number, word: string} | null}
 */
function markOf({ clock, moments, now }) {
  if (clock.kind === "unopened") return null;
  const { at } = moments.answered;
  return at === null ? { at: now, word: "timeline.now" } : { at, word: "timeline.answered" };
}

/**
 * @param {Axis} axis
 * @param {number} at
 */
function x(axis, at) {
  const share = (at - axis.from) / (axis.to - axis.from || 1);
  return MARGIN + Math.min(1, Math.max(0, share)) * (100 - 2 * MARGIN);
}

/** @param {number} share */
const percent = (share) => `${share.toFixed(2)}%`;

/**
 * @param {Axis} axis
 * @param {TargetAnswer} target
 * @param {number} top
 */
function lane(axis, target, top) {
  const due = instant(target.deadline ?? "");
  const parts = target.segments?.length
    ? target.segments
    : [{ start: target.start ?? "", end: target.deadline ?? "", counted: true }];
  const kind = target.governs ? "sc-timeline__bar--governs" : "";
  const at = percent(x(axis, due));
  return svg`
    ${parts.map((s) => {
      const [left, right] = [x(axis, instant(s.start)), x(axis, instant(s.end))];
      return svg`<rect
        class=${s.counted ? `sc-timeline__bar ${kind}` : "sc-timeline__skipped"}
        fill=${s.counted ? nothing : "url(#sc-hatch)"}
        x=${percent(left)}
        y=${top + 17}
        width=${percent(Math.max(0.4, right - left))}
        height="12"
        rx="2"
      />`;
    })}
    <line class="sc-timeline__due ${kind}" x1=${at} x2=${at} y1=${top + 13} y2=${top + 33} />
  `;
}

/**
 * @param {View} v
 * @param {TargetAnswer} target
 * @param {number} top
 */
function label(v, target, top) {
  const own = targetOf(v.policy, target.id)?.label ?? target.id;
  const kind = kindName(v, target.kind);
  // The label of a promise from a table begins with the table's title, which may be the kind.
  const told = target.kind === "response" || own.startsWith(kind);
  const name = told ? own : `${kind}: ${own}`;
  const at = instant(target.deadline ?? "");
  const far = at - instant(target.start ?? "") > 72000000;
  const time = (far ? v.f.shortMoment : v.f.time)(at, v.place.zone);
  const governs = target.governs ? "sc-timeline__label--governs" : "";
  // Where there is no room for all of it, a name is cut, and never its time.
  return svg`<foreignObject
    x=${percent(MARGIN)}
    y=${top - 2}
    width=${percent(100 - 2 * MARGIN)}
    height="18"
  >
    <div class=${`sc-timeline__label ${governs}`}>
      <span>${name}</span><span>&nbsp;· ${time}</span>
    </div>
  </foreignObject>`;
}

/**
 * @param {View} v
 * @param {Axis} axis
 * @param {number} height
 */
function nowMark(v, axis, height) {
  const mark = markOf(v);
  if (!mark || mark.at <= axis.from || mark.at > axis.to) return nothing;
  const at = percent(x(axis, mark.at));
  return svg`<line class="sc-timeline__now" x1=${at} x2=${at} y1=${TOP} y2=${height - 20} />`;
}

/**
 * @param {View} v
 * @param {Axis} axis
 * @param {number} height
 */
function ends(v, axis, height) {
  const text = (
    /** @type {number} */ at,
    /** @type {string} */ anchor,
    /** @type {string} */ words,
    kind = "",
  ) =>
    svg`<text
      class="sc-timeline__axis ${kind}"
      x=${percent(x(axis, at))}
      y=${height - 6}
      text-anchor=${anchor}
    >${words}</text>`;
  const mark = markOf(v);
  const share = mark ? x(axis, mark.at) : 0;
  const shown = mark && share > 38 && share < 80;
  const far = axis.to - axis.from > 72000000;
  return [
    text(axis.from, "start", v.f.shortMoment(axis.from, v.place.zone)),
    text(axis.to, "end", (far ? v.f.shortMoment : v.f.time)(axis.to, v.place.zone)),
    shown ? text(mark.at, "middle", v.w.t(mark.word), "sc-timeline__axis--now") : nothing,
  ];
}

/**
 * @param {View} v
 * @param {TargetAnswer[]} lanes
 */
function described(v, lanes) {
  const one = (/** @type {TargetAnswer} */ t) =>
    v.w.t(t.governs ? "timeline.governs" : "timeline.other", {
      label: targetOf(v.policy, t.id)?.label ?? t.id,
      from: v.f.shortMoment(instant(t.start ?? ""), v.place.zone),
      to: v.f.shortMoment(instant(t.deadline ?? ""), v.place.zone),
    });
  return v.w.t("timeline.title", { lanes: lanes.map(one).join(" ") });
}
