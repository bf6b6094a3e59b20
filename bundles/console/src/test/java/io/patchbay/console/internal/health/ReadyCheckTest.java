package io.patchbay.console.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.node.NodeReadiness;
import java.util.Map;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;

class ReadyCheckTest {
    private final ReadyCheck check = new ReadyCheck();

    @Test
    void isGoodWhereNothingIsInTheWay() {
        check.bindReadiness(Map::of);

        assertThat(check.execute().getStatus()).isEqualTo(Result.Status.OK);
    }

    @Test
    void saysWhichPartCannotWorkAndWhy() {
        check.bindReadiness(() -> Map.of("coordination", "ZooKeeper does not answer"));

        assertThat(check.execute().isOk()).isFalse();
        assertThat(check.execute()).anySatisfy(entry -> assertThat(entry.getMessage())
                .isEqualTo("coordination: ZooKeeper does not answer"));
    }

    @Test
    void isNotGoodWhereNobodyKnows() {
        NodeReadiness readiness = Map::of;
        check.bindReadiness(readiness);
        check.unbindReadiness(readiness);

        assertThat(check.execute().isOk()).isFalse();
    }
}
