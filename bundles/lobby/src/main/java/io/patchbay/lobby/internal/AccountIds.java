package io.patchbay.lobby.internal;

import io.patchbay.api.Identifier;
import io.patchbay.api.lobby.Account;
import java.util.Locale;
import java.util.Optional;

/** How ids of accounts are kept: in lower case, since two that differ in case only would be taken for one another. No state. */
public final class AccountIds {
    private static final int STAND_INS = 4_096;

    private AccountIds() {}

    /** An id as it is kept; empty if the text can be none. It is looked at as it came: there are letters that become ASCII in lower case. */
    public static Optional<String> kept(String id) {
        return id.length() <= Account.MAX_ID_LENGTH && Identifier.isValid(id)
                ? Optional.of(id.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /**
     * An id as it is kept, or one of a few short texts that are no account's. With it, what a stranger sends is looked for and counted
     * like any other id, and takes no more memory than one.
     */
    public static String keptOrStandIn(String id) {
        return kept(id).orElseGet(() -> "?" + Math.floorMod(id.hashCode(), STAND_INS));
    }
}
