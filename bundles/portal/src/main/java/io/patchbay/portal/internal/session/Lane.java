package io.patchbay.portal.internal.session;

import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.support.SerialExecutor;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The queue of one room: what it says is told to its clients in the order in which it was said. While more of it waits, what is
 * queued for the clients is not sent yet, so that one write carries several notifications. Thread-safe; what is unsent is
 * confined to the tasks.
 */
final class Lane {
    private static final int CAPACITY = 10_000;
    private static final int FEW = 32; // recipients that the thread of the speaker tells itself
    private static final int MOST_AT_ONCE = 16;
    private static final int MOST_BYTES_AT_ONCE = 65_536; // for each client, far below what makes it a slow reader

    private final SerialExecutor executor;
    private final Set<ClientSocket> unsent = new LinkedHashSet<>(); // confined to the executor, like the rest
    private int tasks;
    private int bytes;

    Lane(Executor pool) {
        this.executor = new SerialExecutor(pool, CAPACITY);
    }

    /**
     * Tells recipients something. Few are told on this thread if it is their turn; many on another, so that what is said
     * meanwhile gathers behind it.
     *
     * @param deliver queues it for every recipient, and names the sockets by {@link #flushLater}
     * @throws java.util.concurrent.RejectedExecutionException if too much waits
     */
    void tell(int recipients, Broadcast broadcast, Runnable deliver) {
        Runnable task = () -> perform(deliver, broadcast.estimatedBytes());
        if (recipients <= FEW) {
            executor.here(task);
        } else {
            executor.execute(task);
        }
    }

    /** Does something after what has been said before, however much waits. */
    void doAfterwards(Runnable task) {
        executor.executeAnyway(() -> {
            flush();
            task.run();
        });
    }

    /** Something has been queued for this socket. Only in {@link #tell}. */
    void flushLater(ClientSocket socket) {
        unsent.add(socket);
    }

    private void perform(Runnable deliver, int weight) {
        try {
            deliver.run();
        } finally {
            tasks++;
            bytes += weight;
            if (tasks >= MOST_AT_ONCE || bytes >= MOST_BYTES_AT_ONCE || !executor.hasWaiting()) {
                flush();
            }
        }
    }

    private void flush() {
        tasks = 0;
        bytes = 0;
        unsent.forEach(ClientSocket::flush);
        unsent.clear();
    }
}
