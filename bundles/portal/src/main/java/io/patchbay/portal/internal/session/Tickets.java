package io.patchbay.portal.internal.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ids of the tickets by which one session may be resumed. Confined to the session's lock. */
final class Tickets {
    private static final int MOST = 16; // refreshed since the last resume

    private final Set<String> good = new LinkedHashSet<>(2); // oldest first
    private Optional<Handover> handover = Optional.empty();

    /** Those of before stay good until one of them is used, but not for ever. */
    void add(String id) {
        good.add(id);
        if (good.size() > MOST) {
            good.remove(good.iterator().next());
        }
    }

    void addAll(List<String> ids) {
        ids.forEach(this::add);
    }

    boolean contains(String id) {
        return good.contains(id);
    }

    /** Whether a ticket was used for a resumption whose answer is not known to have arrived. */
    boolean mayBeLost(String id) {
        return handover.filter(last -> last.mayBeLost(id)).isPresent();
    }

    /** By what the client learns of its next ticket. */
    void answered(Handover last) {
        handover = Optional.of(last);
    }

    void clear() {
        good.clear();
    }

    /** All that are good, or may have to be. */
    List<String> all() {
        List<String> all = new ArrayList<>(good);
        handover.filter(last -> last.mayBeLost(last.ticket())).ifPresent(last -> all.add(last.ticket()));
        return all;
    }
}
