package io.patchbay.console.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.PluginFault;
import io.patchbay.api.hotswap.PluginNotice;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.PluginStatus.State;
import io.patchbay.api.hotswap.RejectedJar;
import io.patchbay.api.hotswap.RejectionCause;
import io.patchbay.console.internal.FakePlugins;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.junit.jupiter.api.Test;

class PluginsCheckTest {
    private final FakePlugins plugins = new FakePlugins();
    private final PluginsCheck check = new PluginsCheck();

    PluginsCheckTest() {
        check.bindPlugins(plugins);
    }

    @Test
    void isGoodWhereNoPluginIsFaulty() {
        plugins.installed = List.of(plugin(State.SERVING, 0, ""));

        assertThat(check.execute().getStatus()).isEqualTo(Result.Status.OK);
    }

    @Test
    void warnsOfAFaultyPluginWithItsReason() {
        plugins.installed = List.of(plugin(State.FAULTY, 5, "it threw java.lang.Error"));

        assertThat(check.execute().getStatus()).isEqualTo(Result.Status.WARN);
        assertThat(says()).contains("strategy 'mine' 1.0.0 is faulty (5 faults): it threw java.lang.Error");
    }

    @Test
    void tellsOfSingleFaultsWithoutAWarning() {
        plugins.installed = List.of(plugin(State.SERVING, 1, "it was late"));

        assertThat(check.execute().getStatus()).isEqualTo(Result.Status.OK);
        assertThat(says()).contains("strategy 'mine' 1.0.0 broke its contract 1 times, the last time: it was late");
    }

    @Test
    void warnsOfAJarThatWasRefused() {
        plugins.refused = List.of(new RejectedJar("mine.jar", RejectionCause.NOT_A_JAR, "not a jar", Instant.EPOCH));

        assertThat(check.execute().getStatus()).isEqualTo(Result.Status.WARN);
        assertThat(says()).contains("mine.jar is not installed: not a jar");
    }

    @Test
    void warnsOfWhatARemovedPluginLeftBehind() {
        plugins.notices = List.of(new PluginNotice(
                PluginNotice.Kind.THREADS_LEFT, "mine 1.0.0", "left threads running: [x]", Instant.EPOCH));

        assertThat(check.execute().getStatus()).isEqualTo(Result.Status.WARN);
        assertThat(says()).contains("mine 1.0.0 left threads running: [x]");
    }

    @Test
    void warnsWhereNobodyDeploys() {
        check.unbindPlugins(plugins);

        assertThat(check.execute().getStatus()).isEqualTo(Result.Status.WARN);
    }

    private List<String> says() {
        List<String> says = new ArrayList<>();
        for (ResultLog.Entry entry : check.execute()) {
            says.add(entry.getMessage());
        }
        return says;
    }

    private static PluginStatus plugin(State state, long faults, String reason) {
        return new PluginStatus(
                "strategy",
                "mine",
                "1.0.0",
                0,
                state,
                false,
                "mine-1.0.0.jar",
                "",
                faults == 0 ? Map.of() : Map.of(FaultReason.TOO_SLOW, faults),
                Optional.of(reason)
                        .filter(text -> !text.isEmpty())
                        .map(text -> new PluginFault(FaultReason.TOO_SLOW, text)));
    }
}
