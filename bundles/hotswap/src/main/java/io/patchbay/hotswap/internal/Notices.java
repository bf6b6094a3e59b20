package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.PluginNotice;
import io.patchbay.api.hotswap.PluginNotice.Kind;
import io.patchbay.api.hotswap.Plugins;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators should know of plug-ins though everything goes on: the newest, said in the log once. Thread-safe. */
final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final Clock clock;
    private final List<PluginNotice> notices = new ArrayList<>(); // guarded by this

    Notices(Clock clock) {
        this.clock = clock;
    }

    /** The oldest first. */
    synchronized List<PluginNotice> list() {
        return List.copyOf(notices);
    }

    /** Notes something; what was noted of the same kind and subject is replaced. */
    synchronized void add(Kind kind, String subject, String text) {
        String line = Reasons.line(text);
        boolean known = notices.removeIf(
                notice -> isOf(notice, kind, subject) && !notice.text().equals(line));
        if (!known && notices.stream().anyMatch(notice -> isOf(notice, kind, subject))) {
            return;
        }
        LOG.warn("{} {}", subject, line);
        notices.add(new PluginNotice(kind, subject, line, clock.instant()));
        if (notices.size() > Plugins.MAX_NOTICES) {
            notices.remove(0);
        }
    }

    /** It is not so any more. */
    synchronized void clear(Kind kind, String subject) {
        notices.removeIf(notice -> isOf(notice, kind, subject));
    }

    /** All that is so of one kind, by subject; what was noted of others is not so any more. */
    synchronized void set(Kind kind, Map<String, String> texts) {
        for (Iterator<PluginNotice> all = notices.iterator(); all.hasNext(); ) {
            PluginNotice notice = all.next();
            if (notice.kind() == kind && !texts.containsKey(notice.subject())) {
                all.remove();
            }
        }
        texts.forEach((subject, text) -> add(kind, subject, text));
    }

    private static boolean isOf(PluginNotice notice, Kind kind, String subject) {
        return notice.kind() == kind && notice.subject().equals(subject);
    }
}
