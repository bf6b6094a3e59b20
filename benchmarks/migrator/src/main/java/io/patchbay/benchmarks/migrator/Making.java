package io.patchbay.benchmarks.migrator;

import io.temporal.activity.ActivityInterface;
import java.util.Map;

/** What a step does at Temporal: an activity. Called on Temporal's threads. */
@ActivityInterface
public interface Making {
    /** Answers with what the step has made. */
    Map<String, String> make(String step, Map<String, String> input);
}
