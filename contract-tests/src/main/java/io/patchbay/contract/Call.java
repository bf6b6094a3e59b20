package io.patchbay.contract;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call of a plug-in, and whether what it was handed is used as it may be: on the call's thread, before the call is over.
 * Thread-safe, because a plug-in may use it on any thread.
 */
final class Call {
    private final int usesUntilGivenUp;
    private final List<WeakReference<Object>> handedOut = new ArrayList<>();
    private Optional<String> misuse = Optional.empty();
    private Thread thread = Thread.currentThread();
    private boolean over;
    private int uses;

    private Call(int usesUntilGivenUp) {
        this.usesUntilGivenUp = usesUntilGivenUp;
    }

    static Call untilItReturns() {
        return new Call(Integer.MAX_VALUE);
    }

    /** One that the engine gives up in its midst. */
    static Call givenUpAfter(int uses) {
        return new Call(uses);
    }

    /** The current thread is the one that makes the call. */
    synchronized void begin() {
        thread = Thread.currentThread();
    }

    synchronized void end() {
        over = true;
    }

    /** @throws IllegalStateException if what the plug-in does here is not allowed */
    synchronized void use(String what) {
        if (usesUntilGivenUp < ++uses) {
            throw new IllegalStateException("the decision has been given up");
        }
        if (over) {
            throw refuse("it used " + what + " of a call that was over");
        }
        if (thread != Thread.currentThread()) {
            throw refuse("it used " + what + " on thread '"
                    + Thread.currentThread().getName() + "', which is not the one it was called on");
        }
    }

    /** Remembers an object without keeping it, so as to see later whether the plug-in keeps it. */
    synchronized <T> T handOut(T view) {
        handedOut.add(new WeakReference<>(view));
        return view;
    }

    synchronized boolean isHeldBySomebody() {
        return handedOut.stream().anyMatch(view -> view.get() != null);
    }

    /** @throws BrokenContract if something was used as it may not be, whether or not the plug-in noticed */
    synchronized void requireNoMisuse() {
        if (misuse.isPresent()) {
            throw new BrokenContract(misuse.get());
        }
    }

    private IllegalStateException refuse(String what) {
        misuse = misuse.or(() -> Optional.of(what));
        return new IllegalStateException(what);
    }
}
