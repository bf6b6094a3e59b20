// Sessions and rooms: who is here, what each session went through, and who is in which room. Three views of one page:
// #/sessions, #/sessions/one/PARTICIPANT-OR-TASK, #/sessions/room/ROOM.

import { openAll } from './sessions/all.js';
import { openOne } from './sessions/one.js';
import { openRoom } from './sessions/room.js';

const VIEWS = { one: openOne, room: openRoom };

export default {
  name: 'sessions',
  title: 'Sessions',
  has: (path) => path.length === 0 || (path.length === 2 && Object.hasOwn(VIEWS, path[0])),

  open(page) {
    const [view, id] = page.path;
    return view ? VIEWS[view](page, id) : openAll(page);
  },
};
