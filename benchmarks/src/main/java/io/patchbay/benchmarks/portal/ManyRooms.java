package io.patchbay.benchmarks.portal;

import java.io.IOException;

/** Many small rooms with a fixed number of texts a second, on both servers in turns. */
final class ManyRooms implements Case {
    private static final int ROOMS = 500;
    private static final int MEMBERS = 10;
    private static final int RATE = 1_000;
    private static final int ROUNDS = 4;
    private static final long ROUND_MILLIS = 4_000;
    private static final double MOST_RATIO = 1.3;

    @Override
    public void run(Bench bench, Transport transport) throws IOException, InterruptedException {
        int rooms = bench.scaled(ROOMS);
        Talk node = new Talk(bench.node(), bench.clients(bench.node(), transport), rooms, MEMBERS);
        Talk peer = new Talk(bench.peer(), bench.clients(bench.peer(), transport), rooms, MEMBERS);
        for (int round = 0; round <= ROUNDS; round++) {
            node.openLoop(bench.scaled(RATE), ROUND_MILLIS);
            peer.openLoop(bench.scaled(RATE), ROUND_MILLIS);
            if (round == 0) { // to warm up
                node.forget();
                peer.forget();
            }
        }
        String what = rooms + " rooms of " + MEMBERS + ", ";
        bench.table()
                .atMost(
                        transport,
                        what + "us of server CPU each",
                        node.microsPerDelivery(),
                        peer.microsPerDelivery(),
                        MOST_RATIO * peer.microsPerDelivery());
        bench.table()
                .atMost(transport, what + "p99 ms", node.slowestMillis(), peer.slowestMillis(), peer.slowestMillis());
        node.end();
        peer.end();
    }
}
