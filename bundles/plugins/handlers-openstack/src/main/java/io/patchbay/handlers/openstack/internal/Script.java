package io.patchbay.handlers.openstack.internal;

import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A script of the one folder that is configured for them. It is given its arguments as they are, by no shell, and nothing of this
 * process's environment but the path; it ends in time, with all that it has begun. Immutable.
 */
record Script(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(Script.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
    private static final int MOST_CHARACTERS = 1000;
    private static final int PIPE_BYTES = 64 * 1024;
    private static final long LOOK_MILLIS = 50;

    /**
     * How it ended.
     *
     * @param well whether its exit status was 0
     * @param words that, and what it printed last
     */
    record Ended(boolean well, String words) {}

    /**
     * The script of that name.
     *
     * @param folder of all scripts; absent: there are none
     * @throws OpenStackException if there is none of that name
     */
    static Script of(Optional<Path> folder, String name) throws OpenStackException {
        if (folder.isEmpty()) {
            throw refused("no script may be named here: scriptFolder of " + GuestSettings.PID + " is not set");
        } else if (!NAME.matcher(name).matches()) {
            throw refused("the name of a script is up to 100 letters, digits, _, . or -, and no path");
        }
        Path script = folder.get().resolve(name);
        if (!Files.isRegularFile(script, LinkOption.NOFOLLOW_LINKS) || !Files.isExecutable(script)) {
            throw refused("there is no script " + name + " in the folder of scripts that can be run");
        }
        return new Script(script);
    }

    private static OpenStackException refused(String why) {
        return OpenStackException.of(Kind.BAD_REQUEST, why);
    }

    /** Runs it once. */
    Ended run(List<String> arguments, Duration limit) throws OpenStackException, InterruptedException {
        Process process = start(arguments);
        Set<ProcessHandle> begun = new HashSet<>(); // whose children they are is forgotten when it ends
        try {
            return ended(process, begun, limit);
        } finally {
            process.descendants().forEach(begun::add);
            process.destroyForcibly();
            begun.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Process start(List<String> arguments) throws OpenStackException {
        List<String> command = new ArrayList<>();
        command.add(path.toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(path.getParent().toFile()).redirectErrorStream(true);
        Optional<String> search = Optional.ofNullable(builder.environment().get("PATH"));
        builder.environment().clear();
        search.ifPresent(value -> builder.environment().put("PATH", value));
        try {
            Process process = builder.start();
            process.getOutputStream().close(); // there is nothing to read
            return process;
        } catch (IOException failed) {
            throw OpenStackException.of(
                    Kind.BAD_REQUEST,
                    "script " + path.getFileName() + " cannot be run: " + failed.getMessage(),
                    failed);
        }
    }

    /** Reads what it prints without waiting for it: a child of it may hold the pipe open for ever. */
    private Ended ended(Process process, Set<ProcessHandle> begun, Duration limit) throws InterruptedException {
        StringBuilder printed = new StringBuilder();
        long deadline = System.nanoTime() + limit.toNanos();
        boolean over = false;
        while (!over && System.nanoTime() - deadline < 0) {
            process.descendants().forEach(begun::add);
            over = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            drain(process.getInputStream(), printed);
        }
        String name = "script " + path.getFileName();
        if (!over) {
            return new Ended(false, name + " did not end within " + limit.toMillis() + " ms");
        }
        String said = printed.toString().strip();
        return new Ended(
                process.exitValue() == 0,
                name + " ended with " + process.exitValue() + (said.isEmpty() ? "" : ", saying: " + said));
    }

    /** Keeps the end of what it printed. One that prints more than is read at once waits. */
    private static void drain(InputStream output, StringBuilder printed) {
        byte[] part = new byte[PIPE_BYTES];
        try {
            int length = output.available() == 0 ? 0 : output.read(part, 0, Math.min(part.length, output.available()));
            printed.append(new String(part, 0, Math.max(0, length), StandardCharsets.UTF_8));
            printed.delete(0, Math.max(0, printed.length() - MOST_CHARACTERS));
        } catch (IOException closed) {
            LOG.debug("A script's output was closed", closed);
        }
    }
}
