package io.patchbay.portal.internal.engineio;

import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.Alarms;

/**
 * Asks a client from time to time whether it is there, and notices when it does not answer. Thread-safe; calls back outside its
 * lock.
 */
final class Heartbeat {
    private static final long RETRY_MILLIS = 500; // until a ping before its time is tried again
    private static final long TIGHT_RETRY_MILLIS = 2_000; // and where that is likely to be in vain

    private final Alarms alarms;
    private final long intervalMillis;
    private final long timeoutMillis;
    private final long receiptMillis;
    private final int receiptsPerSecond;
    private final ReceiptBudget budget;
    private final Runnable ping;
    private final Runnable onSilence;
    private Alarm alarm = Alarm.NONE; // guarded by this, like the rest
    private long due;
    private boolean asked;
    private boolean hurry; // whether the next ping is wanted as early as may be
    private long lastEarly; // when a ping was last sent before its time
    private boolean stopped;

    Heartbeat(Alarms alarms, EngineSettings settings, ReceiptBudget budget, Runnable ping, Runnable onSilence) {
        this.alarms = alarms;
        this.intervalMillis = settings.pingIntervalMillis();
        this.timeoutMillis = settings.pingTimeoutMillis();
        this.receiptMillis = settings.receiptIntervalMillis();
        this.receiptsPerSecond = settings.receiptsPerSecond();
        this.budget = budget;
        this.lastEarly = alarms.now();
        this.ping = ping;
        this.onSilence = onSilence;
    }

    /** The client is there: begins, or begins again. True if it shall be asked again at once: then the caller sends the ping. */
    synchronized boolean heard() {
        if (stopped) {
            return false;
        }
        asked = false;
        if (!hurry) {
            askAt(alarms.now() + intervalMillis);
            return false;
        }
        hurry = false;
        return askEarly();
    }

    /** The client shall be asked before its time. True if that is now: then the caller sends the ping. */
    synchronized boolean askEarly() {
        budget.tell();
        if (stopped || hurry) {
            return false; // it will be
        }
        if (asked) {
            hurry = true;
            return false;
        }
        if (!mayAskEarly()) {
            hurry = true;
            askAt(nextTry());
            return false;
        }
        due = alarms.now();
        expectAnswer();
        return true;
    }

    /** While all sessions together ask little, at once; else each from time to time. */
    private boolean mayAskEarly() {
        long now = alarms.now();
        boolean may = now >= lastEarly + receiptMillis || budget.take(now, receiptsPerSecond);
        if (may) {
            lastEarly = now;
        }
        return may;
    }

    private long nextTry() {
        long wait = budget.isTight() ? TIGHT_RETRY_MILLIS : RETRY_MILLIS;
        return Math.min(lastEarly + receiptMillis, alarms.now() + wait);
    }

    private void askAt(long time) {
        alarm.cancel();
        due = time;
        alarm = alarms.after(Math.max(0, time - alarms.now()), this::ask);
    }

    private void ask() {
        synchronized (this) {
            if (stopped || asked) {
                return;
            }
            if (hurry && !mayAskEarly()) {
                askAt(nextTry());
                return;
            }
            expectAnswer();
        }
        ping.run();
    }

    private void expectAnswer() {
        alarm.cancel();
        asked = true;
        hurry = false;
        long now = alarms.now();
        // counted from when the ping was due, as the client does; a process that stood still starts from now
        due = (now > due + Alarms.STANDSTILL_MILLIS ? now : due) + timeoutMillis;
        alarm = alarms.deadline(due - now, onSilence);
    }

    /** Whether the answer should have been here by now, although the alarm may not have rung yet. */
    synchronized boolean overdue() {
        long late = alarms.now() - due;
        return asked && !stopped && late >= 0 && late <= Alarms.STANDSTILL_MILLIS;
    }

    synchronized void stop() {
        stopped = true;
        alarm.cancel();
    }
}
