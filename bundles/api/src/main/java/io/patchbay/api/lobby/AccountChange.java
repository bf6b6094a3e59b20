package io.patchbay.api.lobby;

import java.util.Objects;

/** What became of a wish to make an account or to change it. */
public sealed interface AccountChange {
    /**
     * It is done, and stored.
     *
     * @param account as it is now, or was when it was deleted
     */
    record Done(Account account) implements AccountChange {}

    /**
     * Somebody else has the id.
     *
     * @param id the id that was wanted
     */
    record Taken(String id) implements AccountChange {}

    /**
     * There is no such account; nobody but the admin is told so.
     *
     * @param id the id that was asked for
     */
    record Unknown(String id) implements AccountChange {}

    /**
     * The id or the password can be none.
     *
     * @param field {@code id} or {@code password}
     * @param rule what would be right, to follow the field's name: {@code must be at least 8 characters long}
     */
    record Unfit(String field, String rule) implements AccountChange {}

    /** Whoever asks may not do this: the password is wrong, or clients may not sign up. The same for both, and for any id. */
    record Denied() implements AccountChange {}

    /**
     * Not now.
     *
     * @param delay why, and how long
     */
    record Later(Wait delay) implements AccountChange {
        /** Needs a reason. */
        public Later {
            Objects.requireNonNull(delay, "delay");
        }
    }
}
