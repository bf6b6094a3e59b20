package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.SessionPage;
import io.patchbay.api.portal.SessionQuery;
import io.patchbay.api.portal.SessionStatus;
import io.patchbay.portal.internal.ManualAlarms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator looks for sessions. */
class SessionSearchTest {
    private final World world = new World(Map.of(), new ManualAlarms(), Runnable::run);

    @AfterEach
    void close() {
        world.close();
    }

    private FakeClient client(String room, String user) {
        FakeClient client = new FakeClient(world.context());
        client.login(world.tokens().issue(room, user, "presenter"));
        return client;
    }

    private SessionPage ask(String text, Optional<Boolean> connected, String after, int most) {
        return world.sessions().sessions(new SessionQuery(Optional.empty(), text, connected, after, most));
    }

    private static List<String> users(SessionPage page) {
        return page.sessions().stream().map(SessionStatus::user).toList();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        for (int number = 0; number < 7; number++) {
            client("r", "user" + number);
        }

        List<String> seen = new ArrayList<>();
        SessionPage page = ask("", Optional.empty(), "", 3);
        seen.addAll(users(page));
        while (page.more()) {
            page = ask("", Optional.empty(), page.sessions().get(2).participant(), 3);
            seen.addAll(users(page));
        }

        assertThat(seen).containsExactlyInAnyOrder("user0", "user1", "user2", "user3", "user4", "user5", "user6");
        assertThat(page.matched()).isEqualTo(7);
    }

    @Test
    void findsByUserWhateverTheLetters() {
        client("r", "Ann");
        client("r", "bob");

        SessionPage page = ask("aNN", Optional.empty(), "", 10);
        assertThat(users(page)).containsExactly("Ann");
        assertThat(page.matched()).isEqualTo(1);
        assertThat(page.more()).isFalse();
    }

    @Test
    void findsByRoom() {
        client("r1", "ann");
        client("r2", "bob");

        SessionQuery query = new SessionQuery(Optional.of("r2"), "", Optional.empty(), "", 10);
        assertThat(users(world.sessions().sessions(query))).containsExactly("bob");
    }

    @Test
    void findsThoseWhoAreAway() {
        client("r", "ann").cut();
        client("r", "bob");

        assertThat(users(ask("", Optional.of(false), "", 10))).containsExactly("ann");
        assertThat(users(ask("", Optional.of(true), "", 10))).containsExactly("bob");
    }

    @Test
    void namesTheTasksOfThePlacementThatItWentThrough() {
        FakeClient ann = new FakeClient(world.context());
        String token = world.tokens().issue("r", "ann", "presenter");
        ann.login(token);

        SessionStatus session = ask("", Optional.empty(), "", 10).sessions().get(0);
        assertThat(session.task()).isEqualTo(world.tokens().codeOf(token));
        assertThat(session.controller()).isEqualTo(FakeRooms.WORKER);
    }
}
