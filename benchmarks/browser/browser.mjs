// A browser that measures what an operator feels: reads one JSON command a line, answers each with one JSON line,
// {"done":…} or {"failed":"…"}. usage: node browser.mjs /usr/bin/chromium
//   {"do":"login","url":"…","password":"…"}
//   {"do":"open","url":"…","content":"css"}   a new tab → { contentMillis }: from the navigation until the content is there
//   {"do":"look","millis":20000}              → { longestTaskMillis, streamBytesPerSecond }
//   {"do":"scroll","table":"its label"}       → { frames, lateFrames, longestTaskMillis }; frames: 0 where there is nothing to scroll
//   {"do":"weigh"}                            → { heapBytes, elements }, after a collection
//   {"do":"close"}                            the tab
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const PATIENCE_MILLIS = 60_000;
const SCROLL_FRAMES = 180;
const SCROLL_PIXELS = 120; // four rows a frame: a good turn of the wheel
const LATE_MILLIS = 50; // under 20 frames a second is seen as a stutter

const profile = await mkdtemp(join(tmpdir(), 'patchbay-browser-'));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.argv[2],
  args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--no-first-run', '--disable-quic'],
  viewport: { width: 1280, height: 900 },
  timeout: PATIENCE_MILLIS,
});
browser.setDefaultTimeout(PATIENCE_MILLIS);
let page;
let session; // of the debugger
let streamed = 0; // bytes

/** Runs in the page before its own scripts. */
function watchItself(content) {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  window.measured = { tasks, contentMillis: null };
  const look = () => {
    if (document.querySelector(content)) window.measured.contentMillis = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page: goes through a table from its begin to its end and back, until there were enough frames. */
function scrollTable({ table, frames, pixels, late }) {
  const region = document.querySelector(`.scroll[aria-label="${table}"]`);
  if (!region || region.scrollHeight <= region.clientHeight) return { frames: 0, lateFrames: 0 };
  return new Promise((resolve) => {
    let [seen, lateFrames, step, last] = [0, 0, pixels, performance.now()];
    const frame = () => {
      const now = performance.now();
      if (now - last > late) lateFrames++;
      last = now;
      if (++seen > frames) return resolve({ frames, lateFrames });
      const before = region.scrollTop;
      region.scrollTop += step;
      if (region.scrollTop === before) step = -step;
      return requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

const longestTask = () => page.evaluate(() => Math.max(0, ...window.measured.tasks.splice(0)));

const commands = {
  async login({ url, password }) {
    page = await browser.newPage();
    await page.goto(url);
    await page.locator('[name=password]').fill(password);
    await page.locator('button.primary').click();
    await page.locator('#pages a').first().waitFor();
    await page.close();
  },
  async open({ url, content }) {
    page = await browser.newPage();
    session = await browser.newCDPSession(page);
    await session.send('Network.enable');
    const streams = new Set();
    session.on('Network.requestWillBeSent', ({ requestId, type }) => type === 'EventSource' && streams.add(requestId));
    session.on('Network.dataReceived', ({ requestId, dataLength, encodedDataLength }) => {
      if (streams.has(requestId)) streamed += encodedDataLength || dataLength;
    });
    await page.addInitScript(watchItself, content);
    await page.goto(url);
    const contentMillis = await page.waitForFunction(() => window.measured.contentMillis).then((handle) => handle.jsonValue())
      .catch(async () => { throw new Error(`${url} shows no ${content} but: ${(await page.locator('body').innerText()).slice(0, 500)}`); });
    await longestTask(); // what loading took is in the time until the content is there
    return { contentMillis };
  },
  async look({ millis }) {
    streamed = 0;
    await new Promise((resolve) => { setTimeout(resolve, millis); });
    return { streamBytesPerSecond: (streamed * 1_000) / millis, longestTaskMillis: await longestTask() };
  },
  async scroll({ table }) {
    const scrolled = await page.evaluate(scrollTable, { table, frames: SCROLL_FRAMES, pixels: SCROLL_PIXELS, late: LATE_MILLIS });
    return { ...scrolled, longestTaskMillis: await longestTask() };
  },
  async weigh() {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return { heapBytes: usedSize, elements: await page.evaluate(() => document.querySelectorAll('*').length) };
  },
  close: () => page.close(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  let answer;
  try {
    answer = { done: (await commands[command.do](command)) ?? {} };
  } catch (error) {
    answer = { failed: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
await browser.close();
await rm(profile, { recursive: true, force: true });
