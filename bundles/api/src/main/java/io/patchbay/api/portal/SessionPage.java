package io.patchbay.api.portal;

import java.util.List;

/**
 * Some of the sessions that were asked for.
 *
 * @param sessions in the order of their participants' ids
 * @param matched how many there are on all pages
 * @param more whether there are some after the last of these
 */
public record SessionPage(List<SessionStatus> sessions, int matched, boolean more) {
    /** Copies the list. */
    public SessionPage {
        sessions = List.copyOf(sessions);
    }
}
