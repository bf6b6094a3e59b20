package io.patchbay.observer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.patchbay.support.observer.SpectatorTickets;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One spectator's connection: its ticket first, then it only listens. Confined to the event loop. */
final class SpectatorHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(SpectatorHandler.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long HANDSHAKE_SECONDS = 5;
    private static final long TICKET_SECONDS = 5;
    private static final int SAYS_TOO_MUCH = 4000;
    private static final int NOT_LET_IN = 4001;
    private static final int FULL = 4004;

    private final Audience audience;
    private final SpectatorTickets tickets;
    private final Clock clock;
    private Optional<String> seat = Optional.empty();
    private boolean shaken;

    SpectatorHandler(Audience audience, SpectatorTickets tickets, Clock clock) {
        this.audience = audience;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** Who connects and does not become a WebSocket would take the place of a spectator. */
    @Override
    public void channelActive(ChannelHandlerContext context) {
        Future<?> unused =
                context.executor().schedule(() -> closeUnlessShaken(context), HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        context.fireChannelActive();
    }

    private void closeUnlessShaken(ChannelHandlerContext context) {
        if (!shaken) {
            ChannelFuture unused = context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (seat.isPresent() || !(frame instanceof TextWebSocketFrame text)) {
            Audience.close(context.channel(), SAYS_TOO_MUCH, "spectators only listen");
            return;
        }
        seat = ticketOf(text.text()).flatMap(ticket -> tickets.seatOf(ticket, clock.millis()));
        if (seat.isEmpty()) {
            Audience.close(context.channel(), NOT_LET_IN, "say {\"ticket\": ...} first, with one that is good");
        } else if (!audience.enter(seat.get(), context.channel())) {
            Audience.close(context.channel(), FULL, "all seats are taken");
        }
    }

    private static Optional<String> ticketOf(String text) {
        try {
            return Optional.of(JSON.readTree(text).path("ticket").asText(""));
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
            shaken = true;
            Future<?> unused = context.executor()
                    .schedule(
                            () -> {
                                if (seat.isEmpty()) {
                                    Audience.close(context.channel(), NOT_LET_IN, "no ticket came");
                                }
                            },
                            TICKET_SECONDS,
                            TimeUnit.SECONDS);
        } else if (event instanceof IdleStateEvent idle && idle.state() == IdleState.READER_IDLE) {
            ChannelFuture unused = context.close(); // it did not even answer pings
        } else if (event instanceof IdleStateEvent) {
            ChannelFuture unused = context.writeAndFlush(new PingWebSocketFrame());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        seat.ifPresent(mine -> audience.caughtUp(mine, context.channel()));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        seat.ifPresent(mine -> audience.leave(mine, context.channel()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failed) {
        LOG.debug("The connection of a spectator failed", failed);
        ChannelFuture unused = context.close();
    }
}
