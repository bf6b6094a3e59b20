package io.patchbay.observer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.patchbay.support.observer.SpectatorTickets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** Where spectators connect. Its connections are served by the one event loop. Thread-safe. */
final class SpectatorServer {
    private static final int MAX_FRAME_BYTES = 1024;
    private static final int MAX_BODY_BYTES = 1024;
    private static final int MAX_LINE_BYTES = 2048;
    private static final int MAX_HEADER_BYTES = 8192;
    private static final int PING_SECONDS = 20;
    private static final int SILENCE_SECONDS = 60;
    private static final long HANDSHAKE_MILLIS = 5000;

    /** How many connections there may be beside those that have seats: they have not shown their ticket yet, or are told that it is not good. */
    static final int WITHOUT_SEAT = 64;

    private final Channel listening;

    private SpectatorServer(Channel listening) {
        this.listening = listening;
    }

    /**
     * Begins to listen.
     *
     * @param loop of one thread
     * @param connections how many there may be at once; more are closed
     * @throws IOException if it cannot listen
     */
    static SpectatorServer start(
            EventLoopGroup loop,
            InetSocketAddress address,
            int connections,
            Audience audience,
            SpectatorTickets tickets,
            Clock clock)
            throws IOException {
        ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(Audience.BUFFER_BYTES / 2, Audience.BUFFER_BYTES))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (open.size() >= connections) {
                            ChannelFuture unused = channel.close();
                            return;
                        }
                        open.add(channel); // it leaves by itself
                        channel.pipeline()
                                .addLast(new IdleStateHandler(SILENCE_SECONDS, PING_SECONDS, 0, TimeUnit.SECONDS))
                                .addLast(new HttpServerCodec(new HttpDecoderConfig()
                                        .setMaxInitialLineLength(MAX_LINE_BYTES)
                                        .setMaxHeaderSize(MAX_HEADER_BYTES)))
                                .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                                .addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                                        .websocketPath("/")
                                        .maxFramePayloadLength(MAX_FRAME_BYTES)
                                        .handshakeTimeoutMillis(HANDSHAKE_MILLIS)
                                        .build()))
                                .addLast(new SpectatorHandler(audience, tickets, clock));
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen at " + address.getHostString() + ":" + address.getPort() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return new SpectatorServer(bound.channel());
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Takes no more connections. */
    void close() {
        ChannelFuture unused = listening.close();
    }
}
