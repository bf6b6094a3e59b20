// A real browser on strings: reads one JSON command a line, answers each with one JSON line, {"done":…} or {"failed":"…"}.
// usage: node browser.mjs /usr/bin/chromium
//   {"do":"open","url":"…","user":"…","password":"…"}  {"do":"click","on":"css or text=…"}  {"do":"fill","on":"…","with":"…"}
//   {"do":"choose","on":"…","with":"option or file"}   {"do":"text","on":"…"}               {"do":"picture","file":"….png"}
//   {"do":"press","key":"Enter"}                       {"do":"tamper","url":"glob"}         {"do":"honest","url":"glob"}
//   {"do":"size","width":"400","height":"800"}   {"do":"scheme","scheme":"dark"}   {"do":"offline","now":"true"}
//   {"do":"value","of":"an expression"}   {"do":"until","holds":"an expression"}   {"do":"scripts","on":"false"}
//   {"do":"barriers"}: what axe-core finds on the page that keeps people out, if it is serious or critical
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const profile = await mkdtemp(join(tmpdir(), 'patchbay-browser-'));
const quiet = ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--no-first-run', '--disable-quic'];
const faults = []; // what the page itself complains about, for example resources that it may not load
let browser;
let page;

const commands = {
  async open({ url, user, password }) {
    browser ??= await chromium.launchPersistentContext(profile, {
      executablePath: process.argv[2], args: quiet, httpCredentials: user && { username: user, password },
      viewport: { width: 1280, height: 900 }, timeout: 120_000,
    });
    if (page) return (await page.goto(url)).status();
    browser.setDefaultTimeout(120_000);
    page = browser.pages()[0] ?? await browser.newPage();
    page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    return (await page.goto(url)).status();
  },
  click: async ({ on }) => page.locator(on).first().click(),
  fill: async ({ on, with: text }) => page.locator(on).first().fill(text),
  async choose({ on, with: what }) {
    const field = page.locator(on).first();
    const isSelect = await field.evaluate((element) => element.tagName === 'SELECT');
    await (isSelect ? field.selectOption(what) : field.setInputFiles(what));
  },
  press: async ({ key }) => page.keyboard.press(key),
  tamper: async ({ url }) => void (await page.route(url, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[0] ^= 1;
    await route.fulfill({ response, body });
  })),
  honest: async ({ url }) => page.unroute(url),
  text: async ({ on }) => page.locator(on).first().innerText(),
  picture: async ({ file }) => void (await page.screenshot({ path: file, fullPage: true })),
  faults: async () => faults,
  size: async ({ width, height }) => page.setViewportSize({ width: Number(width), height: Number(height) }),
  scheme: async ({ scheme }) => page.emulateMedia({ colorScheme: scheme }),
  offline: async ({ now }) => browser.setOffline(now === 'true'),
  value: async ({ of: expression }) => page.evaluate(expression),
  async until({ holds }) { // asked from outside: the page's own policy may forbid it to evaluate text
    const end = Date.now() + 60_000;
    while (!(await page.evaluate(holds).catch(() => false))) {
      if (Date.now() > end) throw new Error(`${holds} does not hold on ${page.url()}, which says: ${await page.locator('body').innerText()}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  },
  async scripts({ on }) {
    const session = await browser.newCDPSession(page);
    await session.send('Emulation.setScriptExecutionDisabled', { value: on === 'false' });
  },
  async barriers() {
    await page.evaluate(axe.source); // as the debugger: the page's own policy would not let it in
    const found = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map(({ html }) => html.slice(0, 200)).join(' ')}`);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  let answer;
  try {
    answer = { done: (await commands[command.do](command)) ?? null };
  } catch (error) {
    answer = { failed: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
await browser?.close();
await rm(profile, { recursive: true, force: true });
