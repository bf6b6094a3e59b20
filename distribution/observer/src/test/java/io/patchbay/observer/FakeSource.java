package io.patchbay.observer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A play server that has one observer, and tells it what the test says. Thread-safe. */
final class FakeSource implements AutoCloseable {
    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final CompletableFuture<Channel> observer = new CompletableFuture<>();
    private final CompletableFuture<String> firstWord = new CompletableFuture<>();
    private final Channel listening;

    FakeSource(String state) {
        listening = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(8192))
                                .addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                                        .websocketPath("/watch")
                                        .sendCloseFrame(null)
                                        .build()))
                                .addLast(new SimpleChannelInboundHandler<TextWebSocketFrame>() {
                                    @Override
                                    protected void channelRead0(
                                            ChannelHandlerContext context, TextWebSocketFrame frame) {
                                        firstWord.complete(frame.text());
                                        ChannelFuture unused = context.writeAndFlush(new TextWebSocketFrame(state));
                                        observer.complete(context.channel());
                                    }
                                });
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort() + "/watch");
    }

    String firstWord() throws Exception {
        return firstWord.get(20, TimeUnit.SECONDS);
    }

    void tell(String state) throws Exception {
        channel().writeAndFlush(new TextWebSocketFrame(state)).sync();
    }

    void tellInParts(String first, String rest) throws Exception {
        ChannelFuture unused = channel().write(new TextWebSocketFrame(false, 0, first));
        channel().writeAndFlush(new ContinuationWebSocketFrame(true, 0, rest)).sync();
    }

    void endMatch() throws Exception {
        channel()
                .writeAndFlush(new CloseWebSocketFrame(1000, "the match is over"))
                .sync();
    }

    void die() throws Exception {
        channel().close().sync();
    }

    private Channel channel() throws Exception {
        return observer.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
