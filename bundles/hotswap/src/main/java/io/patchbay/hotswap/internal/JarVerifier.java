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
import java.time.Instant;
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
 * Has the kept copies of jars verified, one at a time and each in a process of its own. What was found out is kept over a restart.
 * Thread-safe: what was found is guarded by itself, and nothing is called under that lock.
 */
@Component(service = Verifications.class)
public final class JarVerifier implements Verifications {
    private static final Logger LOG = LoggerFactory.getLogger(JarVerifier.class);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String HOME = "patchbay.home";
    private static final int MOST_WAITING = 16;

    private final Path copies;
    private final Optional<VerifyCommand> command;
    private final Clock clock;
    private final ThreadPoolExecutor thread = Threads.pool("verify", 1, MOST_WAITING);
    private final VerificationsFile file;
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
        this.file = new VerificationsFile(copies.resolve("verifications.json"));
        file.read().forEach(before -> found.put(before.sha256(), before));
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
            put(verification(sha256, Verification.State.WAITING, List.of(), ""));
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
        set(verification(sha256, Verification.State.RUNNING, List.of(), ""));
        try {
            List<ContractCheck> checks = with.run(copy);
            boolean held = checks.stream().allMatch(check -> check.result() == ContractCheck.Result.HELD);
            conclude(sha256, held ? Verification.State.HELD : Verification.State.BROKEN, checks, "");
        } catch (IOException failed) {
            LOG.warn("{} could not be verified", copy, failed);
            conclude(sha256, Verification.State.FAILED, List.of(), Reasons.of(failed));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            set(verification(sha256, Verification.State.FAILED, List.of(), "the node stops"));
        }
    }

    /** Kept before it is told: what somebody has seen is there after a restart. */
    private void conclude(String sha256, Verification.State state, List<ContractCheck> checks, String problem) {
        Verification ended = verification(sha256, state, checks, problem);
        file.add(ended);
        set(ended);
    }

    private void set(Verification now) {
        synchronized (found) {
            put(now);
        }
    }

    private void put(Verification now) {
        found.remove(now.sha256());
        found.put(now.sha256(), now);
        if (found.size() > VerificationsFile.MOST) {
            found.remove(found.keySet().iterator().next());
        }
    }

    private Verification verification(
            String sha256, Verification.State state, List<ContractCheck> checks, String problem) {
        return new Verification(sha256, state, Instant.ofEpochMilli(clock.millis()), checks, problem);
    }
}
