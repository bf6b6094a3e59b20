package io.patchbay.benchmarks.hotswap;

import java.io.IOException;
import java.util.List;

/** A plug-in whose replacement is tried: all that the harness has to know of an extension point. Immutable. */
public interface Subject {
    /** Its extension point, as the API names it. */
    String kind();

    /** Its name. */
    String name();

    /** Its jar in the plug-in folder, without version and ending. */
    String jar();

    /** A class of that jar by which its class loaders are told. */
    String className();

    /** The protocol version of the clients that are connected meanwhile. */
    default String clientVersion() {
        return "1.2";
    }

    /**
     * The requests that it answers; how an answer is checked is up to them.
     *
     * @param crowd the clients that are connected meanwhile, who may be those who ask
     */
    Load load(SwapNode node, Crowd crowd) throws IOException, InterruptedException;

    /** Whether its requests must not take much longer while it is replaced. */
    default boolean mustBeSwift() {
        return true;
    }

    /** For people. */
    default String label() {
        return kind() + " " + name();
    }

    /** Versions of the client protocol whose clients can come back. */
    static List<Subject> resumable() {
        return List.of(of("1.0"), of("1.1"), of("1.2"));
    }

    /** The one of that name. */
    public static Subject of(String name) {
        return all().stream()
                .filter(subject -> subject.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Every extension point there is. */
    static List<Subject> all() {
        return List.of(
                new PlacementSubject(
                        "scheduler", "sticky", "scheduler-sticky", "io.patchbay.scheduler.sticky.internal.Sticky"),
                new PlacementSubject("matcher", "isp-region", "matchers", "io.patchbay.matchers.internal.IspRegion"),
                new PlacementSubject(
                        "strategy", "least-used", "strategies", "io.patchbay.strategies.internal.LeastUsed"),
                new ProtocolSubject("legacy", "protocol-legacy", "io.patchbay.protocol.legacy.internal.ProtocolLegacy"),
                new ProtocolSubject("1.0", "protocol-v10", "io.patchbay.protocol.v10.internal.ProtocolV10"),
                new ProtocolSubject("1.1", "protocol-v11", "io.patchbay.protocol.v11.internal.ProtocolV11"),
                new ProtocolSubject("1.2", "protocol-v12", "io.patchbay.protocol.v12.internal.ProtocolV12"),
                new PolicySubject("prefix", "login-policies", "io.patchbay.loginpolicies.internal.Prefix"),
                new LauncherSubject(
                        "process", "observer-process", "io.patchbay.observerprocess.internal.ProcessLauncher"),
                new NamespaceSubject("echo", "example-socket-echo", "com.example.socketecho.Echo"),
                new JobSubject("election", "claim", "election-claim", "io.patchbay.election.claim.internal.Claim"),
                new JobSubject("handler", "example.write-file", "example-task-handler", "com.example.tasks.WriteFile"),
                new CloudSubject(
                        "handler",
                        "create.network",
                        "handlers-openstack",
                        "io.patchbay.handlers.openstack.internal.CreateNetwork"));
    }
}
