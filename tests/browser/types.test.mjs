// The scripts of the themes agree with their types.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

test('tsc finds nothing wrong with the scripts of the themes', () => {
  const tsc = createRequire(import.meta.url).resolve('typescript/package.json').replace('package.json', 'bin/tsc');
  const project = fileURLToPath(new URL('jsconfig.json', import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [tsc, '--project', project], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});
