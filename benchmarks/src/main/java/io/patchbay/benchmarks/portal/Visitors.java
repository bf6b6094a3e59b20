package io.patchbay.benchmarks.portal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Clients that are in the rooms of a node and stay there, and others that come and go, for benchmarks of something else. For the
 * benchmark's thread.
 */
public final class Visitors implements AutoCloseable {
    private final Loop loop;
    private final Logins logins;
    private final ScheduledExecutorService bustle =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "bench-visitors"));

    public Visitors(Node node) throws IOException {
        this.loop = new Loop("visitors");
        this.logins = new Logins(
                node, new Clients(loop, Transport.WEBSOCKET, node.process().url()));
    }

    /** Logs so many in for each room. */
    public void gather(List<Integer> perRoom) throws IOException, InterruptedException {
        List<String> rooms = new ArrayList<>();
        for (int room = 0; room < perRoom.size(); room++) {
            String name = "visited-" + room;
            IntStream.range(0, perRoom.get(room)).forEach(i -> rooms.add(name));
        }
        logins.gather(rooms);
    }

    /** From now on so many a second come and go at once. */
    public void comeAndGo(int perSecond) {
        Future<?> unused = // it ends with the thread
                bustle.scheduleWithFixedDelay(() -> comeAndGoOnce(perSecond), 0, 1, TimeUnit.SECONDS);
    }

    @SuppressWarnings("SystemOut") // a benchmark tells what breaks it
    private void comeAndGoOnce(int count) {
        try {
            logins.churn(count);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException broken) {
            broken.printStackTrace();
            System.exit(1); // no figure of a node without its visitors means anything
        }
    }

    @Override
    public void close() {
        bustle.shutdownNow();
        loop.close();
    }
}
