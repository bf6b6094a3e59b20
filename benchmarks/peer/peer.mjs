// A bare socket.io server for the traffic that `./patchbay bench portal` sends to a node: it checks nothing and keeps nothing.
// Prints "ready URL". With --recovery, connection state recovery is on. GET /memory tells what is alive after a collection.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer((request, response) => {
  if (request.url !== '/memory') {
    response.writeHead(404).end();
    return;
  }
  globalThis.gc();
  const { rss, heapTotal, heapUsed } = process.memoryUsage();
  response.setHeader('Connection', 'close'); // the next question comes long after this connection would time out
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ heap: heapUsed, native: rss - heapTotal }));
});

const recovery = process.argv.includes('--recovery') ? { connectionStateRecovery: { maxDisconnectionDuration: 60_000 } } : {};
const io = new Server(server, recovery);
const rooms = new Map(); // name -> Map of socket id -> participant

io.on('connection', (socket) => {
  let room = socket.recovered ? socket.data.room : undefined;

  const leave = () => {
    if (room === undefined) {
      return;
    }
    const here = rooms.get(room);
    here.delete(socket.id);
    if (here.size === 0) {
      rooms.delete(room);
    }
    io.to(room).emit('participant', { action: 'leave', data: socket.id });
    socket.leave(room);
    room = undefined;
  };

  socket.on('login', ({ room: name }, acknowledge) => {
    const participant = { id: socket.id, user: 'user', role: 'presenter' };
    if (!rooms.has(name)) {
      rooms.set(name, new Map());
    }
    io.to(name).emit('participant', { action: 'join', data: participant });
    rooms.get(name).set(socket.id, participant);
    socket.join(name);
    room = name;
    socket.data.room = name;
    acknowledge('ok', {
      id: socket.id,
      user: participant.user,
      role: participant.role,
      room: { id: name, views: ['common'], participants: [...rooms.get(name).values()], streams: [] },
    });
  });
  socket.on('text', ({ to, message }, acknowledge) => {
    io.to(room).emit('text', { from: socket.id, to, message });
    acknowledge('ok');
  });
  socket.on('logout', (acknowledge) => {
    leave();
    acknowledge('ok');
  });
  socket.on('disconnect', () => {
    if (!('connectionStateRecovery' in recovery)) {
      leave();
    }
  });
});

// its 5 s would end a connection at the moment when a client that polls sends something after a pause
server.keepAliveTimeout = 120_000;

// as many may knock at once as at the node
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => console.log(`ready http://127.0.0.1:${server.address().port}`));
