package io.patchbay.benchmarks.hotswap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What an operator does to one plug-in, one thing after another, each until it has had its effect. Confined to the benchmark's thread. */
final class Changes {
    private static final long EFFECT_MILLIS = 20_000;
    private static final long AWAY_MILLIS = 1_000;

    /** One change. */
    private enum Change {
        UPGRADE,
        DOWNGRADE_BY_PIN,
        OVERWRITE,
        OVERWRITE_BY_A_TRUNCATED_JAR,
        REMOVE_AND_RETURN
    }

    private final SwapNode node;
    private final Subject subject;
    private final Consumer<Phase> phases;
    private final ShippedJar shipped;
    private final List<String> wrong = new ArrayList<>();
    private Optional<Path> file = Optional.empty(); // of the version beside the shipped one
    private int variants;
    private int switches;

    /** @param phases told what happens to the plug-in now */
    Changes(SwapNode node, Subject subject, Consumer<Phase> phases) throws IOException {
        this.node = node;
        this.subject = subject;
        this.phases = phases;
        this.shipped = ShippedJar.of(subject, node);
    }

    /** Makes so many changes, every kind in turns, each round in another order. */
    void make(int count) throws IOException, InterruptedException {
        Change[] kinds = Change.values();
        for (int i = 0; i < count; i++) {
            make(kinds[(i + i / kinds.length) % kinds.length]);
        }
    }

    /** Takes everything back. */
    void restore() throws IOException, InterruptedException {
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
            file = Optional.empty();
        }
        await(shipped.version(), "taking everything back");
    }

    /** How often another version has begun to serve. */
    int switches() {
        return switches;
    }

    /** What did not have the effect that it should have. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void make(Change change) throws IOException, InterruptedException {
        if (file.isEmpty() || change == Change.UPGRADE) {
            upgrade();
            return;
        }
        switch (change) {
            case DOWNGRADE_BY_PIN -> downgrade();
            case OVERWRITE -> overwrite();
            case OVERWRITE_BY_A_TRUNCATED_JAR -> truncate();
            case REMOVE_AND_RETURN -> removeAndReturn();
            default -> throw new IllegalStateException("there is no change " + change);
        }
    }

    private void upgrade() throws IOException, InterruptedException {
        Optional<Path> before = file;
        variants++;
        Path dropped = node.plugins().resolve(subject.jar() + "-variant-" + variants + ".jar");
        Files.write(dropped, variant());
        file = Optional.of(dropped);
        await(version(), "an upgrade");
        if (before.isPresent()) {
            Files.delete(before.get());
        }
    }

    private void downgrade() throws InterruptedException {
        node.api().pin(subject.kind(), subject.name(), shipped.version());
        await(shipped.version(), "a pin");
        node.api().unpin(subject.kind(), subject.name());
        await(version(), "the end of a pin");
    }

    private void overwrite() throws IOException, InterruptedException {
        variants++;
        Files.write(file.orElseThrow(), variant());
        await(version(), "an overwrite in place");
    }

    private void truncate() throws IOException, InterruptedException {
        Path broken = file.orElseThrow();
        Files.write(broken, JarVariant.cut(variant()));
        String name = broken.getFileName().toString();
        if (!Asked.until(EFFECT_MILLIS, () -> node.api().rejected().containsKey(name))) {
            wrong.add("a truncated jar was not refused");
        }
        if (node.api()
                .serving(subject.kind(), subject.name())
                .filter(version()::equals)
                .isEmpty()) {
            wrong.add("a truncated jar has replaced what served");
        }
    }

    private void removeAndReturn() throws IOException, InterruptedException {
        phases.accept(Phase.REMOVED);
        Files.delete(file.orElseThrow());
        Files.delete(shipped.file());
        TimeUnit.MILLISECONDS.sleep(AWAY_MILLIS);
        shipped.write();
        Files.write(file.orElseThrow(), variant());
        await(version(), "a removal and return");
        phases.accept(Phase.CHANGING);
    }

    private byte[] variant() {
        return JarVariant.ofVersion(shipped.content(), version());
    }

    private String version() {
        String version = shipped.version();
        return version.substring(0, version.lastIndexOf('.') + 1) + (1_000 + variants);
    }

    private void await(String version, String what) throws InterruptedException {
        if (Asked.until(EFFECT_MILLIS, () -> node.api()
                .serving(subject.kind(), subject.name())
                .filter(version::equals)
                .isPresent())) {
            switches++;
        } else {
            wrong.add("after " + what + " version " + version + " does not serve: "
                    + node.api().versions(subject.kind(), subject.name()) + " "
                    + node.api().rejected());
        }
    }
}
