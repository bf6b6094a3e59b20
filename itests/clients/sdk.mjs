// Makes the calls of the stock OWT JavaScript SDK in its order and with its options: reads one JSON command a line, prints one JSON
// line for whatever happens. usage: node sdk.mjs socket.io-client-3|socket.io-client-4 string|object
//   {"do":"join","token":"…"}               {"seen":"joined","data":{}}  {"seen":"refused","reason":"…"}
//   {"do":"send","id":7,"message":"…"}      {"seen":"sent","id":7,"status":"ok"}     "to" may name somebody
//   {"do":"refresh","id":8}                 what its timer does; {"seen":"refreshed","id":8}
//   {"do":"cut"}  {"do":"leave"}            {"seen":"relogin","status":"…","data":…}  {"seen":"left"}  {"seen":"serverdisconnected"}
//   {"seen":"ticket","refreshInMillis":…}   {"seen":"participantjoined","user":"…"}  {"seen":"participantleft","participant":"…"}
//   {"seen":"messagereceived","origin":"…","message":"…"}
// With "object" it asks for the answer to relogin that carries what was missed, and passes over what it has counted already.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [library, answer] = process.argv.slice(2);
const { io } = createRequire(import.meta.url)(library);
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');
const decode = (base64) => JSON.parse(Buffer.from(base64.charAt(0) + base64.slice(1), 'base64').toString('utf8'));

let socket;
let ticket;
let loggedIn = false;
let attempts = 0;
let counted = 0;

const hear = {
  participant({ action, data }) {
    if (action === 'join') say({ seen: 'participantjoined', ...data });
    else say({ seen: 'participantleft', participant: data });
  },
  text({ from, to, message }) {
    say({ seen: 'messagereceived', origin: from, to, message });
  },
  stream(data) {
    say({ seen: 'stream', ...data });
  },
  progress(data) {
    say({ seen: 'progress', ...data });
  },
};
const keepTicket = (fresh) => {
  ticket = fresh;
  const { notAfter } = decode(ticket); // throws if it is no string, as the SDK does
  const left = notAfter - Date.now();
  say({ seen: 'ticket', refreshInMillis: left > 60_000 ? left - 60_000 : left - 10_000 });
};
const takeMissed = ({ ticket: fresh, messages }) => {
  keepTicket(fresh);
  for (const { event, data, seq } of messages) {
    if (seq > counted) {
      counted = seq;
      hear[event](data);
    }
  }
};
const comeBack = () => {
  socket.emit('relogin', ticket, (status, data) => {
    say({ seen: 'relogin', status, data });
    if (status !== 'ok') say({ seen: 'serverdisconnected' });
    else if (answer === 'object') takeMissed(data);
    else keepTicket(data);
  });
};
const commands = {
  join({ token }) {
    const { host, secure } = decode(token);
    if (typeof host !== 'string') throw new TypeError('the token names no host');
    const url = host.includes('http') ? host : (secure ? 'https://' : 'http://') + host;
    socket = io(url, { reconnection: true, reconnectionAttempts: 10, 'force new connection': true });
    for (const [event, listener] of Object.entries(hear)) {
      socket.on(event, (data) => {
        counted += 1;
        listener(data);
      });
    }
    socket.on('drop', () => {
      attempts = 10;
    });
    socket.on('disconnect', (reason) => {
      say({ seen: 'disconnect', reason });
      if (attempts >= 10) say({ seen: 'serverdisconnected' });
    });
    socket.on('connect_error', () => {
      if (!loggedIn) say({ seen: 'refused', reason: 'connect_error:' + url });
    });
    const login = { token, userAgent: { sdk: { version: '5.0', type: 'JavaScript' } }, protocol: '1.2' };
    if (answer === 'object') login.reconnection = { ack: 'object' };
    socket.emit('login', login, (status, data) => { // before it is connected
      if (status !== 'ok') {
        say({ seen: 'refused', reason: data });
        return;
      }
      loggedIn = true;
      keepTicket(data.reconnectionTicket);
      socket.on('connect', comeBack);
      const me = data.room.participants.find((one) => one.id === data.id);
      say({ seen: 'joined', me, room: data.room });
    });
    socket.io.engine.on('upgrade', () => say({ seen: 'upgrade' }));
    socket.io.on('open', () => socket.io.engine.on('upgrade', () => say({ seen: 'upgrade' })));
  },
  send({ id, to = 'all', message }) {
    socket.emit('text', { to, message }, (status, data) => say({ seen: 'sent', id, status, data }));
  },
  refresh({ id }) {
    socket.emit('refreshReconnectionTicket', (status, data) => {
      if (status === 'ok') keepTicket(data);
      say({ seen: 'refreshed', id, status });
    });
  },
  cut() {
    socket.io.engine.transport.ws ? socket.io.engine.transport.ws.terminate() : socket.io.engine.close();
  },
  leave() {
    socket.emit('logout', (status) => {
      say({ seen: 'left', status });
      socket.close();
    });
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    commands[command.do](command);
  })
  .on('close', () => process.exit(0));
say({ seen: 'started' });
