package io.patchbay.lobby.internal.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.Leadership;
import io.patchbay.api.lobby.Delta;
import io.patchbay.api.lobby.Manifest;
import io.patchbay.api.lobby.ReleaseFile;
import io.patchbay.api.lobby.StorageOrders;
import io.patchbay.api.lobby.StorageReport;
import io.patchbay.api.lobby.UpdateAnswer;
import io.patchbay.api.lobby.UpdateQuestion;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.store.ReleaseRecord;
import io.patchbay.support.Threads;
import io.patchbay.support.content.ManifestText;
import io.patchbay.support.content.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpdateDeskTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final Leadership TERM = new Leadership() {
        @Override
        public long epoch() {
            return 7;
        }

        @Override
        public boolean succeeds(long epoch) {
            return false;
        }
    };

    private final MemoryRecords records = new MemoryRecords();
    private final ReleaseCatalogue catalogue = new ReleaseCatalogue(records, Threads.timer("test"));
    private final ScriptedPlacement placement = new ScriptedPlacement();
    private final StorageRoster roster = new StorageRoster(placement, catalogue, CLOCK, Threads.timer("test"));
    private final UpdateDesk desk =
            new UpdateDesk(new ReleaseSettings("", 10, 10, 10, 2), catalogue, roster, placement);

    @AfterEach
    void close() {
        roster.close();
        catalogue.close();
    }

    @Test
    void hasNothingToSayBeforeTheFirstRelease() {
        assertThat(check("1.0")).isEqualTo(new UpdateAnswer.NoRelease());
    }

    @Test
    void tellsAClientThatItsResourcesAreCurrent() {
        publish("1.0", "a=1");

        assertThat(check("1.0")).isInstanceOfSatisfying(UpdateAnswer.Current.class, current -> assertThat(
                        current.release().version())
                .isEqualTo("1.0"));
    }

    @Test
    void tellsWhatHasChangedAndTwoWorkers() {
        publish("1.0", "same=1", "changed=1", "gone=1");
        publish("2.0", "same=1", "changed=2", "new=1");
        lead();
        report("a", "2.0");
        report("b", "2.0");

        UpdateAnswer.Outdated answer = outdated("1.0");

        assertThat(answer.delta().basis()).isEqualTo(Delta.Basis.EARLIER);
        assertThat(answer.delta().fetched()).containsExactly(file("changed=2"), file("new=1"));
        assertThat(answer.delta().deleted()).containsExactly("gone");
        assertThat(answer.endpoints())
                .containsExactly(
                        new UpdateAnswer.Endpoint("a", "http://10.0.0.1:80"),
                        new UpdateAnswer.Endpoint("b", "http://10.0.0.1:80"));
    }

    @Test
    void aWorkerIsToldOnceHoweverManyAreWanted() {
        publish("1.0", "a=1");
        lead();
        report("a", "1.0");

        assertThat(outdated("0.9").endpoints()).hasSize(1);
    }

    @Test
    void asksForTheClientsPlaceAndTheRelease() {
        publish("1.0", "a=1");
        lead();
        report("a", "1.0");

        desk.check(new UpdateQuestion("", Preference.of("telco", "north")))
                .toCompletableFuture()
                .join();

        assertThat(placement.requests)
                .extracting(ScheduleRequest::preference)
                .startsWith(Preference.of(new Attributes(Map.of("isp", "telco", "region", "north", "release", "1.0"))));
    }

    @Test
    void anUnknownVersionGetsAllFiles() {
        publish("1.0", "a=1", "b=1");
        lead();
        report("a", "1.0");

        assertThat(outdated("no such version").delta().basis()).isEqualTo(Delta.Basis.NOTHING);
        assertThat(outdated("").delta().fetched()).containsExactly(file("a=1"), file("b=1"));
        assertThat(outdated("x").delta()).isSameAs(outdated("y").delta());
    }

    @Test
    void aVersionThatWasRolledBackGoesBack() {
        publish("1.0", "a=1", "old=1");
        publish("2.0", "a=2");
        records.makeCurrent("1.0");
        catalogue.look();
        lead();
        report("a", "1.0");

        Delta delta = outdated("2.0").delta();

        assertThat(delta.basis()).isEqualTo(Delta.Basis.LATER);
        assertThat(delta.fetched()).containsExactly(file("a=1"), file("old=1"));
    }

    @Test
    void saysSoWhenNobodyHasTheRelease() {
        publish("1.0", "a=1");
        publish("2.0", "a=2");
        lead();
        report("a", "1.0");

        assertThat(check("1.0")).isInstanceOf(UpdateAnswer.NoStorage.class);
    }

    @Test
    void onlyTheNodeThatLeadsChooses() {
        publish("1.0", "a=1");
        report("a", "1.0");
        assertThat(check("0.9")).isEqualTo(new UpdateAnswer.NotLeading());
        assertThat(check("1.0")).isInstanceOf(UpdateAnswer.Current.class);

        lead();
        roster.resign(TERM);

        assertThat(check("0.9")).isEqualTo(new UpdateAnswer.NotLeading());
    }

    @Test
    void whoeverLeadsNextKnowsTheWorkersAlready() {
        publish("1.0", "a=1");
        report("a", "1.0");
        report("b", "1.0");
        assertThat(placement.names()).isEmpty();

        lead();

        assertThat(outdated("0.9").endpoints()).hasSize(2);
    }

    @Test
    void joinsAgainWhateverPlacementForgot() {
        lead();
        report("a", "1.0");
        placement.quit("a");

        report("a", "1.0");
        roster.look();

        assertThat(placement.names()).containsExactly("a");
    }

    @Test
    void joinsOnceMoreWhenPlacementWasNotReady() {
        placement.ready(false);
        lead();
        report("a", "1.0");
        placement.ready(true);

        roster.look();

        assertThat(placement.names()).containsExactly("a");
    }

    @Test
    void aWorkerThatLeavesIsToldNoMore() {
        publish("1.0", "a=1");
        lead();
        report("a", "1.0");

        assertThat(roster.leave("a")).isTrue();

        assertThat(roster.leave("a")).isFalse();
        assertThat(check("0.9")).isInstanceOf(UpdateAnswer.NoStorage.class);
    }

    @Test
    void workersAreToHoldTheCurrentReleaseFirst() {
        publish("1.0", "a=1");
        publish("2.0", "a=2");
        publish("3.0", "a=3");
        records.makeCurrent("2.0");
        catalogue.look();

        StorageOrders orders = report("a");

        assertThat(orders.known()).isTrue();
        assertThat(orders.releases()).extracting("version").containsExactly("2.0", "3.0", "1.0");
    }

    @Test
    void workersKeepWhatTheyHaveWhileTheStoreIsAway() {
        records.away(true);

        assertThat(report("a")).isEqualTo(new StorageOrders(List.of(), false));
    }

    @Test
    void goesOnWithWhatItKnowsWhileTheStoreIsAway() {
        publish("1.0", "a=1");
        lead();
        report("a", "1.0");
        outdated("0.9");
        records.away(true);

        assertThat(outdated("0.9").endpoints()).hasSize(1);
    }

    @Test
    void failsWhileTheStoreWasNeverThereAndRecovers() {
        records.away(true);
        assertThatThrownBy(() -> check("1.0")).isInstanceOf(CompletionException.class);
        records.away(false);

        assertThat(check("1.0")).isEqualTo(new UpdateAnswer.NoRelease());
    }

    private void lead() {
        roster.lead(TERM);
        roster.look();
    }

    private UpdateAnswer check(String version) {
        return desk.check(new UpdateQuestion(version, Preference.NONE))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private UpdateAnswer.Outdated outdated(String version) {
        UpdateAnswer answer = check(version);
        assertThat(answer).isInstanceOf(UpdateAnswer.Outdated.class);
        return (UpdateAnswer.Outdated) answer;
    }

    private StorageOrders report(String id, String... releases) {
        WorkerInfo info =
                new WorkerInfo("10.0.0.1", "", 80, false, "", 0.9, Attributes.of("releases", List.of(releases)));
        return roster.report(new StorageReport(id, info, 0.1, "process"));
    }

    private void publish(String version, String... files) {
        Manifest manifest = new Manifest(
                version,
                1,
                Arrays.stream(files).sorted().map(UpdateDeskTest::file).toList());
        String text = ManifestText.write(manifest);
        records.add(
                new ReleaseRecord(
                        version, 1, files.length, files.length, Sha256.of(text), text.length(), "signature", true),
                text);
        catalogue.look();
    }

    private static ReleaseFile file(String nameAndContent) {
        String[] both = nameAndContent.split("=", 2);
        return new ReleaseFile(both[0], both[1].length(), Sha256.of(both[1]));
    }
}
