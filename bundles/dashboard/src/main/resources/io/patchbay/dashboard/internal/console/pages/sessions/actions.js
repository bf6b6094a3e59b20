// What an operator does to sessions, rooms, and the node that has them.

export async function say(page, room, to, name) {
  const answer = await page.form({
    title: `Send a text to ${name}`,
    text: 'Clients get it like a text of a participant; it is from “operator”.',
    button: 'Send',
    fields: [{ name: 'message', label: 'Text', type: 'textarea', required: true }],
  });
  if (!answer) return;
  await page.attempt(() => page.send('POST', `/cluster/v1/rooms/${encodeURIComponent(room)}/text`, { to, message: answer.message }), 'Sent.');
}

export async function kick(page, room, participant, name) {
  const sure = await page.confirm({
    title: `Remove ${name}?`,
    text: 'Its connection ends, and the others are told that it has left. With another token it may come again.',
    button: 'Remove',
    danger: true,
  });
  if (!sure) return;
  await page.attempt(() => page.send('DELETE', `/cluster/v1/rooms/${encodeURIComponent(room)}/participants/${encodeURIComponent(participant)}`),
    `${name} is removed.`);
}

export async function close(page, room) {
  const sure = await page.confirm({
    title: 'Close this room?',
    text: 'Everybody in it is removed. The room itself stays, and who has a token may come again.',
    button: 'Close',
    danger: true,
  });
  if (!sure) return;
  await page.attempt(() => page.send('DELETE', `/cluster/v1/rooms/${encodeURIComponent(room)}/participants`), 'The room is closed.');
}

export async function beginDrain(page) {
  const answer = await page.form({
    title: 'Drain this node',
    text: 'It gets no new clients from now on. Those who are here may go in their own time; at the deadline they are cut off, and come'
      + ' back by themselves once the node is restarted or the drain is taken back.',
    button: 'Drain',
    danger: true,
    fields: [{ name: 'seconds', label: 'Deadline, in seconds', type: 'number', value: '600', required: true }],
  });
  if (!answer) return;
  await page.attempt(() => page.send('POST', '/cluster/v1/drain', { deadlineMillis: Number(answer.seconds) * 1_000 }), 'The drain has begun.');
}
