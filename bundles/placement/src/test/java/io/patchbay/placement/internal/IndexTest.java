package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.WorkerInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The indexes give the answers of a plain list, whatever happens to the workers. */
class IndexTest {
    private static final int STEPS = 6000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersLikeAPlainListUnderRandomChanges(long seed) {
        new Comparison(seed, 40 * (int) seed * (int) seed).run();
    }

    @Test
    void answersLikeAPlainListWithOneWorker() {
        new Comparison(7, 1).run();
    }

    /** A roster with two indexes, one asked often and one seldom, beside a list. */
    private static final class Comparison {
        private final Random random;
        private final int most;
        private final Roster roster = new Roster(0.01, Recording.none());
        private final List<LedgerWorker> model = new ArrayList<>(); // in join order
        private final PreferenceIndex[] indexes = new PreferenceIndex[2];
        private int layout = -1;
        private int made;

        Comparison(long seed, int most) {
            this.random = new Random(seed);
            this.most = most;
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                change();
                compare(0);
                if (step % 500 == 0) {
                    compare(1);
                }
            }
        }

        private void change() {
            int dice = random.nextInt(20);
            if (model.isEmpty() || (dice == 0 && model.size() < most) || (model.size() < most / 2 && dice < 5)) {
                LedgerWorker worker = new LedgerWorker("w" + made++, 0, info());
                worker.reportLoad(load());
                roster.add(worker);
                model.add(worker);
            } else {
                changeOne(dice, model.get(random.nextInt(model.size())));
            }
        }

        private void changeOne(int dice, LedgerWorker worker) {
            if (dice == 1) {
                roster.remove(worker);
                model.remove(worker);
            } else if (dice == 2) {
                worker.introduce(Rig.announcement(worker.id(), info(), load()));
                roster.informed(worker);
            } else if (dice < 12) {
                worker.reportLoad(load());
                roster.update(worker);
            } else if (dice < 14) {
                worker.reportState(1 + random.nextInt(2));
                roster.update(worker);
            } else {
                worker.count();
                worker.addSeatsTaken(random.nextInt(3) - (worker.seatsTaken() > 0 ? 1 : 0));
                roster.weigh(worker);
            }
        }

        private void compare(int which) {
            if (layout != roster.layout()) {
                layout = roster.layout();
                indexes[0] = new PreferenceIndex(roster);
                indexes[1] = new PreferenceIndex(roster);
            }
            PreferenceIndex index = indexes[which];
            index.judge(Comparison::fit);
            int seats = 1 + random.nextInt(3);
            Group group = index.candidates(seats);
            List<LedgerWorker> expected = expected(seats);
            assertThat(group.size()).isEqualTo(expected.size());
            assertThat(roster.available(seats).isEmpty())
                    .isEqualTo(model.stream().noneMatch(worker -> worker.isAvailable(seats)));
            if (!expected.isEmpty()) {
                compare(group, expected);
            }
        }

        private void compare(Group group, List<LedgerWorker> expected) {
            int index = random.nextInt(expected.size());
            assertThat(roster.at(group.at(index))).isSameAs(expected.get(index));
            assertThat(roster.at(group.at(0))).isSameAs(expected.get(0));
            LedgerWorker any = model.get(random.nextInt(model.size()));
            int at = expected.indexOf(any);
            assertThat(group.contains(any.position())).isEqualTo(at >= 0);
            assertThat(roster.at(group.after(any.position())))
                    .isSameAs(at < 0 ? expected.get(0) : expected.get((at + 1) % expected.size()));
            if (random.nextBoolean()) {
                assertThat(roster.at(group.leastLoaded()))
                        .isSameAs(expected.stream()
                                .reduce((a, b) -> b.load() < a.load() ? b : a)
                                .orElseThrow());
            }
            if (random.nextBoolean()) {
                assertThat(roster.at(group.mostLoaded()))
                        .isSameAs(expected.stream()
                                .max(Comparator.comparingDouble(LedgerWorker::load)
                                        .thenComparing(expected::indexOf))
                                .orElseThrow());
            }
            if (random.nextInt(20) == 0) {
                List<LedgerWorker> all = new ArrayList<>();
                for (int position = group.next(-1); position >= 0; position = group.next(position)) {
                    all.add(roster.at(position));
                }
                assertThat(all).containsExactlyElementsOf(expected);
            }
        }

        private List<LedgerWorker> expected(int seats) {
            List<LedgerWorker> preferred = fitting(Fit.PREFERRED, seats);
            return preferred.isEmpty() ? fitting(Fit.FITS, seats) : preferred;
        }

        private List<LedgerWorker> fitting(Fit fit, int seats) {
            return model.stream()
                    .filter(worker -> worker.isAvailable(seats))
                    .filter(worker -> fit(worker.info()) == fit)
                    .toList();
        }

        private double load() {
            return random.nextInt(10) / 10.0; // few values, so that there are equals
        }

        private WorkerInfo info() {
            int dice = random.nextInt(50);
            Fit fit = dice == 0 ? Fit.PREFERRED : dice % 2 == 0 ? Fit.UNFIT : Fit.FITS;
            WorkerInfo info = WorkerInfo.of(0.85, Attributes.of("fit", fit.name()));
            return random.nextInt(3) == 0 ? info : info.withSeats(random.nextInt(6));
        }

        private static Fit fit(WorkerInfo info) {
            return Fit.valueOf(info.capacity().text("fit").orElseThrow());
        }
    }
}
