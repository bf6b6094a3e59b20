package io.patchbay.benchmarks.portal;

/**
 * What a case measures with. Immutable.
 *
 * @param divisor 1 for the sizes that the bounds are for; more to try a case out
 */
record Bench(Server node, Server peer, Loop loop, Table table, int divisor) {
    Clients clients(Server server, Transport transport) {
        return new Clients(loop, transport, server.process().url());
    }

    int scaled(int size) {
        return Math.max(1, size / divisor);
    }
}
