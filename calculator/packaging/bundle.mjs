// Joins the web code's modules into a few files, so that a page need not ask for sixty.
//
//     node bundle.mjs SOURCE TARGET NAME=MODULE...
//
// Each MODULE becomes TARGET/NAME.mjs; what several share becomes a file of its own.  All files lie
// in one directory, so that an address relative to any of them is the same in all.  Writes
// TARGET/modules.json: from each name to the files that it imports at once.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const [source, target, ...entries] = process.argv.slice(2);
const { metafile } = await build({
  absWorkingDir: source,
  // Packages are looked for beside this project: the sources were copied away from it.
  nodePaths: [fileURLToPath(new URL("../../node_modules", import.meta.url))],
  entryPoints: Object.fromEntries(entries.map((entry) => entry.split("="))),
  outdir: target,
  outExtension: { ".js": ".mjs" },
  chunkNames: "shared-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  minify: true,
  sourcemap: "linked",
  metafile: true,
  logLevel: "error",
});

const names = new Map(Object.keys(metafile.outputs).map((path) => [path, path.split("/").at(-1)]));
const together = (path, found = new Set()) => {
  for (const { path: next, kind } of metafile.outputs[path].imports) {
    if (kind !== "import-statement" || found.has(next)) continue;
    found.add(next);
    together(next, found);
  }
  return [...found].map((next) => names.get(next)).sort();
};
const modules = Object.entries(metafile.outputs)
  .filter(([, { entryPoint }]) => entryPoint)
  .map(([path]) => [names.get(path), together(path)]);
writeFileSync(`${target}/modules.json`, JSON.stringify(Object.fromEntries(modules)));
