package io.patchbay.recovery;

import io.patchbay.api.Identifier;
import io.patchbay.api.recovery.plan.PlanOutcome;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.recovery.capture.Capture;
import io.patchbay.recovery.capture.Wishes;
import io.patchbay.support.openstack.Clouds;
import io.patchbay.support.openstack.Limits;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.operator.Options;
import io.patchbay.support.operator.Text;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** {@code patchbay plan capture}: writes the plan of a project that lives in a cloud. It changes nothing there. Confined to one thread. */
final class CaptureWord {
    static final String USAGE = "patchbay plan capture --cloud NAME --onto CLUSTER [--project NAME,…] [--name NAME]"
            + " [--storage HERE=THERE,…] [--keep-addresses] [--conf DIR] [--file FILE]";
    private static final List<String> NAMED =
            List.of("--cloud", "--onto", "--project", "--name", "--storage", "--conf", "--file");
    private static final List<String> FLAGS = List.of("--keep-addresses", "--help");
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 32 * 1024 * 1024);
    private static final int MAX_NAME = 200;

    private CaptureWord() {}

    /** @param home the distribution, in whose {@code conf} the clouds are if nothing else is said */
    static int run(Path home, List<String> arguments, PrintStream out, PrintStream err)
            throws UsageException, IOException, InterruptedException {
        Options options = new Options(arguments, NAMED, FLAGS, false);
        if (options.has("--help")) {
            out.println("usage: " + USAGE);
            return RecoveryCommand.EXIT_DONE;
        }
        String cloud = identifier(options, "--cloud");
        Wishes wishes = wishes(options);
        Path conf = options.value("--conf").map(Path::of).orElse(home.resolve("conf"));
        Optional<Path> file = options.value("--file").map(Path::of);
        if (file.isPresent() && Files.exists(file.get())) {
            throw new UsageException(file.get() + " is there already; name a file that is not");
        }
        RecoveryPlan plan = captured(conf, cloud, wishes, warning -> err.println("warning: " + Text.harmless(warning)));
        warnOfUserData(plan, err);
        byte[] written = written(plan, cloud);
        if (file.isPresent()) {
            writeForOwner(file.get(), written);
            out.println(file.get() + " is written: " + counts(plan));
        } else {
            out.write(written);
            out.flush();
        }
        return hasFaults(written, err) ? RecoveryCommand.EXIT_FAILED : RecoveryCommand.EXIT_DONE;
    }

    private static RecoveryPlan captured(Path conf, String cloud, Wishes wishes, Consumer<String> warnings)
            throws IOException, InterruptedException {
        try (Clouds clouds = new Clouds(conf, LIMITS)) {
            return new Capture(clouds.cloud(cloud), wishes, warnings).plan();
        } catch (OpenStackException | IllegalArgumentException refused) {
            throw new IOException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private static byte[] written(RecoveryPlan plan, String cloud) {
        String heading =
                "# As cloud %s has it. No cloud knows objective_minutes, nor diagnosis and starts_after of an instance.\n"
                        .formatted(cloud);
        return (heading + new String(PlanFile.plans().write(plan), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void warnOfUserData(RecoveryPlan plan, PrintStream err) {
        long told = plan.instances().stream()
                .filter(instance -> instance.userData().isPresent())
                .count();
        if (told > 0) {
            err.println("warning: the plan has the user data of " + PlanFile.counted((int) told, "instance")
                    + " as it is, in which there may be passwords: keep it where only you can read it");
        }
    }

    /** Others than its owner must not read what instances are told. */
    private static void writeForOwner(Path file, byte[] content) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(content));
        }
    }

    private static String counts(RecoveryPlan plan) {
        return PlanFile.counted(plan.instances().size(), "instance") + " with "
                + PlanFile.counted(plan.volumes().size(), "volume") + " on "
                + PlanFile.counted(plan.networks().size(), "network");
    }

    /** What a cloud takes, and a plan does not, is for somebody to mend in the file. */
    private static boolean hasFaults(byte[] written, PrintStream err) {
        if (PlanFile.plans().read(written) instanceof PlanOutcome.Refused refused) {
            refused.faults()
                    .forEach(fault -> err.println("fault: " + Text.harmless(fault.pointer() + ": " + fault.message())));
            return true;
        }
        return false;
    }

    private static Wishes wishes(Options options) throws UsageException {
        String onto = identifier(options, "--onto");
        String name = options.value("--name").orElse("");
        if (name.length() > MAX_NAME) {
            throw new UsageException("--name must be at most " + MAX_NAME + " characters long");
        }
        Map<String, String> storages = new LinkedHashMap<>();
        for (String pair : parts(options, "--storage")) {
            int equals = pair.indexOf('=');
            if (equals < 1 || equals == pair.length() - 1) {
                throw new UsageException("--storage must read HERE=THERE,… but was " + pair);
            }
            storages.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return new Wishes(parts(options, "--project"), onto, name, storages, options.has("--keep-addresses"));
    }

    private static List<String> parts(Options options, String name) {
        return options.value(name).map(value -> List.of(value.split(","))).orElse(List.of());
    }

    private static String identifier(Options options, String name) throws UsageException {
        String value = options.value(name)
                .orElseThrow(() -> new UsageException(name + " is missing; capture is written: " + USAGE));
        if (!Identifier.isValid(value)) {
            throw new UsageException(name + " must be letters, digits or - _ . : @ but was " + value);
        }
        return value;
    }
}
