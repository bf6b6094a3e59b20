package io.patchbay.contract;

import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What a {@link Scheduler} must hold to. Thread-safe. */
final class SchedulerChecks {
    private static final int THREADS = 4;
    private static final int MANY = 1000;
    private static final int CALLS = 20;

    private final Supplier<Scheduler> plugins;
    private final AtomicInteger rounds = new AtomicInteger();

    private SchedulerChecks(Supplier<Scheduler> plugins) {
        this.plugins = plugins;
    }

    static List<Check> of(Supplier<Scheduler> plugins) {
        SchedulerChecks checks = new SchedulerChecks(plugins);
        return List.of(
                new Check("rules only what the ledger allows", checks::rulesWhatIsAllowed),
                new Check("gives times within a day to what is picked up, laid down or expired", checks::givesTimes),
                new Check("gives the same rulings to the same requests", checks::isReproducible),
                new Check("gives the same rulings to several purposes at once", checks::isFreeOfThreads),
                new Check("keeps nothing that it was handed", checks::keepsNothing),
                new Check("comes back when its request is given up", checks::comesBack),
                new Check("rules over " + MANY + " workers within " + Asker.BUDGET_MILLIS + " ms", checks::isFast));
    }

    private record Question(ScheduleRequest request, Fleet fleet, OfferedLedger.Answers answers) {}

    private void rulesWhatIsAllowed() throws InterruptedException {
        Scheduler scheduler = plugins.get();
        try (Asker asker = new Asker(scheduler, 1)) {
            rulings(asker, scheduler, newQuestions());
        }
    }

    private void isReproducible() throws InterruptedException {
        Scheduler scheduler = plugins.get();
        try (Asker asker = new Asker(scheduler, 1)) {
            List<Question> questions = newQuestions();
            List<String> first = rulings(asker, scheduler, questions);
            StrategyChecks.requireSame(first, rulings(asker, scheduler, questions), "of the first and the second time");
            StrategyChecks.requireSame(first, rulings(asker, plugins.get(), questions), "of two instances");
        }
    }

    private void isFreeOfThreads() throws InterruptedException {
        Scheduler scheduler = plugins.get();
        try (Asker asker = new Asker(scheduler, THREADS)) {
            List<Question> questions = newQuestions();
            List<String> alone = rulings(asker, scheduler, questions);
            List<Future<List<String>>> rounds = new ArrayList<>();
            for (int purpose = 0; purpose < THREADS; purpose++) {
                rounds.add(asker.begin(() -> {
                    List<String> rulings = new ArrayList<>();
                    for (Question question : questions) {
                        rulings.add(ruling(scheduler, question, Call.untilItReturns()));
                    }
                    return rulings;
                }));
            }
            for (Future<List<String>> round : rounds) {
                StrategyChecks.requireSame(alone, asker.await("decide", round), "of one purpose and several at once");
            }
        }
    }

    private void givesTimes() throws InterruptedException {
        Scheduler scheduler = plugins.get();
        try (Asker asker = new Asker(scheduler, 1)) {
            for (String name : OfferedLedger.TASKS) {
                PlacedTask task = ledger().placed(name);
                requireTime("pickedUp of " + task, asker.ask("pickedUp", () -> {
                    OfferedLedger ledger = ledger();
                    return scheduler.pickedUp(task, ledger.worker(), ledger);
                }));
                requireTime(
                        "laidDown of " + task,
                        asker.ask("laidDown", () -> scheduler.laidDown(task, ledger().worker(), task.executing())));
                requireTime("expired of " + task, asker.ask("expired", () -> scheduler.expired(task)));
            }
        }
    }

    /** For a call on the current thread. */
    private static OfferedLedger ledger() {
        return new OfferedLedger(StrategyChecks.fleet(2), Call.untilItReturns(), OfferedLedger.Answers.ALL);
    }

    private void keepsNothing() throws InterruptedException {
        Scheduler scheduler = plugins.get();
        List<Call> calls = new ArrayList<>();
        try (Asker asker = new Asker(scheduler, 1)) {
            for (Question question : newQuestions()) {
                Call call = Call.untilItReturns();
                calls.add(call);
                asker.ask("decide", () -> ruling(scheduler, question, call));
            }
        }
        StrategyChecks.requireReleased(scheduler, calls);
    }

    private void comesBack() throws InterruptedException {
        Scheduler scheduler = plugins.get();
        try (Asker asker = new Asker(scheduler, 1)) {
            for (int uses = 0; uses < 3; uses++) {
                Call call = Call.givenUpAfter(uses);
                asker.awaitWhatever("decide, whose request was given up,", asker.begin(() -> {
                    call.begin();
                    return scheduler.decide(
                            request("new", 0),
                            new OfferedLedger(StrategyChecks.fleet(MANY), call, OfferedLedger.Answers.ALL));
                }));
            }
        }
    }

    private void isFast() throws InterruptedException {
        Scheduler scheduler = plugins.get();
        Fleet fleet = StrategyChecks.fleet(MANY);
        Stopwatch watch = new Stopwatch();
        try (Asker asker = new Asker(scheduler, 1)) {
            for (int number = 0; number < CALLS; number++) {
                asker.ask("decide", () -> {
                    OfferedLedger ledger = new OfferedLedger(fleet, Call.untilItReturns(), OfferedLedger.Answers.ALL);
                    return watch.time(() -> scheduler.decide(request("new", 0), ledger));
                });
            }
        }
        watch.requireWithin(TimeUnit.MILLISECONDS.toNanos(Asker.BUDGET_MILLIS), "its ruling");
    }

    private static List<String> rulings(Asker asker, Scheduler scheduler, List<Question> questions)
            throws InterruptedException {
        List<String> rulings = new ArrayList<>();
        for (Question question : questions) {
            rulings.add(asker.ask("decide", () -> ruling(scheduler, question, Call.untilItReturns())));
        }
        return rulings;
    }

    private static String ruling(Scheduler scheduler, Question question, Call call) {
        call.begin();
        OfferedLedger ledger = call.handOut(new OfferedLedger(question.fleet, call, question.answers));
        Ruling ruling;
        try {
            ruling = scheduler.decide(question.request, ledger);
        } finally {
            call.end();
            call.requireNoMisuse();
        }
        return describe(ruling, question, ledger);
    }

    private static String describe(Ruling ruling, Question question, OfferedLedger ledger) {
        if (ruling instanceof Ruling.Reserve reserve) {
            if (!ledger.offers(reserve.worker())) {
                throw new BrokenContract(
                        "decide reserved a worker that the ledger did not offer, where the ledger said "
                                + question.answers + ": reserve only what candidates or choose answered in this call");
            }
            requireTime("the reservation", reserve.reserveMillis(), 1);
            return "reserve " + ((OfferedWorker) reserve.worker()).member().id() + " for " + reserve.reserveMillis();
        }
        if (ruling instanceof Ruling.Keep keep) {
            PlacedTask task = ledger.placed(question.request.task());
            if (!task.present()) {
                throw new BrokenContract("decide kept task '" + task.name() + "', which no present worker has");
            }
            requireTime("the reservation", keep.reserveMillis(), 1);
            return "keep for " + keep.reserveMillis();
        }
        if (ruling instanceof Ruling.Refuse refuse) {
            if (refuse.code() == null
                    || refuse.reason() == null
                    || refuse.reason().isBlank()) {
                throw new BrokenContract("decide refused without a code or a reason, which the caller is told");
            }
            return "refuse: " + refuse.code();
        }
        throw new BrokenContract("decide answered null");
    }

    private static void requireTime(String what, long millis) {
        requireTime(what, millis, 0);
    }

    private static void requireTime(String what, long millis, long least) {
        if (millis < least || millis > ScheduleRequest.MAX_RESERVE_MILLIS) {
            throw new BrokenContract(what + " is " + millis + " ms, which is not within " + least + " and "
                    + ScheduleRequest.MAX_RESERVE_MILLIS);
        }
    }

    /** About tasks that no check has named before: a scheduler that remembers tasks by itself does not know them. */
    private List<Question> newQuestions() {
        String round = "-" + rounds.incrementAndGet();
        List<Question> questions = new ArrayList<>();
        for (OfferedLedger.Answers answers : OfferedLedger.Answers.values()) {
            for (String name : OfferedLedger.TASKS) {
                String task = name + round;
                for (int size : new int[] {1, 5}) {
                    Fleet fleet = StrategyChecks.fleet(size);
                    questions.add(new Question(request(task, 0), fleet, answers));
                    questions.add(new Question(request(task, 30_000), fleet, answers));
                }
            }
        }
        return questions;
    }

    private static ScheduleRequest request(String task, long reserveMillis) {
        return new ScheduleRequest("purpose", task, Preference.of("isp", "region1"), reserveMillis);
    }
}
