// Sessions and rooms: who is here, what each session went through, and who is in which room. Three views of one page:
// #/sessions, #/sessions/one/PARTICIPANT-OR-TASK, #/sessions/room/ROOM.

import { openAll } from './sessions/all.js';
import { openOne } from './sessions/one.js';
import { openRoom } from './sessions/room.js';

export default {
  name: 'sessions',
  title: 'Sessions',

  open(page) {
    const [view, id] = page.path;
    if (view === 'one' && id) return openOne(page, id);
    if (view === 'room' && id) return openRoom(page, id);
    return openAll(page);
  },
};
