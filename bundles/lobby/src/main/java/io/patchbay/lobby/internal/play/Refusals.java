package io.patchbay.lobby.internal.play;

import io.patchbay.api.lobby.StartRefusal;
import io.patchbay.api.lobby.StartState;

/** What players are told who have no start. No state. */
final class Refusals {
    static final StartState UNKNOWN = new StartState.Refused(StartRefusal.UNKNOWN, 0);
    static final StartState KEY_REUSED = new StartState.Refused(StartRefusal.KEY_REUSED, 0);
    static final StartState SUPERSEDED = new StartState.Refused(StartRefusal.SUPERSEDED, 0);
    static final StartState LINE_FULL = new StartState.Refused(StartRefusal.LINE_FULL, 5_000);
    static final StartState NOT_READY = new StartState.Refused(StartRefusal.NOT_READY, 1_000);

    private Refusals() {}
}
