package io.patchbay.benchmarks.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection of one node to ZooKeeper, which can be cut. Thread-safe. */
final class Wire implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final int CONNECT_MILLIS = 1000;

    private final InetSocketAddress target;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "chaos-wire");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean cut;

    Wire(InetSocketAddress target) throws IOException {
        this.target = target;
        threads.execute(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Ends its connections, and lets no other through until it is mended. */
    void cut() throws IOException {
        cut = true;
        for (Socket end : ends) {
            end.close();
        }
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException refused) {
                LOG.debug("whoever wanted to connect tries again", refused);
            }
        }
    }

    private void connect(Socket near) throws IOException {
        Socket far = new Socket();
        ends.add(near);
        ends.add(far);
        try {
            if (cut) {
                throw new IOException("cut");
            }
            far.connect(target, CONNECT_MILLIS);
        } catch (IOException refused) {
            end(near, far);
            throw refused;
        }
        threads.execute(() -> copy(near, far));
        threads.execute(() -> copy(far, near));
    }

    private void copy(Socket from, Socket to) {
        try (InputStream input = from.getInputStream()) {
            input.transferTo(to.getOutputStream());
        } catch (IOException ended) {
            cutOff(from, to);
            return;
        }
        cutOff(from, to);
    }

    private void cutOff(Socket from, Socket to) {
        try {
            end(from, to);
        } catch (IOException gone) {
            ends.remove(to);
        }
    }

    private void end(Socket near, Socket far) throws IOException {
        ends.remove(near);
        ends.remove(far);
        near.close();
        far.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
        threads.shutdownNow();
    }
}
