package io.patchbay.benchmarks.migrator;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Begins each step when the outputs it refers to are there. Confined to the workflow's thread. */
public final class GroupWorkflow implements Group {
    private final Making making = Workflow.newActivityStub(
            Making.class,
            ActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofMinutes(1))
                    .build());

    @Override
    public void run(List<Planned> steps) {
        Map<String, Promise<Map<String, String>>> made = new HashMap<>();
        for (Planned step : steps) {
            List<Promise<Map<String, String>>> before =
                    step.dependencies().stream().map(made::get).toList();
            made.put(
                    step.id(),
                    Promise.allOf(before)
                            .thenCompose(ready -> Async.function(making::make, step.id(), input(step, made))));
        }
        Promise.allOf(made.values()).get();
    }

    private static Map<String, String> input(Planned step, Map<String, Promise<Map<String, String>>> made) {
        Map<String, String> input = new HashMap<>();
        input.put("name", step.id());
        step.dependencies()
                .forEach(dependency ->
                        input.put(dependency, made.get(dependency).get().get("id")));
        return input;
    }
}
