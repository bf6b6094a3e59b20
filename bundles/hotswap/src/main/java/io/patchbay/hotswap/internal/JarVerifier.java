package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.ContractCheck;
import io.patchbay.api.hotswap.Verification;
import io.patchbay.api.hotswap.Verifications;
import io.patchbay.api.node.NodeFolders;
import io.patchbay.support.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the kept copies of jars verified, one at a time and each in a process of its own. Thread-safe: what was found is guarded by itself,
 * and nothing is called under that lock.
 */
@Component(service = Verifications.class)
public final class JarVerifier implements Verifications {
    private static final Logger LOG = LoggerFactory.getLogger(JarVerifier.class);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String HOME = "patchbay.home";
    private static final int MOST_WAITING = 16;
    private static final int MOST_KEPT = 128;

    private final Path copies;
    private final Optional<VerifyCommand> command;
    private final Clock clock;
    private final ThreadPoolExecutor thread = Threads.pool("verify", 1, MOST_WAITING);
    private final Map<String, Verification> found = new LinkedHashMap<>(); // by sha256, the newest last

    @Activate
    public JarVerifier(BundleContext context, @Reference NodeFolders folders, @Reference Clock clock) {
        this(
                folders.data().resolve("plugins"),
                Optional.ofNullable(context.getProperty(HOME)).map(Path::of).flatMap(VerifyCommand::of),
                clock);
    }

    /** @param command absent where there is nothing that verifies */
    JarVerifier(Path copies, Optional<VerifyCommand> command, Clock clock) {
        this.copies = copies;
        this.command = command;
        this.clock = clock;
    }

    @Deactivate
    void close() {
        Threads.close(thread, Duration.ZERO); // the interrupt ends the process, too
    }

    @Override
    public Begun begin(String sha256) {
        if (command.isEmpty()) {
            return Begun.UNAVAILABLE;
        }
        Path copy = copies.resolve(sha256 + ".jar");
        if (!SHA256.matcher(sha256).matches() || !Files.isRegularFile(copy)) {
            return Begun.UNKNOWN_JAR;
        }
        synchronized (found) {
            if (isUnderWay(sha256)) {
                return Begun.YES;
            }
            try {
                thread.execute(() -> verify(sha256, copy, command.get()));
            } catch (RejectedExecutionException full) {
                return Begun.BUSY;
            }
            put(sha256, Verification.State.WAITING, List.of(), "");
            return Begun.YES;
        }
    }

    @Override
    public List<Verification> verifications() {
        synchronized (found) {
            List<Verification> all = new ArrayList<>(found.values());
            Collections.reverse(all);
            return all;
        }
    }

    private boolean isUnderWay(String sha256) {
        return Optional.ofNullable(found.get(sha256))
                .filter(before ->
                        before.state() == Verification.State.WAITING || before.state() == Verification.State.RUNNING)
                .isPresent();
    }

    private void verify(String sha256, Path copy, VerifyCommand with) {
        set(sha256, Verification.State.RUNNING, List.of(), "");
        try {
            List<ContractCheck> checks = with.run(copy);
            boolean held = checks.stream().allMatch(check -> check.result() == ContractCheck.Result.HELD);
            set(sha256, held ? Verification.State.HELD : Verification.State.BROKEN, checks, "");
        } catch (IOException failed) {
            LOG.warn("{} could not be verified", copy, failed);
            set(sha256, Verification.State.FAILED, List.of(), Reasons.of(failed));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            set(sha256, Verification.State.FAILED, List.of(), "the node stops");
        }
    }

    private void set(String sha256, Verification.State state, List<ContractCheck> checks, String problem) {
        synchronized (found) {
            put(sha256, state, checks, problem);
        }
    }

    private void put(String sha256, Verification.State state, List<ContractCheck> checks, String problem) {
        found.remove(sha256);
        found.put(sha256, new Verification(sha256, state, clock.instant(), checks, problem));
        if (found.size() > MOST_KEPT) {
            found.remove(found.keySet().iterator().next());
        }
    }
}
