package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

class AgentTest {
    private final Agent agent = new Agent("video-1", "video", 0.3);

    @Test
    void picksATaskUpWhenItIsTimeAndOnce() {
        agent.take("a", 5_000, 9_000);

        assertThat(agent.report(4_999).getJSONArray("pickedUp")).isEmpty();
        assertThat(agent.report(5_000).getJSONArray("pickedUp").toList()).containsExactly("a");
        assertThat(agent.report(5_001).getJSONArray("pickedUp")).isEmpty();
    }

    @Test
    void laysATaskDownWhenItIsDone() {
        agent.take("a", 5_000, 9_000);
        agent.report(5_000);

        assertThat(agent.report(8_999).getJSONArray("laidDown")).isEmpty();
        assertThat(agent.report(9_000).getJSONArray("laidDown").toList()).containsExactly("a");
    }

    @Test
    void announcesWhatItExecutesAndNothingElse() {
        agent.take("now", 1_000, 9_000);
        agent.take("later", 5_000, 9_000);
        agent.report(1_000);

        assertThat(agent.announcement(2_000).getJSONArray("tasks").toList()).containsExactly("now");
    }

    @Test
    void isLoadedByWhatItExecutes() {
        JSONObject idle = agent.report(1_000);
        agent.take("a", 1_000, 9_000);

        assertThat(agent.report(1_000).getDouble("load")).isGreaterThan(idle.getDouble("load"));
    }
}
