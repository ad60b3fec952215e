/** The policy's inline Markdown: emphasis, code and links.  Anything else is text. */

const SHAPES =
  /\*\*(?<strong>[^*]+)\*\*|\*(?<em>[^*]+)\*|`(?<code>[^`]+)`|\[(?<label>[^\]]+)\]\((?<url>[^)\s]+)\)|<(?<bare>(?:https?:|mailto:)[^>\s]+)>/g;

/** @typedef {{kind: "text" | "strong" | "em" | "code" | "link", text: string, href: string}} Piece */

/**
 * A text cut into pieces of one kind each; what is emphasised may hold more.
 * @param {string} text
 * @returns {Piece[]}
 */
export function pieces(text) {
  /** @type {Piece[]} */
  const out = [];
  let at = 0;
  const plainly = (/** @type {number | undefined} */ end) =>
    out.push({ kind: "text", text: text.slice(at, end), href: "" });
  for (const found of text.matchAll(SHAPES)) {
    plainly(found.index);
    out.push(piece(found.groups ?? {}));
    at = found.index + found[0].length;
  }
  plainly(text.length);
  return out.filter((one) => one.text);
}

/**
 * @param {Record<string, string | undefined>} found
 * @returns {Piece}
 */
function piece({ strong, em, code, label, url, bare }) {
  if (strong) return { kind: "strong", text: strong, href: "" };
  if (em) return { kind: "em", text: em, href: "" };
  if (code) return { kind: "code", text: code, href: "" };
  const href = url ?? bare ?? "";
  const kind = /^(https?:|mailto:|tel:)/.test(href) ? "link" : "text";
  return { kind, text: label ?? href, href };
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
