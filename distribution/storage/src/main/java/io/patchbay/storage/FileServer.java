package io.patchbay.storage;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.patchbay.support.Threads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Hands files out by HTTP, without copying them through this process. Its threads are Netty's event loops, two of them; a connection
 * belongs to one. Thread-safe.
 */
final class FileServer implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 2048;
    private static final int MAX_HEADER_BYTES = 8192;
    private static final int IDLE_SECONDS = 30;
    private static final int LOOPS = 2;
    private static final int BACKLOG = 1024;
    private static final long CLOSE_MILLIS = 2000;

    private final EventLoopGroup acceptor = new NioEventLoopGroup(1, Threads.named("storage-accept"));
    private final EventLoopGroup loops = new NioEventLoopGroup(LOOPS, Threads.named("storage-serve"));
    private final Channel listening;

    private FileServer(Shelf shelf, Traffic traffic, InetSocketAddress address) throws IOException {
        ServerBootstrap server = new ServerBootstrap()
                .group(acceptor, loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        HttpDecoderConfig limits = new HttpDecoderConfig()
                                .setMaxInitialLineLength(MAX_LINE_BYTES)
                                .setMaxHeaderSize(MAX_HEADER_BYTES);
                        channel.pipeline()
                                .addLast(new IdleStateHandler(true, 0, 0, IDLE_SECONDS, TimeUnit.SECONDS))
                                .addLast(new HttpServerCodec(limits))
                                .addLast(new FileHandler(shelf, traffic));
                    }
                });
        ChannelFuture bound = server.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close(acceptor, loops);
            throw new IOException(
                    "cannot listen at " + address.getHostString() + ":" + address.getPort() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        listening = bound.channel();
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if it cannot
     */
    static FileServer start(Shelf shelf, Traffic traffic, InetSocketAddress address) throws IOException {
        return new FileServer(shelf, traffic, address);
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Takes no more connections, and ends those that there are. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly(CLOSE_MILLIS);
        close(acceptor, loops);
    }

    private static void close(EventLoopGroup... groups) {
        for (EventLoopGroup group : groups) {
            group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MILLIS);
        }
    }
}
