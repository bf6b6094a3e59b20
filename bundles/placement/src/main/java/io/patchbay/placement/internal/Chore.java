package io.patchbay.placement.internal;

/** Something to do in a ledger's turn, whether or not this node leads; it calls no plug-in. */
final class Chore extends Operation<Boolean> {
    private final Runnable work;

    private Chore(Runnable work) {
        this.work = work;
    }

    static Chore of(Runnable work) {
        return new Chore(work);
    }

    @Override
    Boolean carryOut() {
        work.run();
        return true;
    }

    @Override
    Boolean busy() {
        return false;
    }
}
