package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.RejectionCause;
import io.patchbay.hotswap.internal.Arrival.Installed;
import io.patchbay.hotswap.internal.Judgements.Judgement;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.osgi.framework.Bundle;

/**
 * Tries jars out: installs, resolves, starts and checks them, while what serves goes on serving. All jars that come together are
 * installed before the first is started, so that they may need each other; from then on each is tried apart, so that a good one
 * does not wait for a slow one. Confined to the deployer's thread.
 */
final class Trials {
    // every step below is bounded by itself; this is for what nobody thought of
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final JarCopies copies;
    private final PluginBundles bundles;
    private final Switchboard switchboard;
    private final ServedJars served;
    private final OneThread thread;
    private final Turnstile starts;

    Trials(JarCopies copies, PluginBundles bundles, Switchboard switchboard, ServedJars served, OneThread thread) {
        this.copies = copies;
        this.bundles = bundles;
        this.switchboard = switchboard;
        this.served = served;
        this.thread = thread;
        this.starts = new Turnstile(1, PATIENCE, thread);
    }

    /** How a trial ended. */
    sealed interface Verdict {
        /** It is on probation: its plug-ins do not serve yet. */
        record Passed(Installed jar) implements Verdict {}

        /** It is no longer installed. */
        record Refused(RefusedJarException why) implements Verdict {}
    }

    /**
     * Begins the trials of jars that come together.
     *
     * @param replaced the bundle that an arrival is to replace, if that offers plug-ins
     * @return completes on the deployer's thread, for each jar when its own trial is over
     */
    Map<Arrival, CompletableFuture<Verdict>> begin(List<Arrival> arrivals, Function<Arrival, OptionalLong> replaced) {
        Map<Arrival, CompletableFuture<Verdict>> verdicts = new LinkedHashMap<>();
        Map<Arrival, Installed> installed = new LinkedHashMap<>();
        for (Arrival arrival : arrivals) {
            verdicts.put(arrival, new CompletableFuture<>());
            try {
                installed.put(arrival, install(arrival));
            } catch (RefusedJarException refused) {
                verdicts.get(arrival).complete(new Verdict.Refused(refused));
            }
        }
        installed.forEach((arrival, jar) -> start(jar, replaced.apply(arrival), verdicts.get(arrival)));
        return verdicts;
    }

    /** Uninstalls a jar that is on probation; completes on the deployer's thread. */
    CompletableFuture<Void> discard(Installed jar) {
        return thread.within(switchboard.withdraw(jar.bundleId()).thenApply(withdrawn -> true), LONGEST)
                .thenCompose(withdrawn -> thread.within(bundles.remove(jar.bundle()), LONGEST))
                .thenAccept(removed -> switchboard.forget(jar.bundleId()));
    }

    private Installed install(Arrival arrival) throws RefusedJarException {
        try {
            Bundle bundle = bundles.install(arrival.sha256(), copies.open(arrival.sha256()));
            switchboard.announce(bundle.getBundleId(), arrival.facts(served));
            return new Installed(arrival, bundle);
        } catch (IOException unreadable) {
            throw new RefusedJarException(
                    RejectionCause.UNREADABLE, "its copy cannot be read: " + Reasons.of(unreadable));
        }
    }

    private void start(Installed jar, OptionalLong replaced, CompletableFuture<Verdict> verdict) {
        Waits.then(starts.enter(() -> bundles.start(jar.bundle())), (started, failed) -> {
            if (failed == null) {
                judge(jar, replaced, verdict);
            } else {
                refuse(jar, PluginBundles.refusal(failed), verdict);
            }
        });
    }

    private void judge(Installed jar, OptionalLong replaced, CompletableFuture<Verdict> verdict) {
        Waits.then(
                thread.within(switchboard.judge(jar.bundleId(), replaced), LONGEST),
                (judgement, never) -> judgement.ifPresentOrElse(
                        found -> decide(jar, found, verdict),
                        () -> refuse(
                                jar,
                                new RefusedJarException(RejectionCause.FAILED_CHECK, "its checks did not end"),
                                verdict)));
    }

    private void decide(Installed jar, Judgement found, CompletableFuture<Verdict> verdict) {
        if (found.problems().isEmpty()) {
            verdict.complete(new Verdict.Passed(new Installed(jar.arrival().with(found.passed()), jar.bundle())));
        } else {
            refuse(jar, RefusedJarException.ofChecks(found.problems()), verdict);
        }
    }

    private void refuse(Installed jar, RefusedJarException why, CompletableFuture<Verdict> verdict) {
        Waits.then(discard(jar), (discarded, failed) -> verdict.complete(new Verdict.Refused(why)));
    }
}
