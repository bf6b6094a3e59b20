package io.patchbay.benchmarks.portal;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** A connection of a {@link Loop}, confined to its thread. */
final class TcpConnection {
    /** What becomes of a connection. */
    interface Listener {
        void connected(TcpConnection connection);

        /**
         * Something has come in. What is not taken out of the bytes comes again, with more.
         *
         * @param bytes only good during the call
         */
        void received(TcpConnection connection, ByteBuffer bytes);

        /** It was ended by the other side, or broke; not called after {@link #close}. */
        void closed(TcpConnection connection);
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final Listener listener;
    private final Deque<ByteBuffer> output = new ArrayDeque<>(1);
    private SelectionKey key;
    private ByteBuffer kept = NOTHING;
    private boolean open = true;

    TcpConnection(SocketChannel channel, Listener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    void registered(SelectionKey selectionKey) {
        key = selectionKey;
    }

    void send(byte[] bytes) {
        output.add(ByteBuffer.wrap(bytes));
        if (open && channel.isConnected()) {
            write();
        }
    }

    /** Ends it. The other side is told at once, in a way that cannot be taken for a farewell. */
    void close() {
        if (!open) {
            return;
        }
        open = false;
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } catch (IOException alreadyGone) {
            output.clear();
        }
    }

    void ready(ByteBuffer input) {
        try {
            if (open && key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                listener.connected(this);
                if (open) {
                    write();
                }
            }
            if (open && key.isWritable()) {
                write();
            }
            if (open && key.isReadable()) {
                read(input);
            }
        } catch (IOException broken) {
            end();
        }
    }

    private void read(ByteBuffer input) throws IOException {
        input.clear();
        input.put(kept);
        kept = NOTHING;
        int count = channel.read(input);
        input.flip();
        if (input.hasRemaining()) {
            listener.received(this, input);
        }
        if (open && input.hasRemaining()) {
            kept = ByteBuffer.allocate(input.remaining()).put(input).flip();
        }
        if (count < 0) {
            end();
        }
    }

    private void write() {
        try {
            while (!output.isEmpty()) {
                ByteBuffer next = output.peek();
                channel.write(next);
                if (next.hasRemaining()) {
                    want(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                    return;
                }
                output.remove();
            }
            want(SelectionKey.OP_READ);
        } catch (IOException broken) {
            end();
        }
    }

    private void want(int operations) {
        if (key.interestOps() != operations) {
            key.interestOps(operations);
        }
    }

    private void end() {
        if (open) {
            close();
            listener.closed(this);
        }
    }
}
