package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.coordination.Member;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerStatus;
import io.patchbay.matchers.internal.IspRegion;
import io.patchbay.scheduler.sticky.internal.Sticky;
import io.patchbay.strategies.internal.LastUsed;
import io.patchbay.testing.ManualClock;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacementComponentTest {
    private final TestSlots slots = new TestSlots();
    private final Mark mark = new Mark(1, false);
    private Optional<PlacementComponent> made = Optional.empty();

    @AfterEach
    void close() {
        made.ifPresent(PlacementComponent::deactivate);
    }

    @Test
    void isBlockedUntilANodeLeads() {
        installAll();
        assertThat(component().blockedBy()).contains("no node leads");
    }

    @Test
    void isBlockedUntilItsPluginsAreInstalled() {
        PlacementComponent component = component();
        component.bindLeadership(mark);
        assertThat(component.blockedBy()).contains("no scheduler 'sticky' is installed");
        installAll();
        slots.remove(Matcher.class, "general");
        assertThat(component.blockedBy()).contains("no matcher 'general' is installed");
        slots.install(Matcher.class, "general", IspRegion::new);
        assertThat(component.blockedBy()).isEmpty();
    }

    @Test
    void isNotBlockedWhereAnotherNodeLeads() {
        PlacementComponent component = component();
        component.bindCluster(new Led(Optional.of(new Member("other", URI.create("http://10.0.0.1:8080")))));
        assertThat(component.blockedBy()).isEmpty();
    }

    @Test
    void isBlockedWhereNobodyKnowsWhoLeads() {
        PlacementComponent component = component();
        component.bindCluster(new Led(Optional.empty()));
        assertThat(component.blockedBy()).contains("no node leads");
    }

    @Test
    void isBlockedAgainWhenItNoLongerLeads() {
        installAll();
        PlacementComponent component = component();
        component.bindLeadership(mark);
        assertThat(component.blockedBy()).isEmpty();
        component.unbindLeadership(mark);
        assertThat(component.blockedBy()).contains("no node leads");
    }

    @Test
    void placesTasksByThePluginsThatConfigurationNames() {
        installAll();
        slots.install(Strategy.class, "mine", LastUsed::new);
        PlacementComponent component = component(Map.of("strategy.portal", "mine"));
        component.bindLeadership(mark);
        assertThat(Rig.get(component.join(WorkerAnnouncement.ready("a", "portal", Rig.INFO, 0))))
                .isInstanceOf(ReportAnswer.Accepted.class);
        ScheduleRequest request = new ScheduleRequest("portal", "t", Preference.NONE, 0);
        assertThat(Rig.get(component.explain(request)).strategy()).isEqualTo("mine 0.1.0");
        assertThat(Rig.worker(Rig.get(component.schedule(request)))).isEqualTo("a");
        assertThat(Rig.get(component.workers(Optional.of("portal"), WorkerStatus.MOST_TASKS)))
                .hasSize(1);
        assertThat(Rig.get(component.unschedule("portal", "t"))).isTrue();
        assertThat(Rig.get(component.quit("a"))).isTrue();
    }

    @Test
    void refusesBadValuesNamingPidAndKey() {
        assertThatThrownBy(() -> component(new TestConfig(1.5, 10_000, 60_000, 50, 100), Map.of()))
                .hasMessage("io.patchbay.placement: reservedTaskLoad must be within 0 and 1 but was 1.5");
        assertThatThrownBy(() -> component(new TestConfig(0.01, 999, 60_000, 50, 100), Map.of()))
                .hasMessage("io.patchbay.placement: silenceMillis must be 1000 or more but was 999");
        assertThatThrownBy(() -> component(new TestConfig(0.01, 10_000, 0, 50, 100), Map.of()))
                .hasMessage("io.patchbay.placement: reserveMillis must be within 1 and 86400000 but was 0");
        assertThatThrownBy(() -> component(new TestConfig(0.01, 10_000, 60_000, 5, 100), Map.of()))
                .hasMessage("io.patchbay.placement: decisionBudgetMillis must be within 10 and 10000 but was 5");
        assertThatThrownBy(() -> component(new TestConfig(0.01, 10_000, 60_000, 50, 0), Map.of()))
                .hasMessage("io.patchbay.placement: maxWaitingRequests must be within 1 and 1000000 but was 0");
        assertThatThrownBy(() -> component(Map.of("matcher.play", " ")))
                .hasMessage("io.patchbay.placement: matcher.play must name a plug-in but was ");
    }

    @Test
    void namesThePluginsOfOwtServerWhereNothingIsSaid() {
        Settings settings = settings(Map.of());
        assertThat(settings.of("portal")).isEqualTo(new PluginNames("sticky", "isp-region", "last-used"));
        assertThat(settings.of("conference")).isEqualTo(new PluginNames("sticky", "general", "last-used"));
        assertThat(settings.of("webrtc")).isEqualTo(new PluginNames("sticky", "isp-region", "last-used"));
        assertThat(settings.of("sip")).isEqualTo(new PluginNames("sticky", "general", "round-robin"));
        assertThat(settings.of("streaming")).isEqualTo(new PluginNames("sticky", "isp-region", "round-robin"));
        assertThat(settings.of("recording")).isEqualTo(new PluginNames("sticky", "general", "randomly-pick"));
        assertThat(settings.of("audio")).isEqualTo(new PluginNames("sticky", "isp-region", "most-used"));
        assertThat(settings.of("video")).isEqualTo(new PluginNames("sticky", "video", "least-used"));
        assertThat(settings.of("analytics")).isEqualTo(new PluginNames("sticky", "analytics", "least-used"));
        assertThat(settings.of("eventbridge")).isEqualTo(new PluginNames("sticky", "general", "last-used"));
        assertThat(settings.of("mediabridge")).isEqualTo(new PluginNames("sticky", "general", "last-used"));
        assertThat(settings.of("play")).isEqualTo(new PluginNames("sticky", "play", "last-used"));
    }

    @Test
    void declaresOneKeyOfEachKindOfPlugin() throws ReflectiveOperationException {
        // the checker of configuration knows all keys of a family by one that is declared
        PluginNames declared = new PluginNames(
                declaredDefault("scheduler_general"),
                declaredDefault("matcher_general"),
                declaredDefault("strategy_general"));
        assertThat(settings(Map.of()).of("general")).isEqualTo(declared);
    }

    @Test
    void namesOthersWhereSomethingIsSaid() {
        Settings settings = settings(Map.of(
                "strategy.general", "two-choices",
                "strategy.sip", "least-used",
                "scheduler.play", "mine",
                "service.pid", "io.patchbay.placement"));
        assertThat(settings.names()).doesNotContainKey("service.pid");
        assertThat(settings.of("play")).isEqualTo(new PluginNames("mine", "play", "two-choices"));
        assertThat(settings.of("sip").strategy()).isEqualTo("least-used");
        assertThat(settings.of("portal").strategy()).isEqualTo("last-used");
    }

    private static String declaredDefault(String key) throws ReflectiveOperationException {
        return (String) PlacementComponent.Config.class.getDeclaredMethod(key).getDefaultValue();
    }

    private static Settings settings(Map<String, Object> properties) {
        return new Settings(Settings.namesIn(properties), 0.01, 10_000, 60_000, 50, 100);
    }

    private PlacementComponent component() {
        return component(Map.of());
    }

    private PlacementComponent component(Map<String, Object> properties) {
        return component(TestConfig.USUAL, properties);
    }

    private PlacementComponent component(TestConfig config, Map<String, Object> properties) {
        PlacementComponent component =
                new PlacementComponent(slots, new ManualClock(), config, new HashMap<>(properties));
        made = Optional.of(component);
        return component;
    }

    private void installAll() {
        slots.install(Scheduler.class, "sticky", Sticky::new);
        slots.install(Matcher.class, "isp-region", IspRegion::new);
        slots.install(Matcher.class, "general", IspRegion::new);
        slots.install(Strategy.class, "last-used", LastUsed::new);
    }

    private record Led(Optional<Member> leader) implements Cluster {
        @Override
        public List<Member> members() {
            return List.of();
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

    /** What the framework makes of a configuration. */
    private record TestConfig(
            double reservedTaskLoad,
            long silenceMillis,
            long reserveMillis,
            int decisionBudgetMillis,
            int maxWaitingRequests)
            implements PlacementComponent.Config {
        static final TestConfig USUAL = new TestConfig(0.01, 10_000, 60_000, 50, 100);

        @Override
        public String scheduler_general() {
            return "sticky";
        }

        @Override
        public String matcher_general() {
            return "general";
        }

        @Override
        public String strategy_general() {
            return "last-used";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return PlacementComponent.Config.class;
        }
    }
}
