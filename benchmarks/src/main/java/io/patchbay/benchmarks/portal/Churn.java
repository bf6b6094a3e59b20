package io.patchbay.benchmarks.portal;

import java.io.IOException;

/** Clients that connect, log in, log out and disconnect. */
final class Churn implements Case {
    private static final int LOGINS = 10_000;
    private static final double MOST_MICROS = 650;

    @Override
    public void run(Bench bench, Transport transport) throws IOException, InterruptedException {
        int count = bench.scaled(LOGINS);
        double node = micros(bench, bench.node(), transport, count);
        double peer = micros(bench, bench.peer(), transport, count);
        String what = "login + logout, us of server CPU";
        if (transport == Transport.WEBSOCKET) {
            bench.table().atMost(transport, what, node, peer, MOST_MICROS);
        } else {
            bench.table().tell(transport, what, Table.number(node), Table.number(peer));
        }
    }

    private static double micros(Bench bench, Server server, Transport transport, int count)
            throws IOException, InterruptedException {
        return new Logins(server, bench.clients(server, transport)).churn(count) * 1e6 / count;
    }
}
