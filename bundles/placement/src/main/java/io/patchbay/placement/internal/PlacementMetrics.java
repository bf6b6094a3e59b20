package io.patchbay.placement.internal;

import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import io.patchbay.api.placement.RefusalCode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What the placement counts, as metrics. Each ledger is read in its turn; one that does not lead has nothing to say. Workers make
 * purposes up, so only so many are told of. Stateless.
 */
final class PlacementMetrics {
    static final int MOST_PURPOSES = 100;

    private static final String PURPOSE = "purpose";

    private PlacementMetrics() {}

    /** Metrics of some ledgers, those of essential purposes first. */
    static CompletionStage<List<Metric>> of(Stream<Ledger> ledgers, boolean leads) {
        List<Ledger> told = ledgers.sorted(
                        Comparator.comparing((Ledger ledger) -> !PlacementEngine.ESSENTIAL.contains(ledger.purpose()))
                                .thenComparing(Ledger::purpose))
                .limit(MOST_PURPOSES)
                .toList();
        CompletableFuture<List<LedgerReading>> all = CompletableFuture.completedFuture(List.of());
        for (Ledger ledger : told) {
            all = all.thenCombine(read(ledger), PlacementMetrics::joined);
        }
        return all.thenApply(readings -> metrics(readings, leads));
    }

    private static CompletionStage<List<LedgerReading>> read(Ledger ledger) {
        return ledger.turn()
                .submit(LedgerOperation.of(ledger, List.of(), operation -> List.of(LedgerReading.of(ledger))));
    }

    private static List<LedgerReading> joined(List<LedgerReading> some, List<LedgerReading> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<Metric> metrics(List<LedgerReading> readings, boolean leads) {
        return List.of(
                new Metric.Gauge("patchbay_leader", "Whether this node decides for the cluster.", leads ? 1 : 0),
                new Metric.Counter(
                        "patchbay_placement_decisions_total",
                        "Requests for a worker that were decided.",
                        readings.stream().flatMap(PlacementMetrics::decisions).toList()),
                new Metric.Histogram(
                        "patchbay_placement_decision_seconds",
                        "How long requests for a worker took to be decided, with their wait for the ledger.",
                        readings.stream()
                                .flatMap(reading -> reading.latencies().stream())
                                .toList()),
                new Metric.Counter(
                        "patchbay_placement_refusals_total",
                        "Requests for a worker that were refused.",
                        readings.stream().flatMap(PlacementMetrics::refusals).toList()),
                counter(
                        readings,
                        "patchbay_placement_faults_total",
                        "Broken contracts of plug-ins that decided.",
                        reading -> reading.counters().faults()),
                counter(
                        readings,
                        "patchbay_placement_given_up_total",
                        "Calls of plug-ins without an answer in time, whose requests the built-in policy decided.",
                        reading -> reading.counters().givenUp()),
                counter(
                        readings,
                        "patchbay_placement_reservations_expired_total",
                        "Reservations that no worker picked up in time.",
                        reading -> reading.counters().expired()),
                counter(
                        readings,
                        "patchbay_placement_workers_silenced_total",
                        "Workers that were removed because they said nothing.",
                        reading -> reading.counters().silenced()),
                gauge(
                        readings,
                        "patchbay_placement_waiting_requests",
                        "Requests that wait for the ledger of their purpose.",
                        LedgerReading::waiting),
                gauge(readings, "patchbay_workers", "Workers that can be given tasks.", LedgerReading::workers),
                new Metric.Gauge(
                        "patchbay_tasks",
                        "Tasks that have a worker.",
                        readings.stream().flatMap(PlacementMetrics::tasks).toList()),
                gauge(readings, "patchbay_seats", "Seats of the workers that count them.", LedgerReading::seats),
                gauge(
                        readings,
                        "patchbay_seats_taken",
                        "Seats that tasks take, reserved and executing ones.",
                        LedgerReading::seatsTaken));
    }

    private static Metric counter(
            List<LedgerReading> readings, String name, String help, ToDoubleFunction<LedgerReading> value) {
        return new Metric.Counter(name, help, samples(readings, value));
    }

    private static Metric gauge(
            List<LedgerReading> readings, String name, String help, ToDoubleFunction<LedgerReading> value) {
        return new Metric.Gauge(name, help, samples(readings, value));
    }

    private static List<Sample> samples(List<LedgerReading> readings, ToDoubleFunction<LedgerReading> value) {
        Function<LedgerReading, Sample> sample =
                reading -> new Sample(Map.of(PURPOSE, reading.purpose()), value.applyAsDouble(reading));
        return readings.stream().map(sample).toList();
    }

    private static Stream<Sample> decisions(LedgerReading reading) {
        Counters.Snapshot counters = reading.counters();
        long refused =
                counters.refused().values().stream().mapToLong(Long::longValue).sum();
        return Stream.of(
                new Sample(Map.of(PURPOSE, reading.purpose(), "outcome", "placed"), counters.placed()),
                new Sample(Map.of(PURPOSE, reading.purpose(), "outcome", "kept"), counters.kept()),
                new Sample(Map.of(PURPOSE, reading.purpose(), "outcome", "refused"), refused));
    }

    /** Those that never happened too, because a rate needs a zero to begin at. */
    private static Stream<Sample> refusals(LedgerReading reading) {
        return Stream.of(RefusalCode.values())
                .filter(code -> code != RefusalCode.NOT_READY) // then there is no ledger to count it
                .map(code -> new Sample(
                        Map.of(PURPOSE, reading.purpose(), "code", inSmall(code)),
                        reading.counters().refused().getOrDefault(code, 0L)));
    }

    private static String inSmall(RefusalCode code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    private static Stream<Sample> tasks(LedgerReading reading) {
        return Stream.of(
                new Sample(Map.of(PURPOSE, reading.purpose(), "state", "executing"), reading.executing()),
                new Sample(Map.of(PURPOSE, reading.purpose(), "state", "reserved"), reading.reserved()));
    }
}
