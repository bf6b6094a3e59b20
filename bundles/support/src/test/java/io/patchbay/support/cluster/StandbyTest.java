package io.patchbay.support.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.coordination.Member;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandbyTest {
    private final Standby standby = new Standby("a");

    @Test
    void isOnWhileAnotherNodeLeads() {
        standby.use(new LedBy(Optional.of("b")));

        assertThat(standby.isOn()).isTrue();
    }

    @Test
    void isOffWhileThisNodeLeads() {
        standby.use(new LedBy(Optional.of("a")));

        assertThat(standby.isOn()).isFalse();
    }

    @Test
    void isOffWhileNobodyLeads() {
        standby.use(new LedBy(Optional.empty()));

        assertThat(standby.isOn()).isFalse();
    }

    @Test
    void isOffWithoutACluster() {
        Cluster cluster = new LedBy(Optional.of("b"));
        standby.use(cluster);
        standby.cease(cluster);

        assertThat(standby.isOn()).isFalse();
    }

    @Test
    void keepsTheSuccessorOfAClusterThatGoesLate() {
        Cluster earlier = new LedBy(Optional.empty());
        standby.use(earlier);
        standby.use(new LedBy(Optional.of("b")));
        standby.cease(earlier);

        assertThat(standby.isOn()).isTrue();
    }

    private record LedBy(Optional<String> name) implements Cluster {
        @Override
        public List<Member> members() {
            return leader().stream().toList();
        }

        @Override
        public Optional<Member> leader() {
            return name.map(node -> new Member(node, URI.create("http://127.0.0.1:1")));
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public boolean connected() {
            return true;
        }
    }
}
