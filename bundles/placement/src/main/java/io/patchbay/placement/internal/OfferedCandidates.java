package io.patchbay.placement.internal;

import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Worker;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A group of workers as plug-ins see it during one call. Refuses every other call and thread. */
final class OfferedCandidates implements Candidates {
    private final Hearing hearing;
    private final Group group;
    private final Roster roster;
    private final Tenure tenure;

    OfferedCandidates(Hearing hearing, Group group, Roster roster, Tenure tenure) {
        this.hearing = hearing;
        this.group = group;
        this.roster = roster;
        this.tenure = tenure;
    }

    boolean isOf(Hearing other) {
        return hearing == other;
    }

    Group group() {
        return group;
    }

    @Override
    public int size() {
        hearing.requireOpen();
        return group.size();
    }

    @Override
    public Worker first() {
        hearing.requireOpen();
        return worker(group.at(0));
    }

    @Override
    public Worker at(int index) {
        hearing.requireOpen();
        if (index < 0 || index >= group.size()) {
            throw new IndexOutOfBoundsException("index " + index + " of " + group.size() + " candidates");
        }
        return worker(group.at(index));
    }

    @Override
    public Worker after(Worker worker) {
        hearing.requireOpen();
        return worker(
                holds(worker) ? group.after(((OfferedWorker) worker).worker().position()) : group.at(0));
    }

    @Override
    public boolean contains(Worker worker) {
        hearing.requireOpen();
        return holds(worker);
    }

    @Override
    public Worker leastLoaded() {
        hearing.requireOpen();
        return worker(group.leastLoaded());
    }

    @Override
    public Worker mostLoaded() {
        hearing.requireOpen();
        return worker(group.mostLoaded());
    }

    @Override
    public Iterator<Worker> iterator() {
        hearing.requireOpen();
        return new Iterator<>() {
            private int next = group.next(-1);

            @Override
            public boolean hasNext() {
                hearing.requireOpen();
                return next >= 0;
            }

            @Override
            public Worker next() {
                hearing.requireOpen();
                if (next < 0) {
                    throw new NoSuchElementException();
                }
                Worker worker = worker(next);
                next = group.next(next);
                return worker;
            }
        };
    }

    /** Whether it is a worker that was offered here; any object that a plug-in made up is not. */
    boolean holds(Worker worker) {
        return worker instanceof OfferedWorker offered
                && offered.isOf(tenure)
                && offered.worker().isPresent()
                && group.contains(offered.worker().position());
    }

    private Worker worker(int position) {
        return roster.at(position).offered(tenure);
    }
}
