package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.hotswap.PluginApi.Plugin;
import io.patchbay.benchmarks.hotswap.misdeeds.Misdeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Bad plug-ins, dropped in one after another, each until it has been found out, and then taken away. Confined to the
 * benchmark's thread.
 */
final class Harm {
    private static final long EFFECT_MILLIS = 20_000;
    private static final Set<Misdeed> ONE_OF_EACH = // health may be as old as all the rest of one takes
            EnumSet.of(Misdeed.THROWS, Misdeed.DOES_NOT_RESOLVE);
    private static final Pattern BREAK = Pattern.compile("\\R");

    private final SwapNode node;
    private final BadPlugin bad;
    private final ShippedJar shipped;
    private final List<String> wrong = new ArrayList<>();
    private int done;

    Harm(SwapNode node, BadPlugin bad) throws IOException {
        this.node = node;
        this.bad = bad;
        this.shipped = ShippedJar.of(bad.good(), node);
    }

    /** Does every misdeed there is an occasion for, of those that are wanted. */
    void commit(Predicate<Misdeed> wanted) throws IOException, InterruptedException {
        List<Misdeed> misdeeds = Arrays.stream(Misdeed.values())
                .filter(misdeed -> !bad.unable().contains(misdeed))
                .filter(wanted)
                .toList();
        for (Misdeed misdeed : misdeeds) {
            commit(misdeed);
        }
    }

    /** Does one where the good one's file is, so that there is no other version: the last good copy has to come back. */
    void overwrite() throws IOException, InterruptedException {
        Misdeed misdeed = Misdeed.THROWS;
        Files.write(shipped.file(), MisdeedJar.of(bad, shipped, misdeed));
        BooleanSupplier foundOut = isFoundOut(misdeed, "");
        expect(misdeed, "to be found out in place", () -> foundOut.getAsBoolean() || isRefusedForWhatItLacks());
        shipped.write();
        expect(misdeed, "to be replaced", () -> find(misdeed).isEmpty() && isServing(shipped.version()));
        done++;
    }

    /** How many were tried. */
    int done() {
        return done;
    }

    /** What did not have the effect that it should have. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void commit(Misdeed misdeed) throws IOException, InterruptedException {
        Path file = node.plugins().resolve(bad.good().jar() + "-bad-" + misdeed + ".jar");
        long logged = node.log().length();
        Files.write(file, MisdeedJar.of(bad, shipped, misdeed));
        expect(
                misdeed,
                "to be found out",
                isFoundOut(misdeed, file.getFileName().toString()));
        if (misdeed.effect() != Misdeed.Effect.REPORTED) {
            expect(misdeed, "to be counted", () -> isCounted(misdeed));
        }
        if (ONE_OF_EACH.contains(misdeed)) {
            expect(misdeed, "to be a warning of the health check", () -> isUnwell(misdeed));
        }
        Files.delete(file);
        expect(misdeed, "to be gone", () -> find(misdeed).isEmpty() && isServing(shipped.version()));
        if (misdeed.effect() != Misdeed.Effect.STANDBY) {
            expect(misdeed, "to be in the log", () -> isLogged(misdeed, (int) logged));
        }
        if (misdeed.effect() == Misdeed.Effect.REPORTED) { // by then only: it is what it leaves behind
            expect(misdeed, "to be counted", () -> isCounted(misdeed));
        }
        done++;
    }

    private BooleanSupplier isFoundOut(Misdeed misdeed, String file) {
        return switch (misdeed.effect()) {
            case FAULTY -> () -> find(misdeed)
                            .filter(plugin -> plugin.state().equals("faulty") && plugin.faults() > 0)
                            .filter(plugin -> Pattern.compile(misdeed.reason())
                                    .matcher(plugin.lastFault())
                                    .find())
                            .isPresent()
                    && isServing(shipped.version());
            case REPORTED -> () -> isServing(MisdeedJar.versionOf(misdeed));
            case STANDBY -> () -> find(misdeed)
                            .filter(plugin -> plugin.state().equals("standby"))
                            .isPresent()
                    && isServing(shipped.version());
            case REFUSED -> () -> Optional.ofNullable(node.api().rejected().get(file))
                    .filter(reason ->
                            Pattern.compile(misdeed.reason()).matcher(reason).find())
                    .isPresent();
        };
    }

    /** A jar in the place of one that offers more is not even tried. */
    private boolean isRefusedForWhatItLacks() {
        return Optional.ofNullable(node.api()
                                .rejected()
                                .get(shipped.file().getFileName().toString()))
                        .filter(reason -> reason.contains("which only the jar that it replaces offers"))
                        .isPresent()
                && isServing(shipped.version());
    }

    private Optional<Plugin> find(Misdeed misdeed) {
        return node.api().versions(bad.good().kind(), bad.good().name()).stream()
                .filter(plugin -> plugin.version().equals(MisdeedJar.versionOf(misdeed)))
                .findFirst();
    }

    private boolean isServing(String version) {
        return node.api()
                .serving(bad.good().kind(), bad.good().name())
                .filter(version::equals)
                .isPresent();
    }

    private boolean isLogged(Misdeed misdeed, int from) {
        Pattern reason = Pattern.compile(misdeed.reason());
        return BREAK.splitAsStream(node.log().substring(from))
                .anyMatch(line -> line.contains("WARN") && reason.matcher(line).find());
    }

    /** Whether metrics tell of it, and in which way it is bad. */
    private boolean isCounted(Misdeed misdeed) {
        return switch (misdeed.effect()) {
            case FAULTY -> isMeasured("patchbay_plugin_faults_total", "reason", misdeed, itself(misdeed))
                    && isMeasured("patchbay_plugin_faulty", "reason", misdeed, itself(misdeed));
            case REFUSED -> isMeasured("patchbay_rejected_jars", "cause", misdeed, "");
            case REPORTED, STANDBY -> isMeasured("patchbay_plugin_notices", "kind", misdeed, "");
        };
    }

    private static String itself(Misdeed misdeed) {
        return "version=\"" + MisdeedJar.versionOf(misdeed) + "\"";
    }

    /** Whether a sample that is of this is above zero. */
    private boolean isMeasured(String metric, String label, Misdeed misdeed, String of) {
        Pattern way = Pattern.compile("\\b" + label + "=\"(" + misdeed.word() + ")\"");
        return BREAK.splitAsStream(node.api().page("/metrics"))
                .filter(line -> line.startsWith(metric + "{") && line.contains(of))
                .filter(line -> way.matcher(line).find())
                .anyMatch(line -> !line.endsWith(" 0") && !line.endsWith(" 0.0"));
    }

    private boolean isUnwell(Misdeed misdeed) {
        String health = node.api().page("/system/health/plugins");
        return health.contains("\"WARN\"")
                && Pattern.compile(misdeed.reason()).matcher(health).find();
    }

    private void expect(Misdeed misdeed, String what, BooleanSupplier condition) throws InterruptedException {
        if (!Asked.until(EFFECT_MILLIS, condition)) {
            wrong.add("a " + bad.good().kind() + " that " + misdeed + " ought " + what + " but there are "
                    + node.api().versions(bad.good().kind(), bad.good().name()) + " and refused is "
                    + node.api().rejected());
        }
    }
}
