package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.portal.internal.Neighbours;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static WorkerAnnouncement announcement(Map<String, Object> config) {
        try (World world = new World(config, new ManualAlarms(), Runnable::run)) {
            await().until(() -> !world.placement().announcements().isEmpty());
            return world.placement().announcements().get(0);
        }
    }

    @Test
    void joinsThePlacementAsAPortal() {
        WorkerAnnouncement announcement = announcement(Map.of());

        assertThat(announcement.purpose()).isEqualTo("portal");
        assertThat(announcement.id()).matches("portal-[0-9a-f]{20}@127\\.0\\.0\\.1");
        assertThat(announcement.info().ip()).isEqualTo("127.0.0.1");
        assertThat(announcement.info().hostname()).isEmpty();
        assertThat(announcement.info().port()).isEqualTo(8080);
        assertThat(announcement.info().maxLoad()).isEqualTo(0.85);
        assertThat(announcement.load()).hasValue(0.0);
    }

    @Test
    void sendsClientsToTheAddressThatIsForThem() {
        WorkerAnnouncement announcement =
                announcement(Map.of("clientAddress", "rooms.example.org:8443", "clientTls", true));

        assertThat(announcement.info().hostname()).isEqualTo("rooms.example.org");
        assertThat(announcement.info().port()).isEqualTo(8443);
        assertThat(announcement.info().ssl()).isTrue();
    }

    @Test
    void saysForWhomItIs() {
        WorkerAnnouncement announcement =
                announcement(Map.of("isps", new String[] {"telco"}, "regions", new String[] {"north"}, "maxLoad", 0.5));

        assertThat(announcement.info().capacity().texts("isps")).isEqualTo(List.of("telco"));
        assertThat(announcement.info().capacity().texts("regions")).isEqualTo(List.of("north"));
        assertThat(announcement.info().maxLoad()).isEqualTo(0.5);
    }

    @Test
    void isReadyOnceItHasJoinedAndTheCodecsAreThere() {
        try (World world = new World(Map.of(), new ManualAlarms(), Runnable::run)) {
            PortalReadiness readiness = new PortalReadiness(world.sessions(), world.protocols(), new FakeNode());
            await().until(() -> readiness.blockedBy().isEmpty());
            world.uninstall("1.1");

            assertThat(readiness.blockedBy()).contains("no protocol '1.1' is installed");
        }
    }

    @Test
    void isReadyThoughNoPlacementTakesItWhereAnotherNodeLeads() {
        try (World world = new World(Map.of(), new ManualAlarms(), Runnable::run)) {
            Sessions alone = world.sessionsAmong(new Neighbours());
            PortalReadiness readiness = new PortalReadiness(alone, world.protocols(), new FakeNode());
            assertThat(readiness.blockedBy()).contains("the portal worker has not joined the placement yet");

            readiness.bindCluster(new LedElsewhere());

            assertThat(readiness.blockedBy()).isEmpty();
        }
    }
}
