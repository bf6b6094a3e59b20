package io.patchbay.benchmarks.migrator;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Temporal's in-memory test server: a workflow for each group, all begun at once, because one history of thousands of activities is
 * read again and again. Confined to the benchmark's thread.
 */
final class Temporal implements Engine {
    private static final String QUEUE = "bench";
    private static final int AT_ONCE = 16;
    private static final double NANOS = 1e9;

    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();

    Temporal() {
        Worker worker = environment.newWorker(
                QUEUE,
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(AT_ONCE)
                        .build());
        worker.registerWorkflowImplementationTypes(GroupWorkflow.class);
        worker.registerActivitiesImplementations((Making) (step, input) -> Map.of("id", "made-" + step));
        environment.start();
    }

    @Override
    public String name() {
        return "temporal";
    }

    @Override
    public double run(Shape shape) {
        WorkflowOptions options =
                WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build();
        List<Group> workflows = new ArrayList<>();
        long begun = System.nanoTime();
        for (List<Shape.Step> steps : shape.groups()) {
            Group workflow = environment.getWorkflowClient().newWorkflowStub(Group.class, options);
            WorkflowClient.start(
                    workflow::run,
                    steps.stream()
                            .map(step -> new Group.Planned(step.id(), step.dependencies()))
                            .toList());
            workflows.add(workflow);
        }
        workflows.forEach(workflow -> WorkflowStub.fromTyped(workflow).getResult(Void.class));
        return (System.nanoTime() - begun) / NANOS;
    }

    @Override
    public void close() {
        environment.close();
    }
}
