package io.patchbay.benchmarks.portal;

import io.patchbay.benchmarks.ServerProcess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One of the two servers that are measured: how its clients log in and come back, and what it uses. */
public interface Server extends AutoCloseable {
    /** Memory that is in use after a collection, in bytes. */
    public record Memory(double heap, double nonHeap) {
        double total() {
            return heap + nonHeap;
        }
    }

    /** How a client of a cut connection comes back: what it connects with, and what it then sends, if anything. */
    record Return(String hello, Optional<String> relogin) {}

    String name();

    ServerProcess process();

    /** Makes what logins need, outside of what is measured: the data of one login a room, in the rooms' order. */
    List<String> logins(List<String> rooms) throws IOException, InterruptedException;

    /**
     * How a client comes back.
     *
     * @param connected what the server said when the namespace was connected
     * @param answer of the login
     * @param lastEvent that the client has seen; empty if none
     */
    Return comeBack(String connected, String answer, String lastEvent);

    /** Whether the client has its session again, by what the server said to its return. */
    boolean isBack(String connectedBefore, String connectedNow);

    Memory memory() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
