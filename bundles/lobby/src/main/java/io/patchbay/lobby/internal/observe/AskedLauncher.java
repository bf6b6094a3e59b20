package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.ObserverLauncher;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** The launcher that serves now, as it may be called. Implementations are thread-safe and do not block. */
interface AskedLauncher {
    /** What is asked of the launcher. */
    interface Question<T> {
        T ask(ObserverLauncher launcher) throws IOException, InterruptedException;
    }

    /**
     * Asks the launcher, now or when it is this question's turn.
     *
     * @param what for messages: {@code the launch of observer-1}
     * @return fails with an {@link IOException} that says why there is no answer; completes on any thread. Whoever completes it before the
     *     launcher was asked gives the question up, and nothing is asked
     */
    <T> CompletableFuture<T> ask(String what, Question<T> question);
}
