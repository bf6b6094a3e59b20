package io.patchbay.sandbox;

import io.patchbay.sandbox.http.Fate;
import io.patchbay.sandbox.http.Gateway;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Counts requests, and tells which of them something befalls. Thread-safe. */
final class Troubles implements Gateway.Mischief {
    private final List<Counted> faults = new CopyOnWriteArrayList<>();

    private record Counted(Fault fault, AtomicLong requests) {}

    Troubles(List<Fault> faults) {
        faults.forEach(this::add);
    }

    void add(Fault fault) {
        faults.add(new Counted(fault, new AtomicLong()));
    }

    void clear() {
        faults.clear();
    }

    @Override
    public Gateway.Misfortune befalls(String method, String path) {
        for (Counted counted : faults) {
            Fault fault = counted.fault();
            if (fault.fits(method, path) && fault.befalls(counted.requests().incrementAndGet())) {
                return misfortune(fault);
            }
        }
        return Gateway.Misfortune.NONE;
    }

    private static Gateway.Misfortune misfortune(Fault fault) {
        Duration none = Duration.ZERO;
        return switch (fault.effect()) {
            case STATUS -> new Gateway.Misfortune(fault.number(), none, false, false, Fate.USUAL);
            case DELAY -> new Gateway.Misfortune(0, Duration.ofMillis(fault.number()), false, false, Fate.USUAL);
            case CUT -> new Gateway.Misfortune(0, none, true, false, Fate.USUAL);
            case LOSE -> new Gateway.Misfortune(0, none, false, true, Fate.USUAL);
            case FAIL -> new Gateway.Misfortune(0, none, false, false, Fate.FAILS);
            case STICK -> new Gateway.Misfortune(0, none, false, false, Fate.STICKS);
        };
    }
}
