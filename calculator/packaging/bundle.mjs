// Joins the web code's modules into a few files, so that a page need not ask for sixty.
//
//     node bundle.mjs SOURCE TARGET NAME=MODULE...
//
// Each MODULE becomes TARGET/NAME.js, for some hosts serve .mjs as a type that no browser
// runs; what several share becomes a file of its own.  All files lie
// in one directory, so that an address relative to any of them is the same in all.  Writes
// TARGET/modules.json: from each name to the files that it imports at once.
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const [source, target, ...entries] = process.argv.slice(2);
// Packages are looked for beside the sources, which were copied away from this project.  What is found
// through the link keeps that name: where this project lies would else go into source maps, and with
// them into the names of shared modules.
const packages = fileURLToPath(new URL("../../node_modules", import.meta.url));
symlinkSync(packages, join(source, "node_modules"), "dir");
const { metafile } = await build({
  absWorkingDir: source,
  preserveSymlinks: true,
  entryPoints: Object.fromEntries(entries.map((entry) => entry.split("="))),
  outdir: target,
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
