package io.patchbay.contract;

import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Worker;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Made-up candidates as a plug-in sees them during one call. Immutable. */
final class OfferedCandidates implements Candidates {
    private final Call call;
    private final List<OfferedWorker> workers = new ArrayList<>();

    OfferedCandidates(Fleet fleet, Call call) {
        this.call = call;
        for (Fleet.Member member : fleet.members()) {
            workers.add(call.handOut(new OfferedWorker(member, workers.size(), call)));
        }
    }

    /** Whether it is one of these very objects. */
    boolean offers(Worker worker) {
        return worker instanceof OfferedWorker offered
                && offered.position() >= 0
                && offered.position() < workers.size()
                && workers.get(offered.position()) == offered;
    }

    /** For the engine's side: no use by the plug-in. */
    List<OfferedWorker> all() {
        return workers;
    }

    @Override
    public int size() {
        call.use("the candidates");
        return workers.size();
    }

    @Override
    public Worker first() {
        return at(0);
    }

    @Override
    public Worker at(int index) {
        call.use("the candidates");
        return workers.get(index);
    }

    @Override
    public Worker after(Worker worker) {
        call.use("the candidates");
        return offers(worker)
                ? workers.get((((OfferedWorker) worker).position() + 1) % workers.size())
                : workers.get(0);
    }

    @Override
    public boolean contains(Worker worker) {
        call.use("the candidates");
        return offers(worker);
    }

    @Override
    public Worker leastLoaded() {
        call.use("the candidates");
        return workers.stream()
                .reduce((one, other) -> load(other) < load(one) ? other : one)
                .orElseThrow();
    }

    @Override
    public Worker mostLoaded() {
        call.use("the candidates");
        return workers.stream()
                .reduce((one, other) -> load(other) >= load(one) ? other : one)
                .orElseThrow();
    }

    @Override
    public Iterator<Worker> iterator() {
        call.use("the candidates");
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                call.use("the candidates");
                return next < workers.size();
            }

            @Override
            public Worker next() {
                call.use("the candidates");
                if (next >= workers.size()) {
                    throw new NoSuchElementException();
                }
                return workers.get(next++);
            }
        };
    }

    private static double load(OfferedWorker worker) {
        return worker.member().load();
    }
}
