package io.patchbay.portal.internal.engineio;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether more of what the client sends may come in. While somebody above the session has too much of it waiting, frames do not count
 * as dealt with, so that hardly any more are read, nor is the last body answered. Confined to the session's turns.
 */
final class Backpressure {
    private final Set<Object> crowded = new HashSet<>(1);
    private final List<Runnable> waiting = new ArrayList<>(0); // a few frames and one body at most
    private boolean over;

    /** @param who has too much waiting, or not any more */
    void crowd(Object who, boolean isCrowded) {
        boolean unused = isCrowded ? crowded.add(who) : crowded.remove(who);
        letIn();
    }

    /** Has the last one count as dealt with, now or once there is room. */
    void afterwards(Runnable done) {
        if (over || crowded.isEmpty()) {
            done.run();
        } else {
            waiting.add(done);
        }
    }

    /** The session is over: what comes in now harms nobody. */
    void end() {
        over = true;
        letIn();
    }

    private void letIn() {
        if ((over || crowded.isEmpty()) && !waiting.isEmpty()) {
            List<Runnable> dealtWith = List.copyOf(waiting);
            waiting.clear();
            dealtWith.forEach(Runnable::run);
        }
    }
}
