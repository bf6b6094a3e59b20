package io.patchbay.contract;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a {@link Matcher} must hold to. Immutable. */
final class MatcherChecks {
    private static final int MANY = 1000;
    private static final int THREADS = 4;
    private static final int ROUNDS = 10;
    private static final int LONGEST_REASON = 200;

    private final Supplier<Matcher> plugins;

    private MatcherChecks(Supplier<Matcher> plugins) {
        this.plugins = plugins;
    }

    static List<Check> of(Supplier<Matcher> plugins) {
        MatcherChecks checks = new MatcherChecks(plugins);
        return List.of(
                new Check("answers whatever is asked and whatever a worker says of itself", checks::answersEverything),
                new Check(
                        "is pure: gives the same verdict on the same worker, whatever happened before", checks::isPure),
                new Check("gives the same verdicts to several threads at once", checks::isFreeOfThreads),
                new Check("says why in one short line", checks::saysWhy),
                new Check("judges " + MANY + " workers within " + Asker.BUDGET_MILLIS + " ms", checks::isFast));
    }

    private record Question(Preference preference, WorkerInfo worker) {}

    private void answersEverything() throws InterruptedException {
        Matcher matcher = plugins.get();
        try (Asker asker = new Asker(matcher, 1)) {
            for (Question question : questions()) {
                verdict(asker, matcher, question);
            }
        }
    }

    private void isPure() throws InterruptedException {
        Matcher matcher = plugins.get();
        List<Question> questions = questions();
        try (Asker asker = new Asker(matcher, 1)) {
            List<Fit> first = verdicts(asker, matcher, questions);
            for (int round = 1; round < ROUNDS; round++) {
                compare(questions, first, verdicts(asker, matcher, questions()), "the next time");
            }
            Collections.reverse(questions);
            List<Fit> reversed = new ArrayList<>(first);
            Collections.reverse(reversed);
            compare(questions, reversed, verdicts(asker, matcher, questions), "in another order");
            compare(questions, reversed, verdicts(asker, plugins.get(), questions), "by another instance");
        }
    }

    private void isFreeOfThreads() throws InterruptedException {
        Matcher matcher = plugins.get();
        List<Question> questions = questions();
        try (Asker asker = new Asker(matcher, THREADS)) {
            List<Fit> alone = verdicts(asker, matcher, questions);
            List<Future<List<Fit>>> rounds = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                rounds.add(asker.begin(() -> {
                    List<Fit> verdicts = new ArrayList<>();
                    for (Question question : questions) {
                        verdicts.add(matcher.fit(question.preference, question.worker));
                    }
                    return verdicts;
                }));
            }
            for (Future<List<Fit>> round : rounds) {
                compare(questions, alone, asker.await("fit", round), "while others asked");
            }
        }
    }

    private void saysWhy() throws InterruptedException {
        Matcher matcher = plugins.get();
        try (Asker asker = new Asker(matcher, 1)) {
            for (Question question : questions()) {
                String why = asker.ask("why", () -> matcher.why(question.preference, question.worker));
                if (why.isBlank() || why.length() > LONGEST_REASON || why.indexOf('\n') >= 0) {
                    throw new BrokenContract("why answered \"" + why + "\"; it is one line of 1 to " + LONGEST_REASON
                            + " characters, for a table");
                }
            }
        }
    }

    private void isFast() throws InterruptedException {
        Matcher matcher = plugins.get();
        List<WorkerInfo> workers = StrategyChecks.fleet(MANY).members().stream()
                .map(Fleet.Member::info)
                .toList();
        Preference preference = Preference.of("isp", "region1");
        Stopwatch watch = new Stopwatch();
        try (Asker asker = new Asker(matcher, 1)) {
            for (int round = 0; round < ROUNDS; round++) {
                asker.ask(
                        "fit of " + MANY + " workers",
                        () -> watch.time(() -> {
                            int fitting = 0;
                            for (WorkerInfo worker : workers) {
                                fitting += matcher.fit(preference, worker) == Fit.UNFIT ? 0 : 1;
                            }
                            return fitting;
                        }));
            }
        }
        watch.requireWithin(TimeUnit.MILLISECONDS.toNanos(Asker.BUDGET_MILLIS), "its round");
    }

    private static List<Fit> verdicts(Asker asker, Matcher matcher, List<Question> questions)
            throws InterruptedException {
        List<Fit> verdicts = new ArrayList<>();
        for (Question question : questions) {
            verdicts.add(verdict(asker, matcher, question));
        }
        return verdicts;
    }

    private static Fit verdict(Asker asker, Matcher matcher, Question question) throws InterruptedException {
        return asker.ask(
                "fit of preference " + question.preference + " and capacity "
                        + question.worker.capacity().values(),
                () -> matcher.fit(question.preference, question.worker));
    }

    private static void compare(List<Question> questions, List<Fit> expected, List<Fit> found, String when) {
        for (int number = 0; number < expected.size(); number++) {
            if (expected.get(number) != found.get(number)) {
                throw new BrokenContract("the verdict on preference " + questions.get(number).preference
                        + " and capacity "
                        + questions.get(number).worker.capacity().values() + " was " + expected.get(number) + ", but "
                        + found.get(number) + " " + when
                        + ": verdicts are remembered, so they may depend on nothing else");
            }
        }
    }

    /** New objects each time: equal ones must get equal verdicts. */
    private static List<Question> questions() {
        List<Attributes> objects = List.of(
                Attributes.NONE,
                Attributes.of("isp", "isp", "region", "region1"),
                Attributes.of("isps", List.of("isp"), "regions", List.of("region1", "region2")),
                Attributes.of("isp", 7, "video", "not an object"),
                Attributes.of("video", Map.of("codec", List.of("h264", 7), "resolution", Map.of("width", 640))),
                Attributes.of("hardware", "gpu", "zone", ""),
                Attributes.of("isps", Arrays.asList("isp", null, 1), "algorithms", List.of("faces")),
                Attributes.of("ключ", true, "nothing", List.of()));
        List<Question> questions = new ArrayList<>();
        for (Attributes asked : objects) {
            for (Attributes offered : objects) {
                questions.add(new Question(Preference.of(asked), WorkerInfo.of(0.85, offered)));
            }
        }
        return questions;
    }
}
