package io.patchbay.store.internal;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What a database's refusal means for whoever asked. */
enum SqlFailure {
    /** The database cannot be used until it is opened again. */
    AWAY(true),
    /** Another transaction was in the way: trying again at once is worth it. */
    CONFLICT(true),
    /** It has no room, or does not take changes just now. */
    SHORT_OF_RESOURCES(true),
    /** A row with that key is there already. */
    TAKEN(false),
    /** It will not do this, however often it is asked. */
    REFUSED(false);

    private static final Set<Integer> H2_CLOSED_OR_BROKEN = Set.of(
            50000, // general error: how a failed write shows the first time
            90007, // the connection is closed
            90020, // in use by another process
            90028, // failed input or output
            90030, // file corrupted
            90031, // failed input or output, with a file's name
            90067, // the connection is broken
            90097, // opened again by itself, to read only
            90098, // the database has been closed: how a failed write shows the next time
            90100, // no disk space
            90121); // closing with the process

    private static final Set<String> CONFLICTS = Set.of(
            "23503", // a row that another refers to, or that refers to another, came or went meanwhile
            "23506", // the same on H2
            "40001", "40P01", // deadlock
            "55P03", // lock not available
            "90131", // changed by another transaction
            "HYT00"); // lock timeout

    private final boolean retryable;

    SqlFailure(boolean retryable) {
        this.retryable = retryable;
    }

    boolean retryable() {
        return retryable;
    }

    static SqlFailure of(SQLException failure) {
        if (failure instanceof BatchUpdateException && failure.getNextException() != null) {
            return of(failure.getNextException()); // what went wrong, without the counts
        }
        // classes of states: SQL standard, and PostgreSQL appendix A
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.equals("23505")) {
            return TAKEN;
        }
        if (CONFLICTS.contains(state)) {
            return CONFLICT;
        }
        if (state.startsWith("53") || state.equals("25006")) {
            return SHORT_OF_RESOURCES;
        }
        boolean connection = failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("58");
        return connection || H2_CLOSED_OR_BROKEN.contains(failure.getErrorCode()) ? AWAY : REFUSED;
    }

    /** The innermost reason that says something, in one line. */
    static String reasonOf(Throwable failure) {
        String reason = failure.toString();
        Throwable at = failure instanceof SQLException sql && sql.getNextException() != null
                ? sql.getNextException()
                : failure;
        for (int depth = 0; at != null && depth < 20; depth++, at = at.getCause()) {
            if (at.getMessage() != null && !at.getMessage().isBlank()) {
                reason = at.getMessage();
            }
        }
        return reason.lines().findFirst().orElse(reason);
    }
}
