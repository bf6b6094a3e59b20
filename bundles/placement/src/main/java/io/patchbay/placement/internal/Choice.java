package io.patchbay.placement.internal;

import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Worker;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a strategy is asked in one hearing. Refuses every other call and thread. */
final class Choice implements Decision {
    private final Hearing hearing;
    private final ScheduleRequest request;
    private final Candidates candidates;

    Choice(Hearing hearing, ScheduleRequest request, Candidates candidates) {
        this.hearing = hearing;
        this.request = request;
        this.candidates = candidates;
    }

    @Override
    public Candidates candidates() {
        hearing.requireOpen();
        return candidates;
    }

    @Override
    public Optional<Worker> previous() {
        return hearing.previous();
    }

    @Override
    public RandomGenerator random() {
        return hearing.random();
    }

    @Override
    public Preference preference() {
        hearing.requireOpen();
        return request.preference();
    }

    @Override
    public String task() {
        hearing.requireOpen();
        return request.task();
    }
}
