// The browsers of the reader's story: what is driven how, and what is missing here.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Builder } from 'selenium-webdriver';
import chrome from 'selenium-webdriver/chrome.js';
import firefox from 'selenium-webdriver/firefox.js';
import { root } from './site.mjs';

const first = (...paths) => paths.find((path) => path && existsSync(path));

/** Chromium and its driver as Debian installs them. */
const chromium = {
  name: 'Chromium',
  binary: first(process.env.CHROME, '/usr/bin/chromium'),
  driver: first(process.env.CHROMEDRIVER, '/usr/bin/chromedriver'),
  start(profile) {
    const options = new chrome.Options()
      .setChromeBinaryPath(this.binary)
      .addArguments(
        '--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync',
        `--user-data-dir=${profile}`,
      );
    return new Builder()
      .forBrowser('chrome')
      .setChromeOptions(options)
      .setChromeService(new chrome.ServiceBuilder(this.driver))
      .build();
  },
};

/** Debian's firefox-esr; geckodriver from the crate registry. */
const gecko = {
  name: 'Firefox',
  binary: first(process.env.FIREFOX, '/usr/bin/firefox-esr'),
  driver: first(process.env.GECKODRIVER, join(root, 'target/tools/bin/geckodriver')),
  start(profile) {
    const options = new firefox.Options().setBinary(this.binary).addArguments('-headless', '-profile', profile);
    return new Builder()
      .forBrowser('firefox')
      .setFirefoxOptions(options)
      .setFirefoxService(new firefox.ServiceBuilder(this.driver))
      .build();
  },
};

/** Where Debian keeps WebKitGTK's MiniBrowser: a folder for the architecture, one for the API's version. */
function miniBrowsers() {
  const inside = (folder, start) =>
    statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder).filter((name) => name.startsWith(start)).map((name) => join(folder, name)) : [];
  const folders = inside('/usr/lib', '').flatMap((folder) => inside(folder, 'webkit2gtk-4.'));
  return folders.map((folder) => join(folder, 'MiniBrowser'));
}

/** A port that was free a moment ago. */
async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/**
 * WebKitGTK's MiniBrowser; it wants a display, and keeps its data in the folder
 * that the environment names.
 */
const webkit = {
  name: 'WebKit',
  binary: first(process.env.MINIBROWSER, ...miniBrowsers()),
  driver: first(process.env.WEBKITDRIVER, '/usr/bin/WebKitWebDriver'),
  display: first('/usr/bin/Xvfb'),
  async start(profile) {
    const port = await freePort();
    const environment = { ...process.env, XDG_DATA_HOME: profile, XDG_CACHE_HOME: profile, WEBKIT_DISABLE_COMPOSITING_MODE: '1' };
    const server = spawn('xvfb-run', ['-a', this.driver, `--port=${port}`], { env: environment, stdio: 'ignore', detached: true });
    const options = { binary: this.binary, args: ['--automation'] };
    const driver = await retry(() =>
      new Builder()
        .usingServer(`http://127.0.0.1:${port}`)
        .withCapabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options })
        .build());
    const quit = driver.quit.bind(driver);
    driver.quit = async () => {
      await quit();
      process.kill(-server.pid);
    };
    return driver;
  },
};

/** Until the driver listens. */
async function retry(start, times = 40) {
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (--times === 0) throw error;
      await new Promise((passed) => setTimeout(passed, 250));
    }
  }
}

/** The engines in the order of their shares, each with what it lacks on this machine. */
export const engines = [chromium, gecko, webkit].map((engine) =>
  Object.assign(engine, { isHere: Boolean(engine.binary && engine.driver) }));
