package io.patchbay.demo;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * A play server: a match of {@link Sticks} for the first two who bring a token, over WebSocket, and for whoever brings a ticket to
 * see it. Thread-safe; one event loop does it all, and what is mutable here is confined to it, but for the tickets.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a channel that fails closes, and who it was of hears nothing more
final class PlayServer implements AutoCloseable {
    private static final int PLAYERS = 2;
    private static final int MOST_BYTES = 4096;
    private static final long CLOSE_MILLIS = 2000;

    private final String match;
    private final Seats seats;
    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final Set<String> tickets = ConcurrentHashMap.newKeySet(); // each good once
    private final Map<Channel, String> players = new LinkedHashMap<>();
    private final List<Channel> watchers = new ArrayList<>();
    private final int port;
    private Optional<Sticks> game = Optional.empty(); // until both players are here

    /**
     * Begins to listen on a free port.
     *
     * @param match its id
     */
    PlayServer(String match, Seats seats) {
        this.match = match;
        this.seats = seats;
        Channel listening = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MOST_BYTES))
                                .addLast(new WebSocketServerProtocolHandler("/"))
                                .addLast(new Ears());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        port = ((InetSocketAddress) listening.localAddress()).getPort();
    }

    int port() {
        return port;
    }

    /** Lets somebody see the match, once. */
    String ticket() {
        String ticket = UUID.randomUUID().toString();
        tickets.add(ticket);
        return ticket;
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MILLIS);
    }

    /** Hears what one client says. */
    private final class Ears extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            try {
                heard(context.channel(), new JSONObject(frame.text()));
            } catch (JSONException | IllegalArgumentException wrong) {
                tell(context.channel(), new JSONObject().put("error", wrong.getMessage()));
            }
        }
    }

    private void heard(Channel client, JSONObject message) {
        if (players.containsKey(client)) {
            begun().take(players.get(client), message.getInt("take"));
            tellAll(begun());
        } else if (message.has("ticket")) {
            if (!tickets.remove(message.getString("ticket"))) {
                throw new IllegalArgumentException("there is nothing to see with this ticket");
            }
            watchers.add(client);
            tell(client, begun().state());
        } else {
            seats.redeem(message.getString("playToken"), match)
                    .whenCompleteAsync((answer, failed) -> letIn(client, answer, failed), loop.next());
        }
    }

    private Sticks begun() {
        return game.orElseThrow(() -> new IllegalArgumentException("nobody else has come yet"));
    }

    private void letIn(Channel client, LobbyApi.Answer answer, Throwable failed) {
        if (failed != null || !answer.isGood()) {
            String why = failed == null ? answer.code() : failed.toString();
            tell(client, new JSONObject().put("error", why));
            return;
        }
        String player = answer.body().getString("player");
        players.put(client, player);
        tell(client, new JSONObject().put("welcome", player));
        if (players.size() == PLAYERS) {
            game = Optional.of(new Sticks(match, List.copyOf(players.values())));
            tellAll(begun());
        }
    }

    private void tellAll(Sticks now) {
        players.keySet().forEach(player -> tell(player, now.state()));
        watchers.forEach(watcher -> tell(watcher, now.state()));
        if (now.isOver()) {
            watchers.forEach(watcher -> watcher.writeAndFlush(
                    new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE), watcher.voidPromise()));
        }
    }

    private static void tell(Channel client, JSONObject message) {
        client.writeAndFlush(new TextWebSocketFrame(message.toString()), client.voidPromise());
    }
}
