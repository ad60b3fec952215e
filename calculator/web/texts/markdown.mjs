/** The policy's inline Markdown as elements: emphasis, code and links.  Anything else is text. */

import { el } from "../page/dom.mjs";

const SHAPES =
  /\*\*(?<strong>[^*]+)\*\*|\*(?<em>[^*]+)\*|`(?<code>[^`]+)`|\[(?<label>[^\]]+)\]\((?<url>[^)\s]+)\)|<(?<bare>(?:https?:|mailto:)[^>\s]+)>/g;

/**
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function inline(text) {
  /** @type {(Node | string)[]} */
  const out = [];
  let at = 0;
  for (const found of text.matchAll(SHAPES)) {
    out.push(text.slice(at, found.index), element(found.groups ?? {}));
    at = found.index + found[0].length;
  }
  out.push(text.slice(at));
  return out.filter((part) => part !== "");
}

/** @param {Record<string, string | undefined>} found */
function element({ strong, em, code, label, url, bare }) {
  if (strong) return el("strong", {}, ...inline(strong));
  if (em) return el("em", {}, ...inline(em));
  if (code) return el("code", {}, code);
  const target = url ?? bare ?? "";
  return /^(https?:|mailto:|tel:)/.test(target)
    ? el("a", { href: target }, label ?? target)
    : (label ?? target);
}

/**
 * The same text without its marks, for mails and files.
 * @param {string} text
 */
export function plain(text) {
  return text.replace(SHAPES, (...args) => {
    const { strong, em, code, label, url, bare } = args.at(-1);
    return strong ?? em ?? code ?? (label ? `${label} (${url})` : bare);
  });
}
