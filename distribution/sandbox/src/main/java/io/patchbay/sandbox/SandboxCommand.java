package io.patchbay.sandbox;

import io.patchbay.api.recovery.plan.PlanOutcome;
import io.patchbay.api.recovery.plan.Plans;
import io.patchbay.sandbox.plan.NodeFolder;
import io.patchbay.sandbox.plan.PlannedSite;
import io.patchbay.support.operator.Options;
import io.patchbay.support.operator.Text;
import io.patchbay.support.operator.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** {@code patchbay sandbox}: a cloud in a process of its own. Confined to one thread. */
public final class SandboxCommand {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;
    private static final int LONGEST_MILLIS = 60_000;

    private SandboxCommand() {}

    /**
     * Serves until the process is told to stop.
     *
     * @param arguments the options of {@code patchbay sandbox}
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        try {
            Options given = given(List.of(arguments));
            Optional<PlannedSite> site = site(given);
            SandboxOptions options = options(given, site);
            Sandbox sandbox = Sandbox.start(options);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "patchbay-sandbox-shutdown"));
            Optional<Path> conf =
                    site.isPresent() ? Optional.of(new NodeFolder(sandbox, site.get()).write()) : Optional.empty();
            tell(sandbox, options, conf, out);
        } catch (UsageException | IllegalArgumentException wrong) {
            err.println("patchbay: " + wrong.getMessage());
            System.exit(EXIT_USAGE);
        } catch (IOException failed) {
            err.println("patchbay: the sandbox cannot start: " + Text.harmless(String.valueOf(failed.getMessage())));
            System.exit(EXIT_FAILED);
        }
    }

    /** What programs wait for comes first. A password that was given is not told. */
    private static void tell(Sandbox sandbox, SandboxOptions options, Optional<Path> conf, PrintStream out) {
        out.println("ready " + sandbox.url());
        out.println("# clouds.yaml, also in " + sandbox.cloudsFile());
        String yaml = sandbox.cloudsYaml(options.name());
        out.print(
                options.password().isEmpty() ? yaml : yaml.replaceAll("password: .*", "password: # the one you gave"));
        conf.ifPresent(folder -> out.println("# a node that carries the plan out here: patchbay run --conf " + folder));
        out.flush();
    }

    /** @throws UsageException if an option is unknown, or its value is bad */
    static SandboxOptions parse(List<String> arguments) throws UsageException {
        Options given = given(arguments);
        return options(given, site(given));
    }

    private static Options given(List<String> arguments) throws UsageException {
        return new Options(
                arguments,
                List.of(
                        "--port",
                        "--dir",
                        "--latency-millis",
                        "--settle-millis",
                        "--quota",
                        "--fault",
                        "--password-file",
                        "--plan"),
                List.of());
    }

    private static SandboxOptions options(Options given, Optional<PlannedSite> site) throws UsageException {
        SandboxOptions usual =
                site.map(planned -> planned.in(SandboxOptions.DEFAULTS)).orElse(SandboxOptions.DEFAULTS);
        Map<String, Integer> quotas = new HashMap<>(usual.quotas());
        quotas.putAll(quotas(given.values("--quota")));
        return new SandboxOptions(
                given.number("--port", 0, 0, 65_535),
                given.value("--dir").map(Path::of),
                usual.durable(),
                Duration.ofMillis(given.number("--latency-millis", 0, 0, LONGEST_MILLIS)),
                Duration.ofMillis(
                        given.number("--settle-millis", (int) usual.settling().toMillis(), 0, LONGEST_MILLIS)),
                quotas,
                faults(given.values("--fault")),
                password(given.value("--password-file")),
                usual.pools(),
                usual.name(),
                usual.site());
    }

    private static Optional<PlannedSite> site(Options given) throws UsageException {
        Optional<String> file = given.value("--plan");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Plans plans = ServiceLoader.load(Plans.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no plans are on the class path"));
        try (InputStream content = Files.newInputStream(Path.of(file.get()))) {
            if (plans.read(content.readNBytes(Plans.MAX_BYTES + 1)) instanceof PlanOutcome.Accepted accepted) {
                return Optional.of(new PlannedSite(accepted.plan()));
            }
        } catch (IOException unreadable) {
            throw new UsageException("--plan " + file.get() + " cannot be read: " + unreadable, unreadable);
        }
        throw new UsageException(
                "--plan " + file.get() + " has faults: patchbay plan validate " + file.get() + " lists them");
    }

    private static Map<String, Integer> quotas(List<String> written) throws UsageException {
        Map<String, Integer> quotas = new HashMap<>();
        for (String quota : written) {
            if (!quota.matches("[a-z_]+=-?\\d{1,9}")) {
                throw new UsageException("--quota must read KEY=NUMBER, such as instances=50, but was " + quota);
            }
            int equals = quota.indexOf('=');
            quotas.put(quota.substring(0, equals), Integer.valueOf(quota.substring(equals + 1)));
        }
        return quotas;
    }

    private static List<Fault> faults(List<String> written) throws UsageException {
        List<Fault> faults = new ArrayList<>();
        for (String fault : written) {
            try {
                faults.add(Fault.parse(fault));
            } catch (IllegalArgumentException wrong) {
                throw new UsageException("--fault " + fault + ": " + wrong.getMessage(), wrong);
            }
        }
        return faults;
    }

    private static Optional<String> password(Optional<String> file) throws UsageException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            String password = Files.readString(Path.of(file.get())).strip();
            if (password.isEmpty()
                    || password.length() > 200
                    || !password.chars().allMatch(c -> c >= ' ' && c != 127)) {
                throw new UsageException("--password-file must hold one line of at most 200 characters");
            }
            return Optional.of(password);
        } catch (IOException unreadable) {
            throw new UsageException("--password-file " + file.get() + " cannot be read: " + unreadable, unreadable);
        }
    }
}
