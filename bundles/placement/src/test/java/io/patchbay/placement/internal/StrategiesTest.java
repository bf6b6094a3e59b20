package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.WorkerInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The strategies that ship, on the engine, pick as owt-server's do (its section 5), whatever the workers report. */
class StrategiesTest {
    private static final String[] REGIONS = {"north", "south"};

    private final Rig rig = new Rig();
    private final Random random = new Random(5);
    private final Map<String, Double> loads = new HashMap<>(); // reported; a reservation counts nothing here
    private final List<String> joined = new ArrayList<>();
    private Optional<String> previous = Optional.empty();
    private Map<String, Integer> gains = new HashMap<>();

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"least-used", "most-used", "last-used", "round-robin", "weight-robin"})
    void picksLikeThePlainRules(String strategy) {
        rig.configure(new Settings(
                Map.of("strategy.play", strategy, "matcher.play", "isp-region"), 0, 10_000, 60_000, 50, 100));
        for (int number = 0; number < 40; number++) {
            join("w" + number);
        }
        for (int step = 0; step < 2000; step++) {
            change();
            String region = REGIONS[random.nextInt(REGIONS.length)];
            Scheduled outcome = schedule("t" + step, region);
            Optional<String> expected = pick(strategy, candidates(region));
            if (expected.isPresent()) {
                assertThat(Rig.worker(outcome)).isEqualTo(expected.get());
                previous = expected;
            } else {
                assertThat(outcome).isInstanceOf(Scheduled.Refused.class);
            }
        }
    }

    @Test
    void drawsEveryCandidateAtRandom() {
        rig.name("strategy.play", "randomly-pick").workers("a", "b", "c");
        rig.join("d", 0.9);
        Set<String> drawn = new HashSet<>();
        for (int task = 0; task < 200; task++) {
            drawn.add(rig.placed("t" + task));
        }
        assertThat(drawn).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void refusesWhereTheLeastLoadedIsFullyLoaded() {
        rig.name("strategy.play", "least-used");
        rig.join(Rig.announcement("a", WorkerInfo.of(1, Attributes.NONE), 1));
        assertThat(rig.refused("t").code()).isEqualTo(RefusalCode.FULL);
    }

    @Test
    void spreadsABurstOverTheLeastLoaded() {
        rig.name("strategy.play", "least-used").workers("a", "b", "c", "d");
        Map<String, Integer> placed = new HashMap<>();
        for (int task = 0; task < 40; task++) {
            placed.merge(rig.placed("t" + task), 1, Integer::sum);
        }
        assertThat(placed.values()).containsOnly(10);
    }

    private void change() {
        String worker = joined.get(random.nextInt(joined.size()));
        int dice = random.nextInt(40);
        if (dice == 0 && joined.size() > 5) {
            Rig.get(rig.engine.quit(worker));
            joined.remove(worker);
            loads.remove(worker);
        } else if (dice == 1) {
            join("x" + random.nextInt(1_000_000));
        } else {
            loads.put(worker, load());
            rig.load(worker, loads.get(worker));
        }
    }

    private void join(String id) {
        double load = load();
        rig.join(Rig.announcement(id, Rig.serving("telco", region(id)), load));
        joined.add(id);
        loads.put(id, load);
    }

    private double load() {
        return random.nextInt(11) / 10.0;
    }

    private Scheduled schedule(String task, String region) {
        return Rig.get(rig.engine.schedule(new ScheduleRequest(Rig.PURPOSE, task, Preference.of("telco", region), 0)));
    }

    private static String region(String id) {
        return REGIONS[Math.floorMod(id.hashCode(), REGIONS.length)];
    }

    private List<String> candidates(String region) {
        List<String> available =
                joined.stream().filter(id -> loads.get(id) < 0.85).toList();
        List<String> near =
                available.stream().filter(id -> region(id).equals(region)).toList();
        return near.isEmpty() ? available : near;
    }

    private Optional<String> pick(String strategy, List<String> candidates) {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        return switch (strategy) {
            case "least-used" -> candidates.stream().reduce((a, b) -> loads.get(b) < loads.get(a) ? b : a);
            case "most-used" -> candidates.stream().reduce((a, b) -> loads.get(b) >= loads.get(a) ? b : a);
            case "last-used" -> previous.filter(candidates::contains).or(() -> Optional.of(candidates.get(0)));
            case "round-robin" -> Optional.of(
                    candidates.get((previous.map(candidates::indexOf).orElse(-1) + 1) % candidates.size()));
            default -> Optional.of(weighed(candidates));
        };
    }

    private String weighed(List<String> candidates) {
        Map<String, Integer> next = new HashMap<>();
        String chosen = candidates.get(0);
        int most = Integer.MIN_VALUE;
        int total = 0;
        for (String id : candidates) {
            int weight = (int) ((1 - loads.get(id)) * 100);
            int gain = gains.getOrDefault(id, 0) + weight;
            next.put(id, gain);
            total += weight;
            if (gain > most) {
                most = gain;
                chosen = id;
            }
        }
        next.put(chosen, most - total);
        gains = next;
        return chosen;
    }
}
