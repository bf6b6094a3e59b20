package io.patchbay.benchmarks.portal;

/** What carries an Engine.IO session. */
enum Transport {
    WEBSOCKET,
    POLLING;

    @Override
    public String toString() {
        return this == WEBSOCKET ? "websocket" : "polling";
    }
}
