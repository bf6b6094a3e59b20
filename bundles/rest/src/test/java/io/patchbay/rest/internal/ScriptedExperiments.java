package io.patchbay.rest.internal;

import io.patchbay.api.hotswap.BeginAnswer;
import io.patchbay.api.hotswap.Difference;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExperimentStatus;
import io.patchbay.api.hotswap.Experiments;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Experiments with {@code least-used 1.0.0}, each with one difference; any other candidate is refused. Thread-safe. */
final class ScriptedExperiments implements Experiments {
    final List<Experiment> begun = new CopyOnWriteArrayList<>();
    volatile BeginAnswer.Reason refusal = BeginAnswer.Reason.UNKNOWN_PLUGIN;

    @Override
    public List<ExperimentStatus> experiments() {
        return begun.stream().map(ScriptedExperiments::status).toList();
    }

    @Override
    public BeginAnswer begin(Experiment experiment) {
        if (!experiment.name().equals("least-used")) {
            return new BeginAnswer.Refused(refusal, "not this one");
        }
        begun.add(experiment);
        return new BeginAnswer.Begun(status(experiment));
    }

    @Override
    public boolean end(Experiment.Mode mode, String kind, String scope) {
        return begun.removeIf(experiment -> experiment.mode() == mode
                && experiment.kind().equals(kind)
                && experiment.scope().equals(scope));
    }

    private static ExperimentStatus status(Experiment experiment) {
        return new ExperimentStatus(
                experiment,
                true,
                Optional.empty(),
                Instant.EPOCH,
                10,
                1,
                2,
                1,
                Optional.of("it answered null"),
                List.of(new Difference(Instant.EPOCH, "task t1", "worker-1", "worker-2")));
    }
}
