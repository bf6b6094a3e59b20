package io.patchbay.launcher;

import io.patchbay.support.operator.Options;
import io.patchbay.support.operator.UsageException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How to run a node. Immutable.
 *
 * @param home the distribution's folder
 * @param data folder of the node's state
 * @param plugins folder that is watched for plug-ins; usually {@code plugins} of the distribution
 * @param conf folder that is watched for configuration; usually {@code conf} of the distribution
 * @param bind address to listen on
 * @param port port to listen on; 0 for a free one
 * @param advertise {@code HOST:PORT} that clients are told; default: where it listens
 * @param node the node's name; default: made at the first start and kept in the data folder
 * @param sets {@code PID:key=value}, stronger than the files in {@code conf}
 * @param hostApi whether plug-ins may be objects of the embedding program, whose class path holds the {@code api} jar
 */
public record NodeSettings(
        Path home,
        Path data,
        Path plugins,
        Path conf,
        String bind,
        int port,
        Optional<String> advertise,
        Optional<String> node,
        List<String> sets,
        boolean hostApi) {
    private static final Pattern SET = Pattern.compile("[A-Za-z0-9_.~-]+:[A-Za-z0-9_.~-]+=.*");
    private static final String PORT = "(6553[0-5]|655[0-2]\\d|65[0-4]\\d\\d|6[0-4]\\d{3}|[1-5]\\d{4}|[1-9]\\d{0,3})";
    private static final String HOST_PORT = "(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+):" + PORT;
    private static final String CIDR =
            "([0-9.]+/([12]?\\d|3[0-2])|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*/(\\d{1,2}|1[01]\\d|12[0-8]))";

    /** Copies the list. */
    public NodeSettings {
        sets = List.copyOf(sets);
    }

    /** A node on a free loopback port, to be embedded in a Java program that adds plug-ins of its own. */
    public static NodeSettings embedded(Path home, Path data) {
        return new NodeSettings(
                home,
                data,
                home.resolve("plugins"),
                home.resolve("conf"),
                "127.0.0.1",
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                true);
    }

    /**
     * The same with one more setting, for example {@code with("io.patchbay.placement", "strategy.play", "mine")}.
     *
     * @throws IllegalArgumentException if PID and key are not made of letters, digits and {@code . _ ~ -}
     */
    public NodeSettings with(String pid, String key, String value) {
        String set = pid + ":" + key + "=" + value;
        if (!SET.matcher(set).matches()) {
            throw new IllegalArgumentException("no setting: " + set);
        }
        List<String> more = new ArrayList<>(sets);
        more.add(set);
        return new NodeSettings(home, data, plugins, conf, bind, port, advertise, node, more, hostApi);
    }

    /** The same, watching another folder for plug-ins. */
    public NodeSettings withPlugins(Path folder) {
        return new NodeSettings(home, data, folder, conf, bind, port, advertise, node, sets, hostApi);
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
                        "--plugins",
                        "--conf",
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
            if (!SET.matcher(set).matches()) {
                // the value may be a secret, or be all there is
                throw new UsageException("--set must read PID:key=value");
            }
        }
        options.value("--zookeeper", HOST_PORT + "(," + HOST_PORT + ")*", "HOST:PORT,… with ports from 1 to 65535")
                .ifPresent(servers -> sets.add("io.patchbay.coordination:connectString=" + servers));
        Optional<String> database = options.value("--database");
        if (database.isPresent() && !database.get().matches("jdbc:(h2|postgresql):.+")) {
            // not repeated: there may be a password in it
            throw new UsageException(
                    "--database must be a JDBC URL of H2 or PostgreSQL, such as jdbc:postgresql://HOST/NAME");
        }
        database.ifPresent(url -> sets.add("io.patchbay.store:url=" + url));
        options.value("--admin-from", CIDR + "(," + CIDR + ")*", "CIDR,… such as 10.0.0.0/8")
                .ifPresent(networks -> sets.add("io.patchbay.rest:adminFrom=[" + networks + "]"));
        Path plugins = options.value("--plugins").map(NodeSettings::folder).orElseGet(() -> home.resolve("plugins"));
        if (!Files.isDirectory(plugins)) {
            throw new UsageException("--plugins " + plugins + " is no folder");
        }
        Path conf = options.value("--conf").map(NodeSettings::folder).orElseGet(() -> home.resolve("conf"));
        if (!Files.isDirectory(conf)) {
            throw new UsageException("--conf " + conf + " is no folder");
        }
        return new NodeSettings(
                home,
                folder(options.value("--data").orElse("data")),
                plugins,
                conf,
                bind,
                options.number("--port", 8080, 0, 65_535),
                options.value("--advertise", HOST_PORT, "HOST:PORT with a port from 1 to 65535"),
                options.value("--node", "[0-9a-zA-Z_-]{1,100}", "1 to 100 letters, digits, - or _"),
                sets,
                false);
    }

    private static Path folder(String name) {
        return Path.of(name).toAbsolutePath().normalize();
    }

    private static boolean isLoopback(String bind) throws UsageException {
        try {
            return Arrays.stream(InetAddress.getAllByName(bind)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            throw new UsageException("--bind " + bind + " is no address of this machine", unknown);
        }
    }
}
