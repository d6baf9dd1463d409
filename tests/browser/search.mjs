// The search without a browser: its scripts and the files of a built site in a room of their own.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

const PURE = ['documents', 'engine', 'find', 'shards', 'typos', 'words'];

/** The search over the site built into `output`; `loaded` gathers which files it read. */
export function search(root, output) {
  const loaded = [];
  const room = vm.createContext({ hotseat: { root: '', search: {} } });
  const run = (path) => vm.runInContext(readFileSync(path, 'utf8'), room, { filename: path });
  const folder = join(root, 'themes/default/scripts/search');
  for (const name of readdirSync(folder).sort()) {
    if (PURE.includes(name.replace('.js', ''))) run(join(folder, name));
  }
  const { search } = room.hotseat;
  search.fetch = async (name) => {
    if (loaded.includes(name)) return;
    loaded.push(name);
    run(join(output, `search/${name}.js`));
  };
  return { search, loaded };
}
