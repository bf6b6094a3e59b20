package io.patchbay.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls a plug-in on threads of its own, each call within a bound. Confined to the check that made it. */
final class Asker implements AutoCloseable {
    /** How long the engine waits for a plug-in before it decides in its place (decisionBudgetMillis). */
    static final long BUDGET_MILLIS = 50;

    private static final long BOUND_MILLIS = 3000; // far more than a decision has: the machine may be busy
    private static final int FRAMES_SHOWN = 3;

    private final List<ExecutorService> threads = new ArrayList<>();
    private int next;

    /**
     * @param plugin whose class loader the threads shall have, so that threads which it starts can be told from others
     * @param number how many threads take turns
     */
    Asker(Object plugin, int number) {
        ClassLoader loader = plugin.getClass().getClassLoader();
        for (int i = 0; i < number; i++) {
            String name = "patchbay-contract-" + i;
            threads.add(new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, name);
                thread.setDaemon(true);
                thread.setContextClassLoader(loader);
                return thread;
            }));
        }
    }

    /**
     * Calls the plug-in on the thread whose turn it is.
     *
     * @param what the call, for messages: {@code choose}
     * @throws BrokenContract if it throws, answers null or does not return
     */
    <T> T ask(String what, Callable<T> call) throws InterruptedException {
        return await(what, begin(call));
    }

    /** Calls it without waiting for the answer. */
    <T> Future<T> begin(Callable<T> call) {
        next = (next + 1) % threads.size();
        return threads.get(next).submit(call);
    }

    /** @throws BrokenContract if it throws, answers null or does not return */
    <T> T await(String what, Future<T> begun) throws InterruptedException {
        T answer = awaitAny(what, begun).orElseThrow(() -> new BrokenContract(what + " answered null"));
        return answer;
    }

    /** Like {@link #await} for a call that may answer null or throw: then empty. */
    <T> Optional<T> awaitWhatever(String what, Future<T> begun) throws InterruptedException {
        try {
            return awaitAny(what, begun);
        } catch (BrokenContract.Overrun overrun) {
            throw overrun;
        } catch (BrokenContract thrown) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> awaitAny(String what, Future<T> begun) throws InterruptedException {
        try {
            return Optional.ofNullable(begun.get(BOUND_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            begun.cancel(true);
            throw new BrokenContract.Overrun(what + " did not return within " + BOUND_MILLIS
                    + " ms; a decision may take " + BUDGET_MILLIS + " ms");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof BrokenContract broken) {
                throw broken;
            }
            throw new BrokenContract(what + " threw " + describe(failed.getCause()));
        }
    }

    /** What was thrown and where, as text: a kept throwable would keep the plug-in's classes. */
    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder(String.valueOf(thrown));
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES_SHOWN, frames.length); i++) {
            text.append("\n  at ").append(frames[i]);
        }
        return text.toString();
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdownNow);
    }
}
