package io.patchbay.lobby.internal.login;

import io.patchbay.api.lobby.Wait;

/**
 * What became of a job for a {@link HashQueue}.
 *
 * @param <T> what it makes
 */
sealed interface Hashed<T> {
    /** It was done. */
    record Done<T>(T value) implements Hashed<T> {}

    /** It was not begun: there is too much to do before it. */
    record Busy<T>(Wait delay) implements Hashed<T> {}
}
