// For which purposes there are workers.

/** Their names, in order. Asked once, not listened to: of many workers there is much to tell. Throws Refused. */
export async function purposesOfWorkers(page) {
  const { workers } = await page.get('/cluster/v1/workers?tasks=false&ages=false');
  return [...new Set(workers.map(({ purpose }) => purpose))].sort();
}
