package io.patchbay.console.internal.door;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.node.AdminPeers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminDoorTest {
    private final AdminDoor door = new AdminDoor();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void letsLoopbackInWhileNobodyKnowsMore(String address) {
        assertThat(door.isAdmin(address)).isTrue();
    }

    @Test
    void letsNobodyElseInWhileNobodyKnowsMore() {
        assertThat(door.isAdmin("10.0.0.1")).isFalse();
    }

    @Test
    void letsInWhomTheNodeLetsIn() {
        door.bindPeers("10.0.0.1"::equals);

        assertThat(door.isAdmin("10.0.0.1")).isTrue();
    }

    @Test
    void keepsOutWhomTheNodeKeepsOut() {
        door.bindPeers("10.0.0.1"::equals);

        assertThat(door.isAdmin("10.0.0.2")).isFalse();
    }

    @Test
    void letsOnlyLoopbackInOnceTheNodeSaysNoMore() {
        AdminPeers peers = "10.0.0.1"::equals;
        door.bindPeers(peers);
        door.unbindPeers(peers);

        assertThat(door.isAdmin("10.0.0.1")).isFalse();
    }
}
