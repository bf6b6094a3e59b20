package io.patchbay.contract;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a {@link Strategy} must hold to. Immutable. */
final class StrategyChecks {
    private static final int[] SIZES = {1, 2, 5, 300};
    private static final int MANY = 10_000;
    private static final int CALLS = 20;
    private static final int USES_UNTIL_GIVEN_UP = 3;
    private static final int REPETITIONS = 6;

    private final Supplier<Strategy> plugins;

    private StrategyChecks(Supplier<Strategy> plugins) {
        this.plugins = plugins;
    }

    static List<Check> of(Supplier<Strategy> plugins) {
        StrategyChecks checks = new StrategyChecks(plugins);
        return List.of(
                new Check("chooses one of the candidates, or nobody", checks::choosesACandidate),
                new Check("gives the same answers to the same questions", checks::isReproducible),
                new Check("chooses among equals by the order in which they joined", checks::goesByJoinOrder),
                new Check("answers the same on whichever thread it is called", checks::isFreeOfThreads),
                new Check("keeps nothing that it was handed", checks::keepsNothing),
                new Check("comes back when its decision is given up", checks::comesBack),
                new Check("answers for " + MANY + " candidates within " + Asker.BUDGET_MILLIS + " ms", checks::isFast));
    }

    private void choosesACandidate() throws InterruptedException {
        Strategy strategy = plugins.get();
        try (Asker asker = new Asker(strategy, 1)) {
            answers(asker, strategy);
        }
    }

    private void isReproducible() throws InterruptedException {
        List<String> first = answersOfANewOne(1);
        List<String> second = answersOfANewOne(1);
        requireSame(first, second, "of two instances that were asked the same");
    }

    private void isFreeOfThreads() throws InterruptedException {
        requireSame(answersOfANewOne(1), answersOfANewOne(2), "of one thread and two that took turns");
    }

    private void goesByJoinOrder() throws InterruptedException {
        for (int size : new int[] {2, 7}) {
            List<Fleet.Member> equals = new ArrayList<>();
            for (int number = 0; number < size; number++) {
                equals.add(Fleet.worker("worker-" + number, 0.3));
            }
            Fleet fleet = new Fleet(equals, Optional.empty(), Preference.NONE);
            String first = answerOfANewOne(fleet);
            for (int repetition = 1; repetition < REPETITIONS; repetition++) {
                String again = answerOfANewOne(fleet);
                if (!again.equals(first)) {
                    throw new BrokenContract("of " + size + " workers that are equal in all it chose " + first
                            + ", and then " + again + ": go by Candidates, whose order is that in which they joined");
                }
            }
        }
    }

    private void keepsNothing() throws InterruptedException {
        Strategy strategy = plugins.get();
        List<Call> calls = new ArrayList<>();
        try (Asker asker = new Asker(strategy, 1)) {
            for (Fleet fleet : questions()) {
                Call call = Call.untilItReturns();
                calls.add(call);
                answer(asker, strategy, fleet, call);
            }
        }
        requireReleased(strategy, calls);
    }

    /** @param plugin who may hold something */
    static void requireReleased(Object plugin, List<Call> calls) throws InterruptedException {
        try {
            if (!Collected.comesTrue(() -> calls.stream().noneMatch(Call::isHeldBySomebody))) {
                throw new BrokenContract(
                        "it still holds something that it was handed for a call that is over: keep ids, or"
                                + " what you have computed, but no Decision, LedgerView, Candidates or Worker");
            }
        } finally {
            Reference.reachabilityFence(plugin);
        }
    }

    private void comesBack() throws InterruptedException {
        Strategy strategy = plugins.get();
        Fleet fleet = fleet(MANY);
        try (Asker asker = new Asker(strategy, 1)) {
            Call call = Call.givenUpAfter(USES_UNTIL_GIVEN_UP);
            asker.awaitWhatever("choose, whose decision was given up,", asker.begin(() -> {
                call.begin();
                return strategy.choose(fleet.decision(call, 1));
            }));
        }
    }

    private void isFast() throws InterruptedException {
        Strategy strategy = plugins.get();
        Fleet fleet = fleet(MANY);
        Stopwatch watch = new Stopwatch();
        try (Asker asker = new Asker(strategy, 1)) {
            for (int number = 0; number < CALLS; number++) {
                long seed = number;
                asker.ask("choose", () -> {
                    Decision decision = fleet.decision(Call.untilItReturns(), seed);
                    return watch.time(() -> strategy.choose(decision));
                });
            }
        }
        watch.requireWithin(TimeUnit.MILLISECONDS.toNanos(Asker.BUDGET_MILLIS), "its choice");
    }

    private String answerOfANewOne(Fleet fleet) throws InterruptedException {
        Strategy strategy = plugins.get();
        try (Asker asker = new Asker(strategy, 1)) {
            return answer(asker, strategy, fleet, Call.untilItReturns());
        }
    }

    private List<String> answersOfANewOne(int threads) throws InterruptedException {
        Strategy strategy = plugins.get();
        try (Asker asker = new Asker(strategy, threads)) {
            return answers(asker, strategy);
        }
    }

    private static List<String> answers(Asker asker, Strategy strategy) throws InterruptedException {
        List<String> answers = new ArrayList<>();
        for (Fleet fleet : questions()) {
            answers.add(answer(asker, strategy, fleet, Call.untilItReturns()));
        }
        return answers;
    }

    private static String answer(Asker asker, Strategy strategy, Fleet fleet, Call call) throws InterruptedException {
        return asker.ask("choose", () -> {
            call.begin();
            OfferedDecision decision =
                    (OfferedDecision) fleet.decision(call, fleet.members().size());
            Optional<Worker> choice;
            try {
                choice = strategy.choose(decision);
            } finally {
                call.end();
                call.requireNoMisuse();
            }
            if (choice == null) {
                throw new BrokenContract("choose answered null; to refuse all candidates answer Optional.empty()");
            }
            return choice.isEmpty() ? "nobody" : requireOffered(choice.get(), decision.offered());
        });
    }

    private static String requireOffered(Worker worker, OfferedCandidates candidates) {
        if (candidates.offers(worker)) {
            return ((OfferedWorker) worker).member().id();
        }
        throw new BrokenContract(
                worker instanceof OfferedWorker offered
                        ? "choose answered worker " + offered.member().id()
                                + ", which is no candidate of this decision; previous() need not be one"
                        : "choose answered a " + worker.getClass().getName() + ", which was not among the candidates");
    }

    static void requireSame(List<String> one, List<String> other, String whose) {
        for (int number = 0; number < one.size(); number++) {
            if (!one.get(number).equals(other.get(number))) {
                throw new BrokenContract("the answers " + whose + " differ: to question " + (number + 1) + " "
                        + one.get(number) + " and " + other.get(number)
                        + "; take randomness from decision.random(), and time from nowhere");
            }
        }
    }

    static List<Fleet> questions() {
        List<Fleet> questions = new ArrayList<>();
        for (int size : SIZES) {
            Fleet fleet = fleet(size);
            questions.add(fleet);
            questions.add(fleet.previously("worker-0"));
            questions.add(fleet.previously("worker-" + (size - 1)));
            questions.add(fleet.previously("stranger"));
            questions.add(fleet.asking(Preference.of("isp", "region1")));
            questions.add(fleet.asking(Preference.of(Attributes.of("isp", 7, "video", "not an object"))));
        }
        return questions;
    }

    static Fleet fleet(int size) {
        List<Fleet.Member> members = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            Attributes capacity = number % 3 == 0
                    ? Attributes.NONE
                    : new Attributes(Map.of("isps", List.of("isp"), "regions", List.of("region" + number % 2)));
            members.add(Fleet.worker("worker-" + number, (number * 5 + 3) % 8 / 10.0, capacity));
        }
        return new Fleet(members, Optional.empty(), Preference.NONE);
    }
}
