package io.patchbay.observerprocess.internal;

import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.api.lobby.RunningObserver;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes of which a folder tells: a record of each, and beside it what it has written to standard error. The folder is the only state, so
 * that two instances of this, of two versions even, may be at work one after the other. Thread-safe.
 */
final class Processes {
    private static final Logger LOG = LoggerFactory.getLogger(Processes.class);
    private static final long STOP_MILLIS = 3_000; // until it is killed
    private static final long MAX_WORDS_BYTES = 1024;

    /** What observers get of the node's environment, in which there may be secrets, and options that are for its own Java only. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE");

    private final Path folder;
    private final Clock clock;
    private final Optional<ObserverCommandLine> command;
    private final ProcessKey self;

    /**
     * @param folder that nobody else uses
     * @param command how an observer is started; empty where there is no distribution
     */
    Processes(Path folder, Clock clock, Optional<ObserverCommandLine> command) {
        this(folder, clock, command, ProcessKey.of(ProcessHandle.current()));
    }

    Processes(Path folder, Clock clock, Optional<ObserverCommandLine> command, ProcessKey self) {
        this.folder = folder;
        this.clock = clock;
        this.command = command;
        this.self = self;
    }

    RunningObserver launch(ObserverSpec spec) throws IOException, InterruptedException {
        ObserverCommandLine line = command.orElseThrow(
                () -> new IOException("this node was not started from a distribution: name another observer launcher"));
        Files.createDirectories(folder);
        Optional<ProcessRecord> before = ProcessRecord.read(ProcessRecord.file(folder, spec.id()))
                .filter(record -> record.process().find().isPresent());
        if (before.isPresent()) {
            return before.get().observer();
        }
        Process process = start(line, spec);
        if (Thread.interrupted()) { // starting does not notice that: by now nobody waits for it any more
            process.destroyForcibly();
            forget(spec.id());
            throw new InterruptedException("the launch of " + spec.id() + " was given up");
        }
        ProcessRecord record = new ProcessRecord(
                new RunningObserver(spec.id(), spec.match(), clock.millis(), spec.endsAtMillis()),
                ProcessKey.of(process.toHandle()),
                self);
        try {
            record.write(folder);
        } catch (IOException notKept) {
            process.destroyForcibly(); // nobody would find it again
            throw notKept;
        }
        return record.observer();
    }

    private Process start(ObserverCommandLine line, ObserverSpec spec) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line.words(spec, self.pid()));
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(line.secrets(spec));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log(spec.id()).toFile())
                .start();
    }

    boolean stop(String observer) throws IOException, InterruptedException {
        Optional<ProcessRecord> record = ProcessRecord.read(ProcessRecord.file(folder, observer));
        if (record.isEmpty()) {
            return false;
        }
        Optional<ProcessHandle> alive = record.get().process().find();
        if (alive.isPresent()) {
            end(alive.get());
        }
        forget(observer);
        return alive.isPresent();
    }

    private static void end(ProcessHandle process) throws InterruptedException {
        process.destroy();
        try {
            ProcessHandle ended = process.onExit().get(STOP_MILLIS, TimeUnit.MILLISECONDS);
            LOG.debug("Process {} has ended", ended.pid());
        } catch (TimeoutException late) {
            process.destroyForcibly();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Also forgets what has ended, and kills what an earlier life of this node has left. */
    List<RunningObserver> running() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        List<RunningObserver> running = new ArrayList<>();
        for (Path file : records()) {
            Optional<ProcessRecord> record = ProcessRecord.read(file);
            if (record.isEmpty()) {
                LOG.warn("{} is no record of an observer: it is deleted", file);
                Files.deleteIfExists(file);
            } else if (isRunning(record.get())) {
                running.add(record.get().observer());
            }
        }
        return running;
    }

    private boolean isRunning(ProcessRecord record) throws IOException {
        String id = record.observer().id();
        Optional<ProcessHandle> alive = record.process().find();
        if (alive.isPresent() && record.parent().isSameAs(self)) {
            return true;
        }
        if (alive.isPresent()) {
            LOG.info(
                    "Observer {} was left by an earlier life of this node: process {} is killed",
                    id,
                    alive.get().pid());
            alive.get().destroyForcibly();
        } else {
            LOG.info("Observer {} has ended: {}", id, lastWords(id));
        }
        forget(id);
        return false;
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ProcessRecord::isRecord)
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
        }
    }

    private String lastWords(String observer) {
        try (SeekableByteChannel log = Files.newByteChannel(log(observer))) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(log.size(), MAX_WORDS_BYTES));
            log.position(log.size() - end.capacity());
            while (end.hasRemaining() && log.read(end) >= 0) {
                LOG.trace("{} bytes of it are read", end.position());
            }
            String[] lines =
                    new String(end.array(), StandardCharsets.UTF_8).strip().split("\\R", -1);
            return lines[lines.length - 1].isEmpty() ? "it said nothing" : lines[lines.length - 1];
        } catch (IOException unreadable) {
            return "it left no words";
        }
    }

    private void forget(String observer) throws IOException {
        Files.deleteIfExists(ProcessRecord.file(folder, observer));
        Files.deleteIfExists(log(observer));
    }

    private Path log(String observer) {
        return folder.resolve(observer.replace(':', '_') + ".log");
    }
}
