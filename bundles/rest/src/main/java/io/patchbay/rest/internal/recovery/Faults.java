package io.patchbay.rest.internal.recovery;

import io.patchbay.api.recovery.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is wrong with something that was submitted: each place once, the first {@value #MOST} of them. Confined to one thread. */
final class Faults {
    static final int MOST = 1000;

    private final List<Fault> found = new ArrayList<>();

    void add(String code, String pointer, Optional<String> task, String message) {
        add(new Fault(code, pointer, message, task, OptionalInt.empty()));
    }

    /** Notes what another check has found, but for what follows from something that is noted already. */
    void addAll(List<Fault> others) {
        List<String> places = found.stream().map(Fault::pointer).toList();
        others.stream()
                .filter(fault -> places.stream()
                        .noneMatch(place -> (fault.pointer() + "/").startsWith(place + "/")
                                || (place + "/").startsWith(fault.pointer() + "/")))
                .forEach(this::add);
    }

    private void add(Fault fault) {
        if (found.size() < MOST) {
            found.add(fault);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Fault> list() {
        return List.copyOf(found);
    }
}
