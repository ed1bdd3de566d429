// Verdicts of JavaScript: reads [[pattern, [text, ...]], ...] as JSON, writes for each pattern, under the flags of
// the command line, an object with the flag it is valid with ("u", else "", else null) and RegExp.test of each text, up to the first that takes
// longer than half a second (patterns that run away do so here too).
import { readFileSync } from "node:fs";
import vm from "node:vm";

const flags = process.argv[2] ?? "";

function compiled(pattern) {
  for (const flag of ["u", ""]) {
    try {
      return [flag, new RegExp(pattern, flag + flags)];
    } catch {}
  }
  return [null, null];
}

const script = new vm.Script("for (const text of texts) verdicts.push(expression.test(text))");
const results = JSON.parse(readFileSync(0, "utf8")).map(([pattern, texts]) => {
  const [flag, expression] = compiled(pattern);
  const verdicts = [];
  if (expression) {
    try {
      script.runInNewContext({ texts, verdicts, expression }, { timeout: 500 });
    } catch (error) {
      if (error.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    }
  }
  return { flag, verdicts };
});
process.stdout.write(JSON.stringify(results));
