// What an operator does to sessions, rooms, and the node that has them.

const roomPath = (room) => `/cluster/v1/rooms/${encodeURIComponent(room)}`;

export const say = (page, room, to, name) => page.form({
  title: `Send a text to ${name}`,
  text: 'Clients get it like a text of a participant; it is from “operator”.',
  button: 'Send',
  fields: [{ name: 'message', label: 'Text', type: 'textarea', required: true, wanted: 'type what they are to read' }],
  act: ({ message }) => page.send('POST', `${roomPath(room)}/text`, { to, message }),
  done: 'Sent.',
});

export const kick = (page, room, participant, name) => page.confirm({
  title: `Remove ${name}?`,
  text: 'Its connection ends, and the others are told that it has left. With another token it may come again.',
  button: 'Remove',
  danger: true,
  act: () => page.send('DELETE', `${roomPath(room)}/participants/${encodeURIComponent(participant)}`),
  done: `${name} is removed.`,
});

export const close = (page, room) => page.confirm({
  title: 'Close this room?',
  text: 'Everybody in it is removed. The room itself stays, and who has a token may come again.',
  button: 'Close',
  danger: true,
  act: () => page.send('DELETE', `${roomPath(room)}/participants`),
  done: 'The room is closed.',
});

export const beginDrain = (page) => page.form({
  title: 'Drain this node',
  text: 'It gets no new clients from now on. Those who are here may go in their own time; at the deadline they are cut off, and come'
    + ' back by themselves once the node is restarted or the drain is taken back.',
  button: 'Drain',
  danger: true,
  fields: [{ name: 'seconds', label: 'Deadline, in seconds', type: 'number', value: '600', required: true, min: 0, max: 86_400 }],
  act: ({ seconds }) => page.send('POST', '/cluster/v1/drain', { deadlineMillis: Number(seconds) * 1_000 }),
  done: 'The drain has begun.',
});
