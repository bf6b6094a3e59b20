package io.patchbay.api.hotswap;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Whether a jar holds to the contracts of its plug-ins.
 *
 * @param sha256 of the jar, 64 hex digits
 * @param since when it came to its state
 * @param checks what was looked at, in order; empty unless it held or was broken
 * @param problem why it ended without an answer; empty otherwise
 */
public record Verification(String sha256, State state, Instant since, List<ContractCheck> checks, String problem) {
    /** Keeps a copy. */
    public Verification {
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(state);
        Objects.requireNonNull(since);
        Objects.requireNonNull(problem);
        checks = List.copyOf(checks);
    }

    /** How far it is. */
    public enum State {
        /** Others are looked at before it. */
        WAITING,
        /** It is being looked at. */
        RUNNING,
        /** Every check held. */
        HELD,
        /** Some check did not hold, or was not tried for one that did not. */
        BROKEN,
        /** It could not be found out. */
        FAILED;

        /** As it stands in JSON, for example {@code held}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
