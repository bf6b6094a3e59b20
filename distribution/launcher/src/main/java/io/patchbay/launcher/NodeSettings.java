package io.patchbay.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How to run a node. Immutable.
 *
 * @param home the distribution's folder
 * @param data folder of the node's state
 * @param bind address to listen on
 * @param port port to listen on; 0 for a free one
 * @param advertise {@code HOST:PORT} that clients are told; default: where it listens
 * @param node the node's name; default: made at the first start and kept in the data folder
 * @param sets {@code PID:key=value}, stronger than the files in {@code conf/}
 * @param hostApi whether plug-ins may be objects of the embedding program, whose class path holds the {@code api} jar
 */
public record NodeSettings(
        Path home,
        Path data,
        String bind,
        int port,
        Optional<String> advertise,
        Optional<String> node,
        List<String> sets,
        boolean hostApi) {
    /** Copies the list. */
    public NodeSettings {
        sets = List.copyOf(sets);
    }

    /** A node on a free loopback port, to be embedded in a Java program that adds plug-ins of its own. */
    public static NodeSettings embedded(Path home, Path data) {
        return new NodeSettings(home, data, "127.0.0.1", 0, Optional.empty(), Optional.empty(), List.of(), true);
    }

    /**
     * Reads the options of {@code patchbay run}.
     *
     * @throws UsageException if one is unknown, or its value is bad
     */
    static NodeSettings parse(Path home, List<String> arguments) throws UsageException {
        Options options = new Options(
                arguments,
                List.of(
                        "--port",
                        "--bind",
                        "--advertise",
                        "--data",
                        "--node",
                        "--zookeeper",
                        "--database",
                        "--set",
                        "--admin-from"),
                List.of("--insecure"));
        String bind = options.value("--bind").orElse("127.0.0.1");
        if (!isLoopback(bind) && !options.has("--insecure")) {
            throw new UsageException(
                    "--bind " + bind
                            + " is reachable from other machines and there is no TLS: add --insecure if you mean it, or bind 127.0.0.1");
        }
        List<String> sets = new ArrayList<>(options.values("--set"));
        for (String set : sets) {
            if (!set.matches("[A-Za-z0-9_.~-]+:[^=:]+=.*")) {
                throw new UsageException("--set must read PID:key=value but was " + set);
            }
        }
        options.value("--zookeeper", "(\\[[0-9a-fA-F:]+\\]|[^:,/\\s]+):\\d{1,5}(,[^:,/\\s]+:\\d{1,5})*", "HOST:PORT,…")
                .ifPresent(servers -> sets.add("io.patchbay.coordination:connectString=" + servers));
        options.value(
                        "--database",
                        "jdbc:(h2|postgresql):.+",
                        "a JDBC URL of H2 or PostgreSQL, jdbc:postgresql://HOST/NAME")
                .ifPresent(url -> sets.add("io.patchbay.store:url=" + url));
        options.value("--admin-from", "[0-9a-fA-F.:]+/\\d{1,3}(,[0-9a-fA-F.:]+/\\d{1,3})*", "CIDR,… such as 10.0.0.0/8")
                .ifPresent(networks -> sets.add("io.patchbay.rest:adminFrom=" + networks));
        return new NodeSettings(
                home,
                Path.of(options.value("--data").orElse("data")).toAbsolutePath().normalize(),
                bind,
                options.number("--port", 8080, 0, 65_535),
                options.value("--advertise", "(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9._-]+):\\d{1,5}", "HOST:PORT"),
                options.value("--node", "[0-9a-zA-Z_-]{1,100}", "1 to 100 letters, digits, - or _"),
                sets,
                false);
    }

    private static boolean isLoopback(String bind) throws UsageException {
        try {
            return Arrays.stream(InetAddress.getAllByName(bind)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            throw new UsageException("--bind " + bind + " is no address of this machine", unknown);
        }
    }
}
