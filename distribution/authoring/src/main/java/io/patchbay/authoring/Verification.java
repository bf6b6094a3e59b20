package io.patchbay.authoring;

import io.patchbay.api.Identifier;
import io.patchbay.contract.BrokenContract;
import io.patchbay.contract.Check;
import io.patchbay.contract.Collected;
import io.patchbay.contract.Contract;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** Looks at a jar as a node and its engines will, check by check. Confined to one thread. */
final class Verification {
    private static final int LOG_LINES = 12;
    private static final String KINDS =
            Contract.all().stream().map(Contract::kind).collect(Collectors.joining(", "));

    private final TrialNode node;
    private final Report report;
    private final PluginThreads threads = new PluginThreads();

    Verification(TrialNode node, Report report) {
        this.node = node;
        this.report = report;
    }

    /** @throws UsageException if what follows {@code verify} is not one file with the name of a jar */
    static Path requireJar(List<String> arguments) throws UsageException {
        if (arguments.size() != 1 || arguments.get(0).startsWith("--")) {
            throw new UsageException("usage: patchbay verify FILE.jar [--json]");
        }
        Path jar = Path.of(arguments.get(0)).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new UsageException(arguments.get(0) + " is no file");
        }
        String name = jar.getFileName().toString();
        if (!name.endsWith(".jar") || name.startsWith(".")) {
            throw new UsageException(name + " would not be looked at in plugins/: its name must end with .jar");
        }
        return jar;
    }

    void run() throws InterruptedException, IOException {
        Optional<String> refusal = node.refusal();
        if (refusal.isPresent()) {
            report.about("the jar");
            report.fail("a node takes it", refusal.get());
            showLog();
            return;
        }
        WeakReference<ClassLoader> loader = lookAtPlugins();
        lookAtUnloading(loader);
        showLog();
    }

    /** Everything that needs the bundle, so that nothing here holds it when it is to go. */
    private WeakReference<ClassLoader> lookAtPlugins() throws InterruptedException, IOException {
        Bundle bundle = node.plugin().orElseThrow(() -> new IOException("the jar was taken, but is not installed"));
        ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
        report.about(bundle.getSymbolicName() + " " + bundle.getVersion());
        report.pass("a node takes it");
        for (Check check : checksOf(bundle)) {
            report.run(check);
        }
        for (Offer<?> offer : offersOf(bundle)) {
            lookAt(offer, loader);
        }
        return new WeakReference<>(loader);
    }

    private List<Check> checksOf(Bundle bundle) {
        return List.of(
                new Check("exports no package", () -> {
                    String exported = bundle.getHeaders("").get(Constants.EXPORT_PACKAGE);
                    if (exported != null) {
                        throw new BrokenContract("it exports " + exported
                                + ": another bundle that uses these classes would keep them in memory after a swap");
                    }
                }),
                new Check("brings no classes of Patchbay's own", () -> {
                    if (bundle.getEntry("io/patchbay/api") != null) {
                        throw new BrokenContract(
                                "it contains io/patchbay/api: give that dependency the scope provided");
                    }
                }),
                new Check("offers a plug-in", () -> {
                    if (offered(bundle).isEmpty()) {
                        throw new BrokenContract(
                                "it registers no service that is a " + KINDS + ": " + whyNothing(bundle));
                    }
                }),
                new Check("gives each plug-in a name", () -> offered(bundle).forEach(Verification::requireName)));
    }

    private String whyNothing(Bundle bundle) {
        List<String> absent = WantedServices.of(bundle).stream()
                .filter(type -> node.context().getServiceReference(type) == null)
                .toList();
        return absent.isEmpty()
                ? "is @Component there, and does it name the service?"
                : "a component of it waits for " + String.join(", ", absent)
                        + ", which verify does not offer: of a node's"
                        + " services it has java.time.Clock and io.patchbay.api.node.NodeFolders only; make such a"
                        + " reference optional, or try the jar in a node";
    }

    private static void requireName(ServiceReference<?> reference) {
        Object name = reference.getProperty("patchbay.name");
        if (!(name instanceof String text) || !Identifier.isValid(text)) {
            throw new BrokenContract("the service property patchbay.name of " + reference.getProperty("component.name")
                    + " is " + name + "; it must be 1 to " + Identifier.MAX_LENGTH + " letters, digits or - _ . : @");
        }
    }

    private void lookAt(Offer<?> offer, ClassLoader loader) throws InterruptedException {
        report.about(offer.contract().kind() + " '" + offer.name() + "'");
        List<Check> checks = checksOf(offer);
        boolean stuck = false;
        for (Check check : checks) {
            if (stuck) {
                report.skip(check.name());
                continue;
            }
            try {
                threads.run(check, loader);
                report.pass(check.name());
            } catch (BrokenContract broken) {
                report.fail(check.name(), broken.getMessage());
                stuck = broken instanceof BrokenContract.Overrun;
            }
        }
        offer.giveBack();
    }

    private static <T> List<Check> checksOf(Offer<T> offer) {
        List<Check> checks = new ArrayList<>();
        if (offer.contract().instances() == Contract.Instances.ONE_FOR_EACH_PURPOSE) {
            checks.add(new Check("has an instance for each purpose", () -> {
                if (!offer.isPrototype()) {
                    throw new BrokenContract(
                            "all purposes would share one instance: add scope = ServiceScope.PROTOTYPE to"
                                    + " @Component");
                }
            }));
        }
        checks.addAll(offer.contract().checks().apply(offer::instance));
        return checks;
    }

    private void lookAtUnloading(WeakReference<ClassLoader> loader) throws InterruptedException, IOException {
        report.about("when it is removed");
        report.run(new Check("its bundle stops", this::requireStop));
        report.run(new Check("leaves no thread behind", () -> {
            List<String> left = threads.left(loader.get());
            if (!left.isEmpty()) {
                throw new BrokenContract("these threads still run: " + String.join(", ", left)
                        + "; end what you start in a method with @Deactivate");
            }
        }));
        report.run(new Check("its classes leave the memory", () -> {
            if (!Collected.comesTrue(() -> loader.get() == null)) {
                throw new BrokenContract(
                        threads.isStuck()
                                ? "a call of it still has not returned"
                                : "something still holds them: a thread, a ThreadLocal, a shutdown hook, or a listener that was"
                                        + " registered with something outside the jar");
            }
        }));
    }

    private void requireStop() {
        try {
            if (!node.giveUp()) {
                throw new BrokenContract("it was not gone after the file had been deleted");
            }
        } catch (IOException failed) {
            throw new BrokenContract("its file could not be deleted: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokenContract("interrupted");
        }
    }

    /** What SCR and the deployer said, which is where the cause of much is. */
    private void showLog() throws IOException {
        List<String> log = node.log();
        if (!log.isEmpty()) {
            report.about("the log");
            log.subList(Math.max(0, log.size() - LOG_LINES), log.size()).forEach(report::note);
        }
    }

    private static List<ServiceReference<?>> offered(Bundle bundle) {
        return Optional.ofNullable(bundle.getRegisteredServices()).stream()
                .flatMap(Arrays::stream)
                .filter(reference -> !contractsOf(reference).isEmpty())
                .<ServiceReference<?>>map(reference -> reference)
                .toList();
    }

    private List<Offer<?>> offersOf(Bundle bundle) {
        BundleContext context = node.context();
        List<Offer<?>> offers = new ArrayList<>();
        for (ServiceReference<?> reference : offered(bundle)) {
            contractsOf(reference)
                    .forEach(contract ->
                            offers.add(new Offer<>(contract, reference, context.getServiceObjects(reference))));
        }
        return offers;
    }

    /** One component may be several plug-ins. */
    private static List<Contract<?>> contractsOf(ServiceReference<?> reference) {
        List<String> types = List.of((String[]) reference.getProperty(Constants.OBJECTCLASS));
        return Contract.all().stream()
                .filter(contract -> types.contains(contract.type().getName()))
                .toList();
    }
}
