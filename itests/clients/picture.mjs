// Takes the picture that README opens with: the dashboard over ./patchbay demo, once its charts are full.
// usage: node picture.mjs [FILE.png]   needs what the tests need: npm ci here, Debian's chromium
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const inCheckout = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const FILE = process.argv[2] ?? inCheckout('docs/pictures/dashboard.png');
const DEMO_MILLIS = 900_000; // until what is missing is built, and all its steps are played
const CHART_MILLIS = 125_000; // charts show two minutes

/** The demo, once it stays: where its dashboard is, and the password. */
async function demo() {
  const process = spawn(inCheckout('patchbay'), ['demo'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      process.kill('SIGINT');
      reject(new Error(`the demo is not done but says:\n${said}`));
    }, DEMO_MILLIS);
    process.on('exit', () => reject(new Error(`the demo has ended:\n${said}`)));
    process.stdout.on('data', (data) => {
      said += data;
      if (!said.includes('Ctrl-C')) return;
      clearTimeout(late);
      resolve();
    });
  });
  const [url] = said.match(/http:\S+\/console/);
  const [credentials] = said.match(/\S+credentials\.json/);
  return { process, url, password: JSON.parse(await readFile(credentials, 'utf8')).admin.password };
}

const { process: running, url, password } = await demo();
let browser;
try {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 1320 }, colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(url);
  await page.locator('[name=password]').fill(password);
  await page.locator('button.primary').click();
  await page.locator('main h1').waitFor();
  await page.waitForTimeout(CHART_MILLIS);
  await page.screenshot({ path: FILE });
} finally {
  running.removeAllListeners('exit');
  running.kill('SIGINT'); // whatever comes of the browser
  await browser?.close();
}
