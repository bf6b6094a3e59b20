// A browser that measures what an operator feels: reads one JSON command a line, answers each with one JSON line,
// {"done":…} or {"failed":"…"}. usage: node browser.mjs /usr/bin/chromium
//   {"do":"login","url":"…","password":"…"}
//   {"do":"open","url":"…","content":"css"}   a new tab → { contentMillis }: from the navigation until the content is there
//   {"do":"look","millis":20000}              → { longestTaskMillis, taskMillis, streamBytesPerSecond }
//   {"do":"scroll","table":"its label"}       → { frames, lateFrames, longestTaskMillis }; frames: 0 where there is nothing to scroll
// Tasks are those of the main thread, in milliseconds of its CPU: the machine has other things to do as well.
//   {"do":"weigh"}                            → { heapBytes, elements }, after a collection
//   {"do":"close"}                            the tab
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const PATIENCE_MILLIS = 60_000;
const SCROLL_FRAMES = 180;
const SCROLL_PIXELS = 120; // four rows a frame: a good turn of the wheel
const LATE_MILLIS = 50; // under 20 frames a second is seen as a stutter

const program = await chromium.launch({ executablePath: process.argv[2], args: ['--no-sandbox', '--disable-gpu'], timeout: PATIENCE_MILLIS });
const browser = await program.newContext({ viewport: { width: 1280, height: 900 } });
browser.setDefaultTimeout(PATIENCE_MILLIS);
const tracing = await program.newBrowserCDPSession();
let page;
let session; // of the page's debugger
let streamed = 0; // bytes

/** Runs in the page before its own scripts. */
function watchItself(content) {
  window.measured = { contentMillis: null };
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

/** What the main thread does meanwhile: only the tab that is open does anything. */
async function traced(meanwhile) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  tracing.on('Tracing.dataCollected', collect);
  const over = new Promise((resolve) => { tracing.once('Tracing.tracingComplete', resolve); });
  await tracing.send('Tracing.start', {
    transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] },
  });
  const result = await meanwhile();
  await tracing.send('Tracing.end');
  await over;
  tracing.off('Tracing.dataCollected', collect);
  const threadOf = ({ pid, tid }) => `${pid} ${tid}`;
  const mains = new Set(events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf));
  const tasks = events.filter((event) => event.name === 'ThreadControllerImpl::RunTask' && mains.has(threadOf(event)))
    .map(({ tdur = 0 }) => tdur / 1_000);
  if (tasks.length === 0) throw new Error('this browser traces no tasks');
  return { ...result, longestTaskMillis: tasks.reduce((most, one) => Math.max(most, one)), taskMillis: tasks.reduce((sum, one) => sum + one) };
}

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
    return { contentMillis };
  },
  async look({ millis }) {
    streamed = 0;
    return traced(async () => {
      await new Promise((resolve) => { setTimeout(resolve, millis); });
      return { streamBytesPerSecond: (streamed * 1_000) / millis };
    });
  },
  scroll: ({ table }) => traced(
    () => page.evaluate(scrollTable, { table, frames: SCROLL_FRAMES, pixels: SCROLL_PIXELS, late: LATE_MILLIS })),
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
await program.close();
