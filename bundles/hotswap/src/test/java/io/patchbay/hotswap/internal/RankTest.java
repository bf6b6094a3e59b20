package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class RankTest {
    private static final Rank MIDDLE =
            new Rank(true, true, false, true, 0, Version.parseVersion("1.5.0"), 5000, "m.jar", "55", 10);

    @Test
    void aPinBeatsAnyRanking() {
        assertThat(pinned("1.0.0")).isGreaterThan(ranked(100));
    }

    @Test
    void aFaultyPinLosesToAHealthyVersion() {
        Rank faulty = new Rank(false, true, true, true, 0, Version.parseVersion("1.5.0"), 5000, "m.jar", "55", 10);
        assertThat(MIDDLE).isGreaterThan(faulty);
    }

    @Test
    void whatReplacedAFileBeatsWhatWasReplacedEvenIfThatIsPinned() {
        Rank replaced = new Rank(true, false, true, true, 0, Version.parseVersion("2.0.0"), 5000, "m.jar", "55", 10);
        assertThat(MIDDLE).isGreaterThan(replaced);
    }

    @Test
    void aJarInTheFolderBeatsALastGoodCopy() {
        Rank copy = new Rank(true, true, false, false, 9, Version.parseVersion("9.0.0"), 5000, "m.jar", "55", 10);
        assertThat(MIDDLE).isGreaterThan(copy);
    }

    @Test
    void aHigherRankingBeatsAHigherVersion() {
        assertThat(ranked(1)).isGreaterThan(versioned("9.0.0"));
    }

    @Test
    void aHigherVersionBeatsANewerFile() {
        Rank newer = new Rank(true, true, false, true, 0, Version.parseVersion("1.5.0"), 9000, "m.jar", "55", 10);
        assertThat(versioned("1.5.1")).isGreaterThan(newer);
    }

    @Test
    void versionsCompareAsNumbers() {
        assertThat(versioned("1.10.0")).isGreaterThan(versioned("1.9.0"));
    }

    @Test
    void aNewerFileWinsATieOfVersions() {
        Rank newer = new Rank(true, true, false, true, 0, Version.parseVersion("1.5.0"), 9000, "a.jar", "11", 99);
        assertThat(newer).isGreaterThan(MIDDLE);
    }

    @Test
    void theLaterNameWinsATieOfAges() {
        Rank named = new Rank(true, true, false, true, 0, Version.parseVersion("1.5.0"), 5000, "n.jar", "11", 99);
        assertThat(named).isGreaterThan(MIDDLE);
    }

    @Test
    void theOlderServiceWinsACompleteTie() {
        Rank older = new Rank(true, true, false, true, 0, Version.parseVersion("1.5.0"), 5000, "m.jar", "55", 9);
        assertThat(older).isGreaterThan(MIDDLE);
    }

    private static Rank pinned(String version) {
        return new Rank(true, true, true, true, 0, Version.parseVersion(version), 5000, "m.jar", "55", 10);
    }

    private static Rank ranked(int ranking) {
        return new Rank(true, true, false, true, ranking, Version.parseVersion("1.5.0"), 5000, "m.jar", "55", 10);
    }

    private static Rank versioned(String version) {
        return new Rank(true, true, false, true, 0, Version.parseVersion(version), 5000, "m.jar", "55", 10);
    }
}
