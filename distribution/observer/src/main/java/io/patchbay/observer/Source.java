package io.patchbay.observer;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to the play server, which tells the state of the match. One that was pulled out of the wire is noticed by its silence:
 * it does not answer pings. Confined to the event loop.
 */
final class Source extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** The longest state, in bytes. */
    static final int MAX_STATE_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Source.class);
    private static final int CONNECT_MILLIS = 3000;
    private static final int MAX_ANSWER_BYTES = 8192;
    private static final int PING_SECONDS = 3;
    private static final int SILENCE_SECONDS = 10;
    private static final int MATCH_OVER = 1000;

    private final String ticket;
    private final Consumer<String> onState;
    private final Consumer<Ending> onEnd;
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private Ending ending = Ending.SOURCE_GONE;

    private Source(String ticket, Consumer<String> onState, Consumer<Ending> onEnd) {
        this.ticket = ticket;
        this.onState = onState;
        this.onEnd = onEnd;
    }

    /**
     * Connects.
     *
     * @param onState told of each state, in the event loop
     * @param onEnd told once that there will be no more, likewise
     * @return completes when the first state has come; fails if the source cannot be reached, or ends before
     */
    static CompletableFuture<Void> connect(
            EventLoopGroup loop, URI address, String ticket, Consumer<String> onState, Consumer<Ending> onEnd)
            throws IOException {
        Source source = new Source(ticket, onState, onEnd);
        boolean secure = "wss".equals(address.getScheme());
        int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
        Optional<SslContext> tls = secure
                ? Optional.of(SslContextBuilder.forClient()
                        .endpointIdentificationAlgorithm("HTTPS")
                        .build())
                : Optional.empty();
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        tls.ifPresent(context -> channel.pipeline()
                                .addLast(context.newHandler(channel.alloc(), address.getHost(), port)));
                        channel.pipeline()
                                .addLast(new IdleStateHandler(SILENCE_SECONDS, PING_SECONDS, 0, TimeUnit.SECONDS))
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(MAX_ANSWER_BYTES))
                                .addLast(new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder()
                                        .webSocketUri(address)
                                        .maxFramePayloadLength(MAX_STATE_BYTES)
                                        .handleCloseFrames(false)
                                        .handshakeTimeoutMillis(CONNECT_MILLIS)
                                        .build()))
                                .addLast(new WebSocketFrameAggregator(MAX_STATE_BYTES))
                                .addLast(source);
                    }
                })
                .connect(address.getHost(), port);
        ChannelFuture unused = connecting.addListener(connected -> {
            if (!connected.isSuccess()) {
                source.first.completeExceptionally(new IOException(
                        "the source cannot be reached: " + connected.cause().getMessage(), connected.cause()));
            }
        });
        return source.first;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            onState.accept(text.text());
            first.complete(null);
        } else if (frame instanceof CloseWebSocketFrame close) {
            ending = close.statusCode() == MATCH_OVER ? Ending.MATCH_OVER : Ending.SOURCE_GONE;
            ChannelFuture unused = context.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        Channel channel = context.channel();
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            ChannelFuture unused = channel.writeAndFlush(new TextWebSocketFrame(Json.text(Map.of("ticket", ticket))));
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            ChannelFuture unused = context.close();
        } else if (event instanceof IdleStateEvent idle && idle.state() == IdleState.READER_IDLE) {
            LOG.warn("The source has been silent for {} s", SILENCE_SECONDS);
            ChannelFuture unused = context.close();
        } else if (event instanceof IdleStateEvent) {
            ChannelFuture unused = channel.writeAndFlush(new PingWebSocketFrame());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        first.completeExceptionally(new IOException("the source has closed the connection"));
        onEnd.accept(ending);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failed) {
        LOG.warn("The connection to the source failed: {}", String.valueOf(failed.getMessage()));
        first.completeExceptionally(new IOException("the source failed: " + failed.getMessage(), failed));
        ChannelFuture unused = context.close();
    }
}
