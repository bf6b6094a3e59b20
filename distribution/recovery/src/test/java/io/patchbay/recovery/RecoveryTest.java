package io.patchbay.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.recovery.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code recover} says of a job that the node does not take. */
class RecoveryTest {
    private static final Fault OF_TASK =
            Fault.ofTask("no-key", "/tasks/3/input/instance/user_data", "instance.web-1", "there is no key: make one");

    @Test
    void tellsWhatIsRefusedAndWhere() {
        assertThat(Recovery.refusal(List.of(OF_TASK)))
                .isEqualTo("the job is refused: no-key at /tasks/3/input/instance/user_data of task instance.web-1:"
                        + " there is no key: make one");
    }

    @Test
    void tellsHowMuchIsWrongBesides() {
        Fault whole = Fault.of("size", "", "too many tasks");

        assertThat(Recovery.refusal(List.of(whole, OF_TASK)))
                .isEqualTo("the job is refused: size: too many tasks (and 1 fault more)");
    }
}
