// The table of letters that differ in case only: prints its two lines, as this node knows them.
const ANY_CASE = /\p{Changes_When_Casefolded}|\p{Changes_When_Uppercased}|\p{Changes_When_Lowercased}/u;

const cased = [];
for (let code = 0; code <= 0x10ffff; code++) if (ANY_CASE.test(String.fromCodePoint(code))) cased.push(code);

function line(flags, codes) {
  const sets = [];
  const seen = new Set();
  for (const code of codes) {
    if (seen.has(code)) continue;
    const expression = new RegExp(`^${String.fromCodePoint(code)}$`, flags);
    const same = codes.filter((other) => expression.test(String.fromCodePoint(other)));
    for (const other of same) seen.add(other);
    if (same.length > 1) sets.push(same.map((other) => other.toString(36)).join());
  }
  return sets.join(" ");
}

console.log("case u", line("iu", cased));
console.log("case -", line("i", cased.filter((code) => code <= 0xffff)));
