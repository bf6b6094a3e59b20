package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.ManualAlarms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Storms of logins. */
class AdmissionTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private final World world = new World(
            Map.of("loginsPerSecond", 10, "maxWaitingLogins", 5, "loginTimeoutMillis", 60_000L), alarms, Runnable::run);

    @AfterEach
    void close() {
        world.close();
    }

    private FakeClient login(String user) {
        FakeClient client = new FakeClient(world.context());
        client.login(world.tokens().issue("r", user, "presenter"));
        return client;
    }

    private List<FakeClient> logins(int count) {
        List<FakeClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(login("user" + i));
        }
        return clients;
    }

    private long in() {
        return world.rooms().members("r").size();
    }

    @Test
    void beginsASecondsWorthAtOnce() {
        logins(10);

        assertThat(in()).isEqualTo(10);
    }

    @Test
    void letsTheOthersWaitForTheirTurnInOrder() {
        List<FakeClient> clients = logins(13);
        assertThat(in()).isEqualTo(10);
        alarms.advance(100);
        assertThat(world.rooms().members("r"))
                .hasSize(11)
                .last()
                .isEqualTo(clients.get(10).id());
        alarms.advance(200);

        assertThat(in()).isEqualTo(13);
    }

    @Test
    void refusesMoreThanMayWaitAndSaysWhenToTryAgain() {
        List<FakeClient> clients = logins(16);

        assertThat(clients.get(15).take())
                .hasSize(2)
                .first()
                .asString()
                .matches("0 \\[\"error\",\"Too many logins, try again later\",\\{\"retryAfterMillis\":\\d{4}}]");
        assertThat(clients.get(15).isGone()).isTrue();
        assertThat(clients.get(14).isGone()).isFalse();
    }

    @Test
    void leavesTheTokenOfARefusedLoginGood() {
        logins(15);
        String token = world.tokens().issue("r", "late", "presenter");
        new FakeClient(world.context()).login(token);
        alarms.advance(10_000);

        new FakeClient(world.context()).loggedIn(token);
    }

    @Test
    void doesNotHaveAClientWaitThatComesBack() {
        FakeClient ann = new FakeClient(world.context());
        String ticket = (String)
                ann.loggedIn(world.tokens().issue("r", "ann", "presenter")).get("reconnectionTicket");
        logins(12); // some of them wait
        ann.cut();
        FakeClient back = new FakeClient(world.context());
        back.say(1, "relogin", ticket);

        assertThat(back.take().get(0)).startsWith("1 [\"ok\"");
    }

    @Test
    void delaysLoginsByABoundedTimeHoweverManyComeBack() {
        comeBack(1_000);
        login("ann");
        assertThat(in()).isZero();
        alarms.advance(600);

        assertThat(in()).isEqualTo(1);
    }

    @Test
    void letsSomeInHoweverLongOthersComeBack() {
        comeBack(1_000);
        for (int i = 0; i < 6; i++) {
            login("client" + i);
        }
        for (int i = 0; i < 35; i++) {
            alarms.advance(100);
            comeBack(100);
        }

        assertThat(in()).as("one a second").isEqualTo(3);
    }

    @Test
    void chargesNothingForATicketThatIsNone() {
        for (int i = 0; i < 1_000; i++) {
            new FakeClient(world.context()).say(1, "relogin", "rubbish");
        }
        logins(10);

        assertThat(in()).isEqualTo(10);
    }

    @Test
    void refusesWhoseTurnWouldComeTooLate() {
        try (World hurried = new World(
                Map.of("loginsPerSecond", 10, "maxWaitingLogins", 1_000, "loginTimeoutMillis", 1_000L),
                alarms,
                Runnable::run)) {
            List<FakeClient> clients = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                FakeClient client = new FakeClient(hurried.context());
                client.login(hurried.tokens().issue("r", "user" + i, "presenter"));
                clients.add(client);
            }

            assertThat(clients.get(17).isGone()).isFalse();
            assertThat(clients.subList(18, 30)).allMatch(FakeClient::isGone);
        }
    }

    @Test
    void givesTheTurnOfAClientThatIsGoneToTheNext() {
        List<FakeClient> clients = logins(12);
        clients.get(10).cut();
        alarms.advance(100);

        assertThat(world.rooms().members("r"))
                .hasSize(11)
                .contains(clients.get(11).id());
    }

    private void comeBack(int clients) {
        for (int i = 0; i < clients; i++) {
            world.context().admission().resume();
        }
    }

    @Test
    void forgetsAWaitingClientThatIsCut() {
        List<FakeClient> clients = logins(11);
        clients.get(10).cut();
        alarms.advance(10_000);

        assertThat(in()).isEqualTo(10);
        assertThat(world.sessions().count()).isEqualTo(10);
    }

    @Test
    void refusesASecondLoginWhileTheFirstWaits() {
        FakeClient waiting = logins(11).get(10);
        waiting.login(world.tokens().issue("r", "again", "presenter"));

        assertThat(waiting.take()).containsExactly("0 [\"error\",\"Connection is in service\"]");
    }

    @Test
    void beginsNothingThatWasGivenUpWhileItWaited() {
        FakeClient waiting = logins(11).get(10);
        waiting.say(1, "logout");
        alarms.advance(1_000);

        assertThat(waiting.take())
                .containsExactly("1 [\"ok\"]", "0 [\"error\",\"Participant early left\"]", "disconnected");
        assertThat(in()).isEqualTo(10);
    }
}
