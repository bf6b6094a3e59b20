package io.patchbay.lobby.internal.update;

import io.patchbay.api.lobby.UpdateAnswer;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often clients were told what. Thread-safe. */
final class UpdateCounters {
    private enum Outcome {
        CURRENT("current"),
        UPDATE("update"),
        NO_RELEASE("no_release"),
        NO_STORAGE("no_storage"),
        NOT_LEADING("not_leading");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        static Outcome of(UpdateAnswer answer) {
            if (answer instanceof UpdateAnswer.Current) {
                return CURRENT;
            }
            if (answer instanceof UpdateAnswer.Outdated) {
                return UPDATE;
            }
            if (answer instanceof UpdateAnswer.NoRelease) {
                return NO_RELEASE;
            }
            return answer instanceof UpdateAnswer.NoStorage ? NO_STORAGE : NOT_LEADING;
        }
    }

    private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class); // not changed after construction

    UpdateCounters() {
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new LongAdder());
        }
    }

    UpdateAnswer count(UpdateAnswer answer) {
        counts.get(Outcome.of(answer)).increment();
        return answer;
    }

    List<Metric> metrics(int releases, int workers) {
        List<Sample> checks = Arrays.stream(Outcome.values())
                .map(outcome -> new Sample(
                        Map.of("outcome", outcome.label), counts.get(outcome).sum()))
                .toList();
        return List.of(
                new Metric.Counter(
                        "patchbay_lobby_update_checks_total", "What clients were told of their resources.", checks),
                new Metric.Gauge("patchbay_lobby_releases", "The releases that are kept.", releases),
                new Metric.Gauge(
                        "patchbay_lobby_storage_workers", "The storage workers that report to this node.", workers));
    }
}
