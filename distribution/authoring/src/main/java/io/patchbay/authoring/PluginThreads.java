package io.patchbay.authoring;

import io.patchbay.contract.BrokenContract;
import io.patchbay.contract.Check;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The threads that run a plug-in's code, in a group of their own: whatever the plug-in starts is found there, too. Confined to one
 * thread.
 */
final class PluginThreads {
    private static final String OURS = "patchbay-contract-";
    private static final long BOUND_SECONDS = 60;

    private final ThreadGroup group = new ThreadGroup("plug-in");

    /**
     * Runs a check on a thread of the group.
     *
     * @throws BrokenContract if it does not hold
     */
    void run(Check check, ClassLoader loader) throws InterruptedException {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            check.body().run();
            return true;
        });
        Thread thread = new Thread(group, task, OURS + "check");
        thread.setDaemon(true);
        thread.setContextClassLoader(loader); // threads that it starts inherit this
        thread.start();
        try {
            task.get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            throw new BrokenContract.Overrun("it did not come back within " + BOUND_SECONDS + " s");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof BrokenContract broken) {
                throw broken;
            }
            throw new BrokenContract("it threw " + failed.getCause());
        }
    }

    /** Names of the live threads that the plug-in has started. */
    List<String> left(ClassLoader loader) {
        ThreadGroup root = group;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] found = new Thread[root.activeCount() + 64]; // the count is an estimate
        int count = root.enumerate(found);
        return Arrays.stream(found, 0, count)
                .filter(thread -> thread.isAlive() && !thread.getName().startsWith(OURS))
                .filter(thread -> group.parentOf(thread.getThreadGroup())
                        || thread.getContextClassLoader() == loader
                        || thread.getClass().getClassLoader() == loader)
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    /** Whether a call that was given up still has not returned. */
    boolean isStuck() {
        Thread[] found = new Thread[group.activeCount() + 64];
        int count = group.enumerate(found);
        return Arrays.stream(found, 0, count)
                .anyMatch(thread -> thread.isAlive() && thread.getName().startsWith(OURS));
    }
}
