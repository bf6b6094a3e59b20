package io.patchbay.contract;

import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;

/** A made-up worker as a plug-in sees it during one call. Immutable. */
final class OfferedWorker implements Worker {
    private final Fleet.Member member;
    private final int position;
    private final Call call;

    /** @param position among the candidates; -1 if it is none */
    OfferedWorker(Fleet.Member member, int position, Call call) {
        this.member = member;
        this.position = position;
        this.call = call;
    }

    int position() {
        return position;
    }

    Fleet.Member member() {
        return member;
    }

    @Override
    public String id() {
        call.use("a worker");
        return member.id();
    }

    @Override
    public WorkerInfo info() {
        call.use("a worker");
        return member.info();
    }

    @Override
    public double load() {
        call.use("a worker");
        return member.load();
    }

    @Override
    public String toString() {
        return member.id();
    }
}
