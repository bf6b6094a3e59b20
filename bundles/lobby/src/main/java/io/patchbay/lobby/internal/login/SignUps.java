package io.patchbay.lobby.internal.login;

import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.Wait;
import java.time.Clock;
import java.util.Optional;

/** How many accounts clients may make: a few from one address, ten times as many from one network, then fewer and fewer. Thread-safe. */
final class SignUps {
    private static final int FREE = 5;
    private static final long CEILING_MILLIS = 900_000;
    private static final int MOST_KEYS = 50_000;

    private final Clock clock;
    private final Failures ofAddress = new Failures(FREE, CEILING_MILLIS, MOST_KEYS);
    private final Failures ofNetwork = new Failures(FREE * 10, CEILING_MILLIS, MOST_KEYS);

    SignUps(Clock clock) {
        this.clock = clock;
    }

    /** Counts one more, or says how long to wait. */
    Optional<Wait> take(ClientAddress from) {
        long now = clock.millis();
        String address = from.text();
        String network = from.network().text();
        long millis = Math.max(ofAddress.waitMillis(address, now), ofNetwork.waitMillis(network, now));
        if (millis > 0) {
            return Optional.of(new Wait(Wait.Reason.THROTTLED, millis));
        }
        ofAddress.add(address, now);
        ofNetwork.add(network, now);
        return Optional.empty();
    }
}
