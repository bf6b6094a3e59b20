package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.PluginFault;
import io.patchbay.api.hotswap.PluginStatus;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * One plug-in service that may serve. Confined to the switchboard's thread, apart from its faults.
 *
 * @param <T> the interface of the extension point
 */
final class Candidate<T> {
    private static final String OUR_BUNDLES = "io.patchbay.";
    private static final String COMPONENT_NAME = "component.name"; // its class, unless its author calls it otherwise
    private static final Pattern TOP_PACKAGE = Pattern.compile("^([^.]+(?:\\.[^.]+)?)\\..+");

    private final ServiceReference<T> reference;
    private final PluginKey key;
    private final Version version;
    private final String symbolicName;
    private JarFacts jar;
    private final Faults faults;
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private Verdict verdict = Verdict.UNCHECKED;
    private boolean wasGood; // in this content, now or before a restart
    private boolean admitted;
    private boolean superseded;
    private boolean faulty;
    private boolean leaving;
    private int uses;
    private int trials; // those of the uses that are an experiment's

    /** What the check found. */
    private enum Verdict {
        UNCHECKED,
        PASSED,
        FAILED
    }

    /**
     * @param admitted whether it may serve once it passed its check
     * @param onFaultLimit told when it broke its contract too often, on whichever thread noticed
     */
    Candidate(
            ServiceReference<T> reference,
            PluginKey key,
            JarFacts jar,
            Bundle bundle,
            boolean admitted,
            IntSupplier faultLimit,
            Clock clock,
            Consumer<Candidate<T>> onFaultLimit) {
        this.reference = reference;
        this.key = key;
        this.jar = jar;
        this.version = bundle.getVersion();
        this.symbolicName = String.valueOf(bundle.getSymbolicName());
        this.wasGood = jar.passed().contains(key.toString());
        this.admitted = admitted;
        this.faults = new Faults(toString(), faultLimit, clock, () -> onFaultLimit.accept(this));
        if (jar.faulty().contains(key.toString())) {
            faulty = true;
            faults.setTooMany(true);
            faults.note(FaultReason.EARLIER, "it broke its contract too often before the restart");
        }
    }

    ServiceReference<T> reference() {
        return reference;
    }

    long bundleId() {
        return (Long) reference.getProperty(Constants.SERVICE_BUNDLEID);
    }

    PluginKey key() {
        return key;
    }

    JarFacts jar() {
        return jar;
    }

    /**
     * Whose it is, as far as that can be told: two authors may have called their bundles alike, but hardly the packages of their
     * components.
     */
    String maker() {
        String component = String.valueOf(reference.getProperty(COMPONENT_NAME));
        Matcher top = TOP_PACKAGE.matcher(component); // deeper, one author's may have moved from version to version
        return top.find() ? symbolicName + " (" + top.group(1) + ")" : symbolicName;
    }

    /** Whether its bundle is called as only ours are. */
    boolean isShipped() {
        return symbolicName.startsWith(OUR_BUNDLES);
    }

    String version() {
        return version.toString();
    }

    Faults faults() {
        return faults;
    }

    void describe(JarFacts facts) {
        jar = facts;
    }

    void pass() {
        verdict = Verdict.PASSED;
        wasGood = true;
    }

    void fail(String reason) {
        verdict = Verdict.FAILED;
        faults.note(FaultReason.FAILED_CHECK, reason);
    }

    void admit() {
        admitted = true;
    }

    void setSuperseded(boolean isSuperseded) {
        superseded = isSuperseded;
    }

    void setFaulty(boolean isFaulty) {
        faulty = isFaulty;
        faults.setTooMany(isFaulty);
    }

    /** From now on it only finishes what it has begun. */
    void leave() {
        leaving = true;
        releaseIfUnused();
    }

    /** Notes that an instance is being made, or was given back. */
    void use(int more) {
        uses += more;
        releaseIfUnused();
    }

    /** Notes that an instance for an experiment is being made, or was given back. */
    void tryOut(int more) {
        trials += more;
        use(more);
    }

    /** Completes once it has left and all its instances are given back. */
    CompletableFuture<Void> released() {
        return released;
    }

    boolean isLeaving() {
        return leaving;
    }

    boolean isFaulty() {
        return faulty;
    }

    boolean isFailed() {
        return verdict == Verdict.FAILED;
    }

    /** Whether its jar is refused for it: it failed, and has never been good in this content. */
    boolean isRefused() {
        return isFailed() && jar.isFromFolder() && !wasGood;
    }

    boolean isUnchecked() {
        return verdict == Verdict.UNCHECKED;
    }

    boolean isPassed() {
        return verdict == Verdict.PASSED;
    }

    boolean isUndecided() {
        return verdict == Verdict.UNCHECKED || !admitted;
    }

    /** Whether it may be chosen. */
    boolean isEligible() {
        return verdict == Verdict.PASSED && admitted && !leaving;
    }

    /** Whether it may be chosen and has not broken its contract too often. */
    boolean isHealthy() {
        return isEligible() && !faulty;
    }

    Rank rank(boolean pinned) {
        return new Rank(
                !faulty,
                !superseded,
                pinned,
                !jar.lastGoodCopy(),
                ranking(),
                version,
                jar.modifiedMillis(),
                jar.file(),
                jar.sha256(),
                (Long) reference.getProperty(Constants.SERVICE_ID));
    }

    int ranking() {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    PluginStatus.State state(boolean serving) {
        if (faulty || isFailed()) {
            return PluginStatus.State.FAULTY;
        }
        if (serving) {
            return PluginStatus.State.SERVING;
        }
        return uses > trials || leaving ? PluginStatus.State.DRAINING : PluginStatus.State.STANDBY;
    }

    /** Why it must not serve, with its name. */
    String problem() {
        return key + ": " + faults.last().map(PluginFault::text).orElse("failed its check");
    }

    /** For people: {@code strategy 'x' 1.0.0 (x.jar)}. */
    @Override
    public String toString() {
        return key + " " + version + " (" + jar.file() + ")";
    }

    private void releaseIfUnused() {
        if (leaving && uses == 0) {
            released.complete(null);
        }
    }
}
