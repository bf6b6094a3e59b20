package io.patchbay.benchmarks.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node's portal beside a bare socket.io server that gets the same traffic in the same run. */
public final class PortalBenchmark {
    private static final int WARM_UP = 50_000;
    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    static {
        CASES.put("churn", new Churn());
        CASES.put("room", new OneRoom());
        CASES.put("rooms", new ManyRooms());
        CASES.put("idle", new Idle());
        CASES.put("cut", new Cut());
        CASES.put("replay", new Replay());
    }

    private PortalBenchmark() {}

    /** What the command line asks for. */
    private record Wanted(List<String> cases, List<Transport> transports, int warmUp, int divisor) {
        static Wanted read(String[] arguments) {
            List<String> cases = new ArrayList<>();
            List<Transport> transports = List.of(Transport.values());
            int warmUp = WARM_UP;
            int divisor = 1;
            for (String argument : arguments) {
                if (CASES.containsKey(argument)) {
                    cases.add(argument);
                } else if (argument.equals("--websocket")) {
                    transports = List.of(Transport.WEBSOCKET);
                } else if (argument.equals("--polling")) {
                    transports = List.of(Transport.POLLING);
                } else if (argument.matches("--warm-up=\\d{1,7}")) {
                    warmUp = Integer.parseInt(argument.substring("--warm-up=".length()));
                } else if (argument.matches("--divide-by=[1-9]\\d{0,3}")) {
                    divisor = Integer.parseInt(argument.substring("--divide-by=".length()));
                } else {
                    throw new IllegalArgumentException("there is no '" + argument + "'; there are "
                            + String.join(", ", CASES.keySet())
                            + ", --websocket, --polling, --warm-up=LOGINS (50000), --divide-by=N (1; smaller cases,"
                            + " to try them)");
                }
            }
            return new Wanted(cases.isEmpty() ? List.copyOf(CASES.keySet()) : cases, transports, warmUp, divisor);
        }
    }

    /**
     * Measures, prints, and exits with 1 where a bound does not hold.
     *
     * @param arguments names of cases, or none for all, and options; the system properties {@code patchbay.home} and
     *     {@code patchbay.peer} name the distribution and {@code benchmarks/peer}
     */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    public static void main(String[] arguments) throws Exception {
        Wanted wanted;
        try {
            wanted = Wanted.read(arguments);
        } catch (IllegalArgumentException unknown) {
            System.err.println("patchbay bench portal: " + unknown.getMessage());
            System.exit(2);
            return;
        }
        Path home = Path.of(System.getProperty("patchbay.home")).toAbsolutePath();
        Path peers = Path.of(System.getProperty("patchbay.peer")).toAbsolutePath();
        Path work = Files.createTempDirectory("patchbay-bench-portal");
        Table table;
        try (Server node = Node.start(home, work);
                Loop loop = new Loop("clients")) {
            try (Server peer = Peer.start(peers, work, false)) {
                table = new Table();
                Bench bench = new Bench(node, peer, loop, table, wanted.divisor());
                warmUp(bench, wanted);
                run(bench, wanted, false);
            }
            if (wanted.cases().stream().anyMatch(PortalBenchmark::needsRecovery)) {
                try (Server peer = Peer.start(peers, work, true)) {
                    run(new Bench(node, peer, loop, table, wanted.divisor()), wanted, true);
                }
            }
        }
        System.exit(table.held() ? 0 : 1);
    }

    /** Recovery makes each broadcast of the peer dearer, so it has it only where it is needed. */
    private static boolean needsRecovery(String name) {
        return name.equals("cut") || name.equals("replay");
    }

    private static void warmUp(Bench bench, Wanted wanted) throws IOException, InterruptedException {
        for (Transport transport : wanted.transports()) {
            int logins = wanted.warmUp() / wanted.transports().size();
            for (Server server : List.of(bench.node(), bench.peer())) {
                new Logins(server, bench.clients(server, transport)).churn(logins);
            }
        }
    }

    private static void run(Bench bench, Wanted wanted, boolean recovery) throws IOException, InterruptedException {
        for (String name : wanted.cases()) {
            if (needsRecovery(name) == recovery) {
                for (Transport transport : wanted.transports()) {
                    CASES.get(name).run(bench, transport);
                }
            }
        }
    }
}
