package io.patchbay.portal.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class NumberedPingsTest {
    private final NumberedPings pings = new NumberedPings();

    @Test
    void isAnsweredByWhatTheLastPingCarried() {
        ByteBuffer carried = pings.next();

        assertThat(pings.isAnsweredBy(carried)).isTrue();
    }

    @Test
    void isNotAnsweredByAPongThatNobodyAskedFor() {
        pings.next();

        assertThat(pings.isAnsweredBy(ByteBuffer.allocate(0))).isFalse();
    }

    @Test
    void isNotAnsweredByTheAnswerToAnEarlierPing() {
        ByteBuffer earlier = pings.next();
        pings.next();

        assertThat(pings.isAnsweredBy(earlier)).isFalse();
    }
}
