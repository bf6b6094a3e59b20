package io.patchbay.benchmarks.portal;

import java.io.IOException;

/** One large room whose members talk as fast as everybody hears them, on both servers in turns. */
final class OneRoom implements Case {
    private static final int MEMBERS = 500;
    private static final int SPEAKERS = 4;
    private static final int ROUNDS = 4;
    private static final long ROUND_MILLIS = 3_000;
    private static final double MOST_MICROS = 9;

    @Override
    public void run(Bench bench, Transport transport) throws IOException, InterruptedException {
        int size = Math.max(SPEAKERS, bench.scaled(MEMBERS));
        Talk node = new Talk(bench.node(), bench.clients(bench.node(), transport), 1, size);
        Talk peer = new Talk(bench.peer(), bench.clients(bench.peer(), transport), 1, size);
        for (int round = 0; round <= ROUNDS; round++) {
            node.closedLoop(SPEAKERS, ROUND_MILLIS);
            peer.closedLoop(SPEAKERS, ROUND_MILLIS);
            if (round == 0) { // to warm up
                node.forget();
                peer.forget();
            }
        }
        String room = "room of " + size + ", ";
        bench.table()
                .atLeast(
                        transport,
                        room + "deliveries/s",
                        node.deliveriesPerSecond(),
                        peer.deliveriesPerSecond(),
                        peer.deliveriesPerSecond());
        bench.table()
                .atMost(transport, room + "p99 ms", node.slowestMillis(), peer.slowestMillis(), peer.slowestMillis());
        bench.table()
                .atMost(
                        transport,
                        room + "us of server CPU each",
                        node.microsPerDelivery(),
                        peer.microsPerDelivery(),
                        transport == Transport.WEBSOCKET ? MOST_MICROS : peer.microsPerDelivery());
        node.end();
        peer.end();
    }
}
