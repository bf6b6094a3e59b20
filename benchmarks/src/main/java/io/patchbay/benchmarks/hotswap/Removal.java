package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.SocketClient;
import io.patchbay.benchmarks.portal.WebSocketLink;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A protocol version that is removed while clients speak it. In each of their rooms one speaks another version and is never
 * silent. Confined to the benchmark's thread.
 */
final class Removal {
    /** How long the node has clients wait for a successor. */
    static final long SUCCESSOR_WAIT_MILLIS = 8_000;

    private static final long AWAY_MILLIS = 1_000;
    private static final long EFFECT_MILLIS = 20_000;
    private static final long EARLY_MILLIS = 500; // what the clocks of two processes may differ
    private static final String OTHER = "1.1";

    private final SwapNode node;
    private final Subject version;
    private final Crowd crowd;
    private final ShippedJar shipped;
    private final List<String> wrong = new ArrayList<>();
    private int removals;

    Removal(SwapNode node, Subject version, Crowd crowd) throws IOException {
        this.node = node;
        this.version = version;
        this.crowd = crowd;
        this.shipped = ShippedJar.of(version, node);
    }

    /** Clients in rooms of four, one of whom speaks another version. */
    static Crowd crowdOf(SwapNode node, Subject version, int size) throws IOException, InterruptedException {
        String other = version.name().equals(OTHER) ? "1.2" : OTHER;
        Crowd crowd = new Crowd(node, List.of(other, version.name(), version.name(), version.name()), size);
        crowd.gather("removed-" + version.name());
        return crowd;
    }

    /** How often it was removed. */
    int removals() {
        return removals;
    }

    /** What did not have the effect that it should have. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Nobody is to notice, whatever they say meanwhile. */
    void returnInTime() throws IOException, InterruptedException {
        remove();
        TimeUnit.MILLISECONDS.sleep(AWAY_MILLIS);
        putBack();
        TimeUnit.MILLISECONDS.sleep(AWAY_MILLIS); // what has waited is answered while more is asked
    }

    /** Clients of the version are cut off, come back when it does, and have missed nothing. */
    void stayAwayTooLong() throws IOException, InterruptedException {
        crowd.hush();
        remove();
        long removed = System.nanoTime();
        expect("0 clients are cut off while they wait for a successor", crowd.countCutOff() == 0);
        expectAFreshLoginToBeToldWhatThereIs();
        int cut = crowd.countOf(version.name());
        boolean first = Asked.until(EFFECT_MILLIS, () -> cutOff() > 0);
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - removed);
        expect(
                "clients wait for " + SUCCESSOR_WAIT_MILLIS + " ms and not " + waited + ", if they are cut off",
                first && waited >= SUCCESSOR_WAIT_MILLIS - EARLY_MILLIS);
        expect(cut + " clients are cut off and not " + cutOff(), Asked.until(EFFECT_MILLIS, () -> cutOff() == cut));
        putBack();
        expect("all clients come back", crowd.comeBack());
    }

    private int cutOff() {
        try {
            return crowd.countCutOff();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private void remove() throws IOException, InterruptedException {
        removals++;
        Files.delete(shipped.file());
        expect("no version serves", Asked.until(EFFECT_MILLIS, () -> node.api()
                .serving(version.kind(), version.name())
                .isEmpty()));
    }

    private void putBack() throws IOException, InterruptedException {
        shipped.write();
        expect("the version serves again", Asked.until(EFFECT_MILLIS, () -> node.api()
                .serving(version.kind(), version.name())
                .isPresent()));
    }

    private void expectAFreshLoginToBeToldWhatThereIs() throws IOException, InterruptedException {
        String login = Dialect.of(version.name())
                .login(node.logins(List.of("too-late-" + version.name())).get(0));
        CompletableFuture<String> answer = new CompletableFuture<>();
        node.loop()
                .execute(() -> new SocketClient(
                        listener -> new WebSocketLink(node.loop(), node.address(), listener),
                        "40",
                        opened -> opened.request("login", login, answer::complete),
                        why -> answer.complete("a cut: " + why)));
        boolean told = Asked.until(EFFECT_MILLIS, answer::isDone);
        String wanted = "[\"error\",\"no protocol '" + version.name() + "' is installed\",{\"supported\":[";
        expect(
                "a login is told which versions there are, and not " + answer.getNow("nothing"),
                told
                        && answer.getNow("").startsWith(wanted)
                        && !answer.getNow("").contains("supported\":[]"));
    }

    private void expect(String what, boolean holds) {
        if (!holds) {
            wrong.add("it ought to be that " + what);
        }
    }
}
