package io.patchbay.rooms.internal;

import io.patchbay.api.rooms.JoinOutcome;
import java.util.ArrayList;
import java.util.List;

/** Those who wait for a room to be loaded. Confined to the room's serial executor. */
final class Newcomers {
    private final int most;
    private List<Newcomer> waiting = new ArrayList<>();

    Newcomers(int most) {
        this.most = most;
    }

    /** False if too many wait already. */
    boolean add(Newcomer newcomer) {
        return waiting.size() < most && waiting.add(newcomer);
    }

    List<Newcomer> takeAll() {
        List<Newcomer> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }

    void refuseAll(JoinOutcome refusal) {
        takeAll().forEach(newcomer -> newcomer.refuse(refusal));
    }

    /** Someone may leave before the room is loaded: then the join is what fails, and nobody has to be told. */
    boolean cancel(String participant, JoinOutcome refusal) {
        List<Newcomer> cancelled = waiting.stream()
                .filter(newcomer -> newcomer.joining().participant().id().equals(participant))
                .toList();
        waiting.removeAll(cancelled);
        cancelled.forEach(newcomer -> newcomer.refuse(refusal));
        return !cancelled.isEmpty();
    }
}
