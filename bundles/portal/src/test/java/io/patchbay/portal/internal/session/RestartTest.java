package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.Timeline;
import io.patchbay.api.rooms.Permission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What those find who come back after a restart. */
class RestartTest extends RestartCase {
    private Path file() {
        return data.resolve("sessions.jsonl");
    }

    private static Notification text(String message) {
        return new Notification.TextReceived("bob", true, Optional.of(message));
    }

    @Test
    void goesOnWhereItWasWithWhatWasMissedInOrder() {
        World before = start();
        FakeClient ann = new FakeClient(before.context());
        String ticket = login(before, ann);
        before.say("r", text("received"));
        ann.confirm();
        before.say("r", text("into the void"));
        ann.cut();
        before.say("r", text("while away"));

        World after = restart();
        after.say("r", text("since"));

        assertThat(after.rooms().members("r")).containsExactly(ann.id());
        List<String> heard = resume(after, ticket);
        assertThat(heard.get(0)).startsWith("1 [\"ok\",\"");
        assertThat(heard.subList(1, heard.size()))
                .extracting(line -> line.replaceAll(".*\"message\":\"(.*)\"}]$", "$1"))
                .containsExactly("into the void", "while away", "since");
    }

    @Test
    void keepsAClientThatWasConnectedUntilTheEnd() {
        World before = start();
        FakeClient ann = new FakeClient(before.context());
        String ticket = login(before, ann);

        World after = restart();

        assertThat(resume(after, ticket).get(0)).startsWith("1 [\"ok\",\"");
        assertThat(after.placement().executing()).hasSize(1);
    }

    @Test
    void waitsForTheUsualTimeOnly() {
        World before = start();
        FakeClient ann = new FakeClient(before.context());
        String ticket = login(before, ann);

        World after = restart();
        alarms.advance(59_999);
        assertThat(after.rooms().members("r")).hasSize(1);
        alarms.advance(1);

        assertThat(after.rooms().members("r")).isEmpty();
        assertThat(resume(after, ticket)).containsExactly("1 [\"error\",\"Client does NOT exist\"]", "disconnected");
    }

    @Test
    void knowsNobodyAfterACrash() {
        World before = start();
        String ticket = login(before, new FakeClient(before.context()));
        start().restore(); // the one before never closed

        assertThat(resume(running.orElseThrow(), ticket))
                .containsExactly("1 [\"error\",\"Client does NOT exist\"]", "disconnected");
    }

    @Test
    void takesNobodyBackTwice() {
        World before = start();
        String ticket = login(before, new FakeClient(before.context()));
        restart();
        assertThat(file()).doesNotExist();
        World crashed = start();
        crashed.restore();

        assertThat(resume(crashed, ticket)).contains("1 [\"error\",\"Client does NOT exist\"]");
    }

    @Test
    void letsNobodyResumeWithATicketThatWasUsedBefore() {
        World before = start();
        FakeClient ann = new FakeClient(before.context());
        String ticket = login(before, ann);
        FakeClient back = new FakeClient(before.context());
        back.say(1, "relogin", ticket);
        back.confirm();

        assertThat(resume(restart(), ticket)).contains("1 [\"error\",\"Reconnection is not allowed\"]");
    }

    @Test
    void takesATicketAgainWhoseAnswerWasLostWithTheProcess() {
        World before = start();
        String ticket = login(before, new FakeClient(before.context()));
        resume(before, ticket); // its answer is not confirmed

        assertThat(resume(restart(), ticket).get(0)).startsWith("1 [\"ok\",\"");
    }

    @Test
    void keepsWhatAClientWithoutAVersionHasRunning() {
        World before = start();
        FakeClient ann = new FakeClient(before.context());
        ann.say(
                0,
                "login",
                Map.of(
                        "token", before.tokens().issue("r", "ann", "presenter"),
                        "userAgent", Map.of("sdk", Map.of("type", "JavaScript", "version", "3.4"))));
        String ticket = ann.take().get(0).replaceAll(".*\"reconnectionTicket\":\"([^\"]*)\".*", "$1");
        ann.say(1, "subscribe", Map.of("streamId", "s1"));
        before.say("r", text("missed"));

        World after = restart();
        FakeClient back = new FakeClient(after.context());
        back.say(1, "relogin", ticket);
        assertThat(back.take()).hasSize(2).last().asString().startsWith("custom_message ");
        back.say(2, "subscribe", Map.of("streamId", "s1"));
        assertThat(back.take()).containsExactly("2 [\"error\",\"Subscription is ongoing\"]");
    }

    @Test
    void remembersThatMoreWasMissedThanIsKept() {
        World before = start();
        FakeClient ann = new FakeClient(before.context());
        String ticket = login(before, ann);
        ann.cut();
        for (int i = 0; i < 3; i++) {
            before.say("r", text("x".repeat(600_000)));
        }

        List<String> heard = resume(restart(), ticket);
        assertThat(heard).hasSize(2).last().asString().startsWith("room ");
    }

    @Test
    void tellsThatTheStreamsHaveEnded() {
        World before = start();
        FakeClient ann = new FakeClient(before.context());
        String ticket = login(before, ann);
        before.rooms().publish(Attributes.of("id", "cam", "info", Map.of("owner", ann.id())));
        ann.cut();

        List<String> heard = resume(restart(), ticket);
        assertThat(heard.subList(1, heard.size()))
                .satisfiesExactly(
                        stream -> assertThat(stream).startsWith("stream ").contains("cam", "remove"),
                        own -> assertThat(own).startsWith("progress ").contains("cam", "error"));
    }

    @Test
    void remembersWhatAClientMayDo() {
        World before = start();
        FakeClient ann = new FakeClient(before.context());
        login(before, ann);
        Permission none = new Permission(new Permission.Media(false, false), new Permission.Media(false, false));
        before.say("r", new Notification.PermissionChanged(none));

        World after = restart();

        assertThat(after.sessions().find(ann.id()).orElseThrow().permission()).isEqualTo(none);
    }

    @Test
    void endsEverySessionWhereNobodyMayResume() {
        World world = new World(Map.of("reconnectionTimeoutMillis", 0L), alarms, Runnable::run, data);
        login(world, new FakeClient(world.context()));
        world.close();

        assertThat(world.rooms().members("r")).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void letsNobodyElseReadTheFile() throws IOException {
        World before = start();
        login(before, new FakeClient(before.context()));
        before.close();
        running = Optional.empty();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void losesOnlyWhatCannotBeRead() throws IOException {
        World before = start();
        String ticket = login(before, new FakeClient(before.context()));
        before.close();
        Files.writeString(file(), "rubbish\n{\"id\":5}\n[]\n" + Files.readString(file()));
        running = Optional.empty();

        assertThat(resume(restart(), ticket).get(0)).startsWith("1 [\"ok\",\"");
    }

    @Test
    void remembersWhatItGoesThroughFromThereOn() {
        FakeClient ann = new FakeClient(start().context());
        String ticket = login(running.orElseThrow(), ann);

        World after = restart();
        resume(after, ticket);

        Timeline timeline = after.sessions().traces().timeline(ann.id()).orElseThrow();
        assertThat(timeline.moments())
                .extracting(Timeline.Moment::kind)
                .containsExactly(Timeline.Kind.RESTORED, Timeline.Kind.BACK);
    }
}
