package io.patchbay.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.sandbox.SandboxOptions;
import io.patchbay.sandbox.plan.PlannedSite;
import io.patchbay.support.operator.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sandbox has for a plan. */
class SandboxSiteTest {
    private static final String SMALL = "../../examples/recovery/small.yaml";

    @TempDir
    private Path data;

    @Test
    void isCalledAsThePlanSays() throws Exception {
        assertThat(options(small()).name()).isEqualTo("site-b");
    }

    @Test
    void hasTheAddressesThatAreWantedApartFromThoseThatAnybodyGets() throws Exception {
        assertThat(options(small()).site().external())
                .isEqualTo(Map.of("public", List.of("198.51.100.0/24", "203.0.113.0/24")));
    }

    @Test
    void givesAddressesElsewhereThanWhereSomebodyWantsSome() throws Exception {
        RecoveryPlan plan = plan("tenants: [{id: t, name: t}]\n"
                + "floating_ips: [{id: a, tenant: t, network: out, ip: 198.51.100.7}]\n");

        assertThat(options(plan).site().external())
                .isEqualTo(Map.of("out", List.of("198.18.0.0/24", "198.51.100.0/24")));
    }

    @Test
    void hasThePoolsTypesAndZonesThatAreNamed() throws Exception {
        RecoveryPlan plan = plan(
                "tenants: [{id: t, name: t}]\nvolumes:\n"
                        + "  - {id: a, tenant: t, name: a, size_gib: 1, source_storage: {name: s}, target_storage: {name: one},"
                        + " target_metadata: {pool: 'b@fast#fast', volume_type: gold, availability_zone: east}}\n"
                        + "  - {id: b, tenant: t, name: b, size_gib: 1, source_storage: {name: s}, target_storage: {name: two}}\n");

        SandboxOptions options = options(plan);

        assertThat(options.pools()).containsExactly("b@fast#fast", "two");
        assertThat(options.site().volumeTypes()).containsExactly("gold");
        assertThat(options.site().zones()).containsExactly("nova", "east");
    }

    @Test
    void holdsWhatIsCopiedAndHasTheTargetBeThePool() throws Exception {
        RecoveryPlan plan = plan("tenants: [{id: t, name: t}]\nvolumes:\n"
                + "  - {id: a, tenant: t, name: a, size_gib: 1, source_storage: {name: s}, target_storage: {name: one},"
                + " target_metadata: {pool: fast}, snapshots: [{id: n, name: n, created_at: 2026-01-31T02:00:00Z}]}\n");

        try (SandboxSite site = SandboxSite.start(plan, given())) {
            Path volumes = site.options().data().resolve("cloud/volumes");

            assertThat(volumes.resolve("s/volume-a")).exists();
            assertThat(volumes.resolve("s/snapshot-n")).exists();
            assertThat(volumes.resolve("one").toRealPath())
                    .isEqualTo(volumes.resolve("fast").toRealPath());
        }
    }

    @Test
    void saysOfEachStorageWhereItLiesBecauseAConfigurationMaySayItToo() throws Exception {
        RecoveryPlan plan = plan(
                "tenants: [{id: t, name: t}]\nvolumes:\n"
                        + "  - {id: a, tenant: t, name: a, size_gib: 1, source_storage: {name: s}, target_storage: {name: one}}\n");

        try (SandboxSite site = SandboxSite.start(plan, given())) {
            Path volumes = site.options().data().resolve("cloud/volumes");

            assertThat(site.options().sets())
                    .contains(
                            "io.patchbay.volumes:folder.others=" + volumes,
                            "io.patchbay.volumes:folder.s=" + volumes.resolve("s"),
                            "io.patchbay.volumes:folder.one=" + volumes.resolve("one"));
        }
    }

    @Test
    void hasAStorageThatIsCalledAsTheOthersAreAmongThem() throws Exception {
        RecoveryPlan plan = plan(
                "tenants: [{id: t, name: t}]\nvolumes:\n"
                        + "  - {id: a, tenant: t, name: a, size_gib: 1, source_storage: {name: others}, target_storage: {name: one}}\n");

        try (SandboxSite site = SandboxSite.start(plan, given())) {
            assertThat(site.options().sets())
                    .filteredOn(set -> set.startsWith("io.patchbay.volumes:folder.others="))
                    .containsExactly("io.patchbay.volumes:folder.others="
                            + site.options().data().resolve("cloud/volumes"));
        }
    }

    @Test
    void isNotBegunForAStorageWithAFolderOfItsOwn() throws Exception {
        RecoveryPlan plan = plan("tenants: [{id: t, name: t}]\nvolumes:\n"
                + "  - {id: a, tenant: t, name: a, size_gib: 1, source_storage: {name: s},"
                + " target_storage: {name: one, metadata: {folder: /mnt/one}}}\n");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> SandboxSite.start(plan, given()))
                .withMessage(
                        "the plan names a folder of its own for storage one, where a sandbox has nothing:"
                                + " leave out 'folder' of its metadata, and configure folder.one of io.patchbay.volumes instead");
        assertThat(data.resolve("sandbox")).doesNotExist();
    }

    @Test
    void keepsEverythingApart() throws Exception {
        try (SandboxSite site = SandboxSite.start(small(), given())) {
            assertThat(site.options().data()).isEqualTo(data.resolve("sandbox"));
        }
    }

    @Test
    void letsSettingsOfTheUserCountMore() throws Exception {
        RecoverOptions given = given("--set", "io.patchbay.handlers.openstack.guests:diagnose=true");

        try (SandboxSite site = SandboxSite.start(small(), given)) {
            assertThat(site.options().sets()).endsWith("io.patchbay.handlers.openstack.guests:diagnose=true");
        }
    }

    @Test
    void tellsNobodyItsPassword() throws Exception {
        try (SandboxSite site = SandboxSite.start(small(), given())) {
            String password = Files.readString(site.options().data().resolve("cloud/password"))
                    .strip();

            assertThat(site.options().toString()).doesNotContain(password);
        }
    }

    @Test
    void isThereAgain() throws Exception {
        SandboxSite.start(small(), given()).close();

        try (SandboxSite again = SandboxSite.start(small(), given())) {
            assertThat(again.options().data().resolve("cloud/state.json"))
                    .content()
                    .containsOnlyOnce("203.0.113.0/24");
        }
    }

    private static SandboxOptions options(RecoveryPlan plan) {
        return new PlannedSite(plan).in(SandboxOptions.DEFAULTS);
    }

    private static RecoveryPlan small() throws Exception {
        return PlanFile.read(SMALL).plan().orElseThrow();
    }

    private RecoveryPlan plan(String resources) throws Exception {
        Path file = Files.writeString(data.resolve("plan.yaml"), "schema: 1\nname: p\ncluster: site-b\n" + resources);
        PlanFile read = PlanFile.read(file.toString());
        assertThat(read.faults()).isEmpty();
        return read.plan().orElseThrow();
    }

    private RecoverOptions given(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("plan.yaml", "--data", data.toString()));
        words.addAll(List.of(more));
        return RecoverOptions.parse(words);
    }
}
