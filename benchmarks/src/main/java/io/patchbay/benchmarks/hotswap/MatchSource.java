package io.patchbay.benchmarks.hotswap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Where observers connect to get a match. It has a thread of its own; what happens is told there. Thread-safe. */
final class MatchSource implements AutoCloseable {
    private static final int MAX_REQUEST_BYTES = 8_192;
    private static final int MATCH_OVER = 1000;
    private static final String PATH = "/watch";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An observer's connection. Thread-safe. */
    static final class Connection {
        private final Channel channel;

        Connection(Channel channel) {
            this.channel = channel;
        }

        void tell(String state) {
            ChannelFuture unused = channel.writeAndFlush(new TextWebSocketFrame(state));
        }

        /** The match is over, which its observer takes for its own end. */
        void endMatch() {
            ChannelFuture unused = channel.writeAndFlush(new CloseWebSocketFrame(MATCH_OVER, "the match is over"));
        }

        void refuse() {
            ChannelFuture unused = channel.close();
        }
    }

    /** Whose matches they are. */
    interface Host {
        /** An observer has come. */
        void arrived(Connection observer, String ticket);

        /** An observer has gone; also one that has never said a ticket. */
        void gone(Connection observer);
    }

    private final NioEventLoopGroup thread = new NioEventLoopGroup(1);
    private final Channel listening;

    MatchSource(Host host) {
        listening = new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MAX_REQUEST_BYTES))
                                .addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                                        .websocketPath(PATH)
                                        .build()))
                                .addLast(new Listening(host, new Connection(channel)));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** What a play server tells the lobby. */
    String url() {
        return "ws://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort() + PATH;
    }

    @Override
    public void close() {
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Hears the one word that an observer says. */
    private static final class Listening extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        private final Host host;
        private final Connection connection;

        private Listening(Host host, Connection connection) {
            this.host = host;
            this.connection = connection;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame)
                throws JsonProcessingException {
            host.arrived(connection, JSON.readTree(frame.text()).path("ticket").asText());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            host.gone(connection);
        }

        /** Whatever it was, the connection is of no use any more, and its host is told that it is gone. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failed) {
            connection.refuse();
        }
    }
}
