package io.patchbay.lobby.internal.login;

import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.Wait;
import java.time.Clock;
import java.util.Optional;

/**
 * Slows down who guesses passwords: by account, by address and by network. A client at an address from which its account has logged in
 * before is judged by what went wrong for that account at that address alone, so that nobody can lock it out from elsewhere. Thread-safe.
 */
final class Throttle {
    private static final int MOST_KEYS =
            50_000; // of each kind, 300 bytes each at most: ids are 64 characters, addresses 39

    private final Clock clock;
    private final Failures ofAccount;
    private final Failures ofAddress;
    private final Failures ofNetwork;
    private final Failures ofPair;

    /**
     * @param free how many failures of an account make nobody wait; an address may have twice as many, a network ten times
     * @param ceilingMillis the longest wait
     */
    Throttle(Clock clock, int free, long ceilingMillis) {
        this.clock = clock;
        this.ofAccount = new Failures(free, ceilingMillis, MOST_KEYS);
        this.ofAddress = new Failures(free * 2, ceilingMillis, MOST_KEYS);
        this.ofNetwork = new Failures(free * 10, ceilingMillis, MOST_KEYS);
        this.ofPair = new Failures(free, ceilingMillis, MOST_KEYS);
    }

    /** Who begins to be slowed down: strangers to an account, an address, a network. */
    record Slowed(boolean account, boolean address, boolean network) {}

    /** An attempt that has begun. */
    final class Attempt {
        private final String account;
        private final ClientAddress address;

        private Attempt(String account, ClientAddress address) {
            this.account = account;
            this.address = address;
        }

        /** It was right. */
        void succeeded() {
            takeBack();
            ofPair.clear(pair(account, address));
        }

        /** It was wrong: who has to wait because of that, and did not before. */
        Slowed failed() {
            long now = clock.millis();
            return new Slowed(
                    ofAccount.isNews(account, now),
                    ofAddress.isNews(address.text(), now),
                    ofNetwork.isNews(address.network().text(), now));
        }

        /** It was not looked at. */
        void takeBack() {
            ofAccount.takeBack(account);
            ofAddress.takeBack(address.text());
            ofNetwork.takeBack(address.network().text());
            ofPair.takeBack(pair(account, address));
        }
    }

    /** Whether a stranger at that address would have to wait; then it matters whether it is one. */
    Optional<Wait> strangersWait(String account, ClientAddress address) {
        long now = clock.millis();
        return delay(Math.max(
                ofAccount.waitMillis(account, now),
                Math.max(
                        ofAddress.waitMillis(address.text(), now),
                        ofNetwork.waitMillis(address.network().text(), now))));
    }

    /** Whether somebody who has logged in from there before has to wait. */
    Optional<Wait> acquaintancesWait(String account, ClientAddress address) {
        return delay(ofPair.waitMillis(pair(account, address), clock.millis()));
    }

    /** Counts an attempt as failed until it is known to be otherwise, so that many at once are no way around. */
    Attempt begin(String account, ClientAddress address) {
        long now = clock.millis();
        ofAccount.add(account, now);
        ofAddress.add(address.text(), now);
        ofNetwork.add(address.network().text(), now);
        ofPair.add(pair(account, address), now);
        return new Attempt(account, address);
    }

    private static Optional<Wait> delay(long millis) {
        return millis > 0 ? Optional.of(new Wait(Wait.Reason.THROTTLED, millis)) : Optional.empty();
    }

    private static String pair(String account, ClientAddress address) {
        return account + " " + address.text(); // an id has no spaces
    }
}
