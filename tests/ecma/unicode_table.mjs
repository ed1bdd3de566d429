// The table of Unicode properties: prints node's version of Unicode, then for each line `kind names ranges` of
// the input the same kind and names with the ranges as this node knows them.
import { readFileSync } from "node:fs";

const PREFIXES = { gc: "gc=", sc: "sc=", scx: "scx=", bin: "" };

function ranges(expression) {
  const parts = [];
  let end = 0;
  let first = -1;
  for (let code = 0; code <= 0x110000; code++) {
    const inside = code < 0x110000 && expression.test(String.fromCodePoint(code));
    if (inside && first < 0) first = code;
    if (!inside && first >= 0) {
      const extra = code - 1 - first;
      parts.push((first - end).toString(36) + (extra ? `,${extra.toString(36)}` : ""));
      end = code;
      first = -1;
    }
  }
  return parts.join(" ");
}

console.log(process.versions.unicode);
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [kind, names] = line.split(" ", 2);
  const expressions = names.split("|").map((name) => new RegExp(`^\\p{${PREFIXES[kind]}${name}}$`, "u"));
  console.log(kind, names, ranges(expressions[0]));
}
