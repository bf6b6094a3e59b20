// A stock socket.io client on strings: reads one JSON command a line, prints one JSON line for whatever happens.
// usage: node puppet.mjs socket.io-client-2|socket.io-client-3|socket.io-client-4 websocket|polling|upgrade
//   {"do":"connect","url":"http://…"}            {"seen":"connect","id":"…"} {"seen":"disconnect","reason":"…"} {"seen":"event","name":"…","data":[…]}
//   {"do":"emit","id":7,"name":"text","data":{}}  {"seen":"ack","id":7,"data":[…]}
//   {"do":"cut"}  breaks the transport without a word       {"do":"close"}  closes as a client does
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
const [library, transport] = process.argv.slice(2);
const loaded = require(library);
const io = loaded.io ?? loaded; // version 2 is the function itself
const transports = transport === 'upgrade' ? ['polling', 'websocket'] : [transport];
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');

let socket;
const onAny = (listener) => {
  if (socket.onAny) return socket.onAny(listener);
  const { onevent } = socket; // version 2 has no other way to hear everything
  socket.onevent = (packet) => {
    listener(...packet.data);
    onevent.call(socket, packet);
  };
};
const commands = {
  connect({ url }) {
    socket = io(url, { transports, reconnection: true, reconnectionAttempts: 10, reconnectionDelay: 100, forceNew: true });
    socket.on('connect', () => say({ seen: 'connect', id: socket.id }));
    socket.on('disconnect', (reason) => say({ seen: 'disconnect', reason }));
    socket.on('connect_error', (error) => say({ seen: 'connect_error', message: error.message }));
    onAny((name, ...data) => say({ seen: 'event', name, data }));
    socket.io.engine?.on?.('upgrade', (to) => say({ seen: 'upgrade', to: to.name }));
  },
  emit({ id, name, data }) {
    const answer = (...answered) => say({ seen: 'ack', id, data: answered });
    if (data === undefined) socket.emit(name, answer);
    else socket.emit(name, data, answer);
  },
  cut() {
    socket.io.engine.transport.ws ? socket.io.engine.transport.ws.terminate() : socket.io.engine.close();
  },
  close() {
    socket.close();
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    commands[command.do](command);
  })
  .on('close', () => process.exit(0));
say({ seen: 'started' });
