package io.patchbay.rest.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeersTest {
    private final Peers peers = Peers.loopbackAnd(List.of("10.1.0.0/16", "192.168.7.9", "fd00::/8", "172.16.0.0/13"));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "[::1]", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"})
    void hasLoopback(String peer) {
        assertThat(Peers.loopbackAnd(List.of()).contains(peer)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.255.3,true", "10.2.0.1,false", "192.168.7.9,true", "192.168.7.8,false", "fd12::1%eth0,true",
                "fe80::1,false",
        "172.23.1.1,true", "172.24.0.0,false", "::ffff:10.1.2.3,true", "localhost,false", "'',false", "999.1.1.1,false"
    })
    void hasTheNetworksThatAreGiven(String peer, boolean contained) {
        assertThat(peers.contains(peer)).isEqualTo(contained);
    }

    @Test
    void hasEverybodyInTheNetworkOfAll() {
        assertThat(Peers.loopbackAnd(List.of("0.0.0.0/0")).contains("8.8.8.8")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "10.0.0.0/-1", "::/129", "x/8"})
    void refusesWhatIsNoNetwork(String network) {
        assertThatThrownBy(() -> Peers.loopbackAnd(List.of(network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(network);
    }
}
