package io.patchbay.benchmarks.portal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** One thread that serves any number of connections, so that the clients take little of the machine. {@link #execute} and {@link #close} are thread-safe; everything else is confined to the thread. */
public final class Loop implements AutoCloseable {
    private record Timer(long at, long order, Runnable task) {}

    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer input = ByteBuffer.allocateDirect(2 * 1024 * 1024);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>((one, other) ->
            one.at() != other.at() ? Long.compare(one.at(), other.at()) : Long.compare(one.order(), other.order()));
    private long order;
    private volatile boolean closed;

    public Loop(String name) throws IOException {
        this.selector = Selector.open();
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Has something done on the thread. */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Has something done later. */
    public void after(long millis, Runnable task) {
        timers.add(new Timer(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), ++order, task));
    }

    /** Has something done at that reading of {@link System#nanoTime}. */
    public void at(long nanos, Runnable task) {
        timers.add(new Timer(nanos, ++order, task));
    }

    TcpConnection connect(InetSocketAddress to, TcpConnection.Listener listener) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
            TcpConnection connection = new TcpConnection(channel, listener);
            boolean connected = channel.connect(to);
            connection.registered(
                    channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, connection));
            if (connected) {
                execute(() -> listener.connected(connection));
            }
            return connection;
        } catch (IOException broken) {
            throw new IllegalStateException("no connection to " + to + ": " + broken.getMessage(), broken);
        }
    }

    @SuppressWarnings("SystemOut") // a benchmark tells what breaks it
    private void run() {
        try {
            while (!closed) {
                long wait = timers.isEmpty() ? 1_000 : millisUntil(timers.peek().at());
                if (tasks.isEmpty() && wait > 0) {
                    selector.select(this::ready, wait);
                } else {
                    selector.selectNow(this::ready);
                }
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                while (!timers.isEmpty() && timers.peek().at() <= System.nanoTime()) {
                    timers.poll().task().run();
                }
            }
            selector.close();
        } catch (IOException | RuntimeException broken) {
            broken.printStackTrace();
            System.exit(1); // no figure of a broken client means anything
        }
    }

    private static long millisUntil(long at) {
        long nanos = at - System.nanoTime();
        return nanos <= 0 ? 0 : nanos / 1_000_000 + 1;
    }

    private void ready(SelectionKey key) {
        ((TcpConnection) key.attachment()).ready(input);
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}
