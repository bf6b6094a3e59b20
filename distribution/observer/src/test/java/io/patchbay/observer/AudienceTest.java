package io.patchbay.observer;

import static org.assertj.core.api.Assertions.assertThat;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AudienceTest {
    private final Audience audience = new Audience(10, taken -> {});
    private final EmbeddedChannel channel = new EmbeddedChannel();

    private static void writable(EmbeddedChannel channel, boolean now) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, now);
    }

    @Test
    void whoIsBehindSkipsToTheLatestState() {
        audience.enter("cid", channel);
        writable(channel, false);

        audience.tell("state-1");
        audience.tell("state-2");
        assertThat(channel.outboundMessages()).isEmpty();
        writable(channel, true);
        audience.caughtUp("cid", channel);

        assertThat(channel.<TextWebSocketFrame>readOutbound().text()).isEqualTo("state-2");
        assertThat(channel.outboundMessages()).isEmpty();
    }

    @Test
    void whoTakesNothingForTenSecondsIsGone() {
        channel.freezeTime();
        audience.enter("cid", channel);
        writable(channel, false);
        audience.tell("state-1");

        channel.advanceTimeBy(10, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoHasCaughtUpStays() {
        channel.freezeTime();
        audience.enter("cid", channel);
        writable(channel, false);
        audience.tell("state-1");
        writable(channel, true);
        audience.caughtUp("cid", channel);

        channel.advanceTimeBy(10, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whoseStateCouldNotBeWrittenIsGone() {
        EmbeddedChannel broken = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                promise.setFailure(new IOException("no buffer"));
            }
        });
        audience.enter("cid", broken);
        assertThat(broken.isOpen()).isTrue();

        audience.tell("state-1");

        assertThat(broken.isOpen()).isFalse();
    }

    @Test
    void allAreToldThatItIsOver() {
        audience.enter("cid", channel);

        audience.end(Ending.MATCH_OVER, new CompletableFuture<>());

        CloseWebSocketFrame close = channel.readOutbound();
        assertThat(close.statusCode()).isEqualTo(1000);
        assertThat(close.reasonText()).isEqualTo("the match is over");
    }

    @Test
    void whoIsBehindGetsTheLastStateBeforeTheEnd() {
        audience.enter("cid", channel);
        writable(channel, false);
        audience.tell("the end");
        CompletableFuture<Void> told = new CompletableFuture<>();

        audience.end(Ending.MATCH_OVER, told);

        assertThat(channel.<TextWebSocketFrame>readOutbound().text()).isEqualTo("the end");
        assertThat(channel.<CloseWebSocketFrame>readOutbound().statusCode()).isEqualTo(1000);
        assertThat(told).isCompleted();
    }

    @Test
    void nobodyIsToldAtOnceThatItIsOver() {
        CompletableFuture<Void> told = new CompletableFuture<>();

        audience.end(Ending.MATCH_OVER, told);

        assertThat(told).isCompleted();
    }
}
