package io.patchbay.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which handlers {@code recover} needs. */
class RecoverWordTest {
    private static final String SMALL = "../../examples/recovery/small.yaml";

    private static Set<String> typesOf(String... arguments) throws Exception {
        JobSubmission job = PlanFile.plans().build(PlanFile.read(SMALL).plan().orElseThrow(), JobType.SIMULATION);
        return RecoverWord.typesOf(job, RecoverOptions.parse(List.of(arguments)));
    }

    @Test
    void aDrillNeedsThoseThatUndoItToo() throws Exception {
        assertThat(typesOf(SMALL, "--drill")).contains("create.network", "delete.network", "unmanage.volume");
        assertThat(typesOf(SMALL, "--rollback")).contains("create.network", "delete.network");
    }

    @Test
    void aRecoveryThatMayStayNeedsOnlyThoseThatMakeIt() throws Exception {
        assertThat(typesOf(SMALL)).contains("create.network").doesNotContain("delete.network");
    }
}
