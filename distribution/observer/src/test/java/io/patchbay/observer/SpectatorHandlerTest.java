package io.patchbay.observer;

import static org.assertj.core.api.Assertions.assertThat;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.patchbay.support.observer.SpectatorTickets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a connection has to show what it is. */
class SpectatorHandlerTest {
    private final SpectatorTickets tickets = new SpectatorTickets("key");
    private final EmbeddedChannel channel = new EmbeddedChannel();

    private void connect() {
        channel.freezeTime();
        SpectatorHandler handler = new SpectatorHandler(new Audience(1, taken -> {}), tickets, Clock.systemUTC());
        channel.pipeline().addLast(handler);
        channel.pipeline().fireChannelActive();
    }

    private void becomeWebSocket() {
        channel.pipeline().fireUserEventTriggered(new HandshakeComplete("/", new DefaultHttpHeaders(), null));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void oneThatDoesNotBecomeAWebSocketIsClosed() {
        connect();

        pass(5);

        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.outboundMessages()).isEmpty();
    }

    @Test
    void oneThatShowsNoTicketIsTold() {
        connect();
        becomeWebSocket();

        pass(5);

        assertThat(channel.<CloseWebSocketFrame>readOutbound().statusCode()).isEqualTo(4001);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void oneThatHasShownItsTicketStays() {
        connect();
        becomeWebSocket();
        channel.writeInbound(
                new TextWebSocketFrame("{\"ticket\":\"" + tickets.issue("cid", 4_102_444_800_000L) + "\"}"));

        pass(5);

        assertThat(channel.isOpen()).isTrue();
    }
}
