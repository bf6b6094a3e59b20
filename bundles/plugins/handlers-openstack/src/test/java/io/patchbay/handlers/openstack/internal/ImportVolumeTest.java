package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.Volume;
import io.patchbay.api.recovery.resource.VolumePair;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.contract.TrialAttempt;
import io.patchbay.support.openstack.Mark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Volumes that Cinder takes in, and those that it is to forget. */
class ImportVolumeTest extends GuestsCase {
    private TaskHandler importing;
    private TaskHandler unmanaging;

    @BeforeEach
    void offer() {
        importing = new ImportVolume(openStack, settings(), copier);
        unmanaging = new UnmanageVolume(openStack, settings(), copier);
        cloud.copies.add(COPY);
    }

    @Test
    void givesTheVolumeAtBothSites() throws Exception {
        VolumePair pair = perform(attempt(input(COPY)));

        assertThat(pair.source())
                .isEqualTo(new Volume("v-old", "disk", Optional.empty(), 1, Optional.of(true), Optional.empty()));
        assertThat(cloud.volumes).containsOnlyKeys(pair.target().id());
    }

    @Test
    void tellsTheSizeThatCinderHasFound() throws Exception {
        assertThat(perform(attempt(input(COPY))).target().sizeGib()).isEqualTo(3);
    }

    @Test
    void marksTheVolumeWithTheTask() throws Exception {
        Attempt attempt = attempt(input(COPY));

        perform(attempt);

        assertThat(onlyVolume().path("metadata").path("patchbay").asText())
                .isEqualTo(Mark.of(attempt).text());
    }

    @Test
    void tellsTheCopierWhatTheCopyIsCalledNow() throws Exception {
        String id = perform(attempt(input(COPY))).target().id();

        assertThat(copier.renamed).containsExactly(Map.entry(COPY, "volume-" + id));
    }

    @Test
    void takesTheSameVolumeInOnce() throws Exception {
        TrialAttempt attempt = (TrialAttempt) attempt(input(COPY));
        VolumePair first = perform(attempt);

        assertThat(perform(attempt.again())).isEqualTo(first);
        assertThat(cloud.volumes).hasSize(1);
    }

    @Test
    void goesOnWithAVolumeThatWasBegun() throws Exception {
        TrialAttempt attempt = (TrialAttempt) attempt(input(COPY));
        perform(attempt);
        cloud.volumes.values().iterator().next().put("status", "creating").put("source", "volume-" + idOfOnly());
        copier.renamed.clear();

        VolumePair again = perform(attempt.again());

        assertThat(copier.renamed)
                .containsEntry(COPY, "volume-" + again.target().id());
    }

    @Test
    void cleansUpWhatCinderCouldNotTakeIn() {
        assertFailure(
                input("patchbay-gone"), "example.type.failed", "could not take in patchbay-gone from rig@fast#fast");

        assertThat(cloud.volumes).isEmpty();
    }

    @Test
    void triesAgainAfterAVolumeThatFailed() throws Exception {
        TrialAttempt attempt = (TrialAttempt) attempt(input(COPY));
        Map<String, Object> metadata = Map.of("patchbay", Mark.of(attempt).text());
        cloud.volumes.put("twin", cloud.node(Map.of("id", "twin", "status", "error", "metadata", metadata)));

        String id = perform(attempt.again()).target().id();

        assertThat(cloud.volumes).containsOnlyKeys(id);
    }

    @Test
    void saysWhichPoolsThereAre() {
        TaskInput.ImportVolume elsewhere = input(COPY, Attributes.of("pool", "tape"));

        assertFailure(elsewhere, "example.type.not_found", "there are rig@fast#fast, rig@slow#slow");
    }

    @Test
    void findsThePoolByItsWholeName() throws Exception {
        assertThat(perform(attempt(input(COPY, Attributes.of("pool", "rig@fast#fast")))))
                .isNotNull();
    }

    @Test
    void makesAVolumeBootableThatCinderTookForOther() throws Exception {
        Attempt attempt = attempt(input(COPY));
        Map<String, Object> metadata = Map.of("patchbay", Mark.of(attempt).text());
        cloud.volumes.put(
                "begun",
                cloud.node(Map.of(
                        "id", "begun", "status", "available", "size", 1, "bootable", "false", "metadata", metadata)));

        perform(attempt);

        assertThat(cloud.volumes.get("begun").path("bootable").asText()).isEqualTo("true");
    }

    @Test
    void takesVolumesInThatCameByThemselves() throws Exception {
        copier.remove();

        assertThat(perform(attempt(input(COPY))).target().id()).isEqualTo(idOfOnly());
    }

    @Test
    void forgetsAVolumeAndKeepsWhatItHolds() throws Exception {
        VolumePair pair = perform(attempt(input(COPY)));

        unmanaging.perform(attempt(undoing(pair)));

        assertThat(cloud.volumes).isEmpty();
        assertThat(cloud.copies).containsExactly("volume-" + pair.target().id());
    }

    @Test
    void takesACopyInAgainUnderItsNewName() throws Exception {
        VolumePair pair = perform(attempt(input(COPY)));
        unmanaging.perform(attempt(undoing(pair)));

        VolumePair again = perform(attempt(input(COPY)));

        assertThat(cloud.copies).containsExactly("volume-" + again.target().id());
    }

    @Test
    void tellsTheCopierTheNameBeforeAVolumeIsForgotten() throws Exception {
        VolumePair pair = perform(attempt(input(COPY)));
        copier.renamed.clear();

        unmanaging.perform(attempt(undoing(pair)));

        assertThat(copier.renamed).containsEntry(COPY, "volume-" + pair.target().id());
    }

    @Test
    void forgetsTwiceWithoutHarm() throws Exception {
        VolumePair pair = perform(attempt(input(COPY)));
        TrialAttempt attempt = (TrialAttempt) attempt(undoing(pair));
        unmanaging.perform(attempt);

        unmanaging.perform(attempt.again());

        assertThat(cloud.volumes).isEmpty();
    }

    @Test
    void forgetsNoVolumeThatNoRecoveryHasTakenIn() {
        String others = cloud.availableVolume();
        VolumePair pair = new VolumePair(volume("v-old"), volume(others));

        assertThatThrownBy(() -> unmanaging.perform(attempt(undoing(pair))))
                .hasMessageContaining("volume " + others + " bears no mark of a recovery");

        assertThat(cloud.volumes).containsOnlyKeys(others);
    }

    @Test
    void sweepsTwinsThatHadFailed() throws Exception {
        Attempt attempt = attempt(input(COPY));
        VolumePair pair = perform(attempt);
        Map<String, Object> metadata = Map.of("patchbay", Mark.of(attempt).text());
        cloud.volumes.put("twin", cloud.node(Map.of("id", "twin", "status", "error", "metadata", metadata)));

        unmanaging.perform(attempt(undoing(pair)));

        assertThat(cloud.volumes).isEmpty();
    }

    private VolumePair perform(Attempt attempt) throws Exception {
        return Records.read(
                        TaskOutput.VolumeImported.class,
                        importing.perform(attempt).values())
                .volumePair();
    }

    private JsonNode onlyVolume() {
        assertThat(cloud.volumes).hasSize(1);
        return cloud.volumes.values().iterator().next();
    }

    private String idOfOnly() {
        return onlyVolume().path("id").asText();
    }

    private void assertFailure(TaskInput.ImportVolume input, String code, String words) {
        assertThatThrownBy(() -> importing.perform(attempt(input)))
                .isInstanceOfSatisfying(TaskFailedException.class, failed -> {
                    assertThat(failed.reason().code()).isEqualTo(code);
                    assertThat(failed.reason().contents()).contains(words);
                });
    }

    private static TaskInput.ImportVolume input(String copy) {
        return input(copy, Attributes.NONE);
    }

    private static TaskInput.ImportVolume input(String copy, Attributes targetMetadata) {
        return new TaskInput.ImportVolume(TENANT, STORAGE, STORAGE, volume(copy), List.of(), targetMetadata, "v-old");
    }

    private static TaskInput.UnmanageVolume undoing(VolumePair pair) {
        return new TaskInput.UnmanageVolume(TENANT, STORAGE, STORAGE, pair, List.of(), Attributes.NONE, "v-old");
    }
}
