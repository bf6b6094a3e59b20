package io.patchbay.hotswap.internal;

import io.patchbay.hotswap.internal.Arrival.Installed;
import io.patchbay.hotswap.internal.Judgements.Judgement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;

/**
 * Tries jars out: installs, resolves, starts and checks them, while what serves goes on serving. All jars of one trial are
 * installed before the first is started, so that they may need each other. Confined to the deployer's thread.
 */
final class Trials {
    // every step below is bounded by itself; this is for what nobody thought of
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final JarCopies copies;
    private final PluginBundles bundles;
    private final Switchboard switchboard;
    private final ServedJars served;

    Trials(JarCopies copies, PluginBundles bundles, Switchboard switchboard, ServedJars served) {
        this.copies = copies;
        this.bundles = bundles;
        this.switchboard = switchboard;
        this.served = served;
    }

    /**
     * What became of the jars.
     *
     * @param passed installed and on probation: their plug-ins do not serve yet
     * @param refused no longer installed
     */
    record Outcome(List<Installed> passed, Map<Arrival, RefusedJarException> refused) {}

    /** @param mustOffer which arrivals replace a jar that offers plug-ins, so that they must offer some as well */
    Outcome run(List<Arrival> arrivals, Predicate<Arrival> mustOffer) {
        Outcome outcome = new Outcome(new ArrayList<>(), new LinkedHashMap<>());
        List<Installed> installed = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            attempt(outcome, arrival, () -> installed.add(install(arrival)));
        }
        List<Installed> started = new ArrayList<>();
        for (Installed jar : installed) {
            attempt(outcome, jar, () -> {
                bundles.start(jar.bundle());
                started.add(jar);
            });
        }
        Map<Installed, CompletableFuture<Judgement>> judgements = new LinkedHashMap<>();
        started.forEach(jar -> judgements.put(jar, switchboard.judge(jar.bundleId(), mustOffer.test(jar.arrival()))));
        judgements.forEach((jar, judgement) -> attempt(outcome, jar, () -> {
            Judgement found = await(judgement);
            if (!found.problems().isEmpty()) {
                throw new RefusedJarException(Reasons.line(String.join("; ", found.problems())));
            }
            outcome.passed.add(new Installed(jar.arrival().with(found.passed()), jar.bundle()));
        }));
        return outcome;
    }

    /** Uninstalls a jar that is on probation. */
    void discard(Installed jar) {
        Waits.most(switchboard.withdraw(jar.bundleId()), LONGEST);
        bundles.remove(jar.bundle());
        switchboard.forget(jar.bundleId());
    }

    private Installed install(Arrival arrival) throws RefusedJarException {
        try {
            Bundle bundle = bundles.install(arrival.sha256(), copies.open(arrival.sha256()));
            switchboard.announce(bundle.getBundleId(), arrival.facts(served.faulty(arrival.sha256())));
            return new Installed(arrival, bundle);
        } catch (IOException unreadable) {
            throw new RefusedJarException("its copy cannot be read: " + Reasons.of(unreadable));
        }
    }

    private interface Step {
        void run() throws RefusedJarException;
    }

    private static void attempt(Outcome outcome, Arrival arrival, Step step) {
        try {
            step.run();
        } catch (RefusedJarException refused) {
            outcome.refused.put(arrival, refused);
        }
    }

    private void attempt(Outcome outcome, Installed jar, Step step) {
        try {
            step.run();
        } catch (RefusedJarException refused) {
            discard(jar);
            outcome.refused.put(jar.arrival(), refused);
        }
    }

    private static Judgement await(CompletableFuture<Judgement> judgement) throws RefusedJarException {
        try {
            return judgement.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RefusedJarException("the node stops");
        } catch (ExecutionException | TimeoutException failed) {
            throw new RefusedJarException("its checks did not end: " + Reasons.of(failed));
        }
    }
}
