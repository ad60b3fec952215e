// Prints, as JSON, the pages that the search finds for each query of a list.
//
//     node queries.mjs INDEX < QUERIES
import { readFileSync } from "node:fs";
import { searcher } from "../../../calculator/web/search/ranking.mjs";

const index = JSON.parse(readFileSync(process.argv[2], "utf8"));
const search = searcher(index.docs, index.words);
const queries = JSON.parse(readFileSync(0, "utf8"));
const found = queries.map((query) =>
  search(query).items.map(([item]) => item.location.split("#")[0]),
);
process.stdout.write(JSON.stringify(found));
