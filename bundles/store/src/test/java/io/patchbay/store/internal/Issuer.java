package io.patchbay.store.internal;

import io.patchbay.api.store.NewToken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** A process that issues and uses tokens, and says so on standard output once it is acknowledged, until somebody kills it. */
final class Issuer {
    private static final int UNDER_WAY = 20;

    private Issuer() {}

    public static void main(String[] arguments) {
        OpenStore store = OpenStore.at(arguments[0], Path.of(arguments[1]));
        Semaphore turns = new Semaphore(UNDER_WAY);
        for (int i = 0; ; i++) {
            turns.acquireUninterruptibly();
            NewToken token = store.newToken("room");
            boolean use = i % 2 == 0;
            store.tokens.issue(token).thenAccept(issued -> {
                System.out.println("issued " + token.id());
                if (!use) {
                    turns.release();
                    return;
                }
                store.tokens
                        .claim(token.id(), "claimant", Duration.ofSeconds(10))
                        .thenCompose(claim -> store.tokens.use(token.id(), "claimant"))
                        .thenAccept(used -> {
                            System.out.println("used " + token.id());
                            turns.release();
                        });
            });
        }
    }
}
