// Checks the HTML of every page of built sites: `node vnu.mjs SITE...`
// Over HTTP, since the validator takes no file for one of the page's own origin.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { serve } from './site.mjs';

const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

/** @returns {Promise<number>} the validator's exit status: a warning is a failure */
function validate(addresses) {
  const java = spawn('java', ['-Xss4m', '-Dnu.validator.servlet.allow-forbidden-hosts=true', '-jar', jar, '--Werror', '--also-check-svg', ...addresses], { stdio: 'inherit' });
  return new Promise((done) => java.on('exit', (code) => done(code ?? 1)));
}

for (const site of process.argv.slice(2)) {
  const server = await serve(site);
  const files = readdirSync(site, { recursive: true }).filter((file) => file.endsWith('.html'));
  const addresses = files.map((file) => server.base + encodeURI(relative('.', file).split(sep).join('/')));
  const status = await validate(addresses);
  server.close();
  if (status !== 0) process.exit(status);
  console.log(`${files.length} pages are valid`);
}
process.exit();
