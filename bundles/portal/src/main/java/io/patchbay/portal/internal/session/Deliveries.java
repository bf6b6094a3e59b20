package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.Notification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What rooms say, on its way to those who are here: each room's in the order in which it was said. Thread-safe. */
final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final Map<String, Session> byId;
    private final Lanes lanes;
    private final LongAdder count = new LongAdder(); // once for all whom a notification goes to

    /** @param byId those who are here; another's, and looked at only */
    Deliveries(Map<String, Session> byId, Lanes lanes) {
        this.byId = byId;
        this.lanes = lanes;
    }

    /**
     * Sends something on.
     *
     * @param participants of one room; who is not here is passed over
     */
    void tell(List<String> participants, Notification notification) {
        List<String> recipients = List.copyOf(participants);
        for (String recipient : recipients) {
            Session one = byId.get(recipient);
            if (one != null) {
                tell(one.facts().room(), recipients, broadcastOf(notification));
                return;
            }
        }
    }

    private Broadcast broadcastOf(Notification notification) {
        Optional<Broadcast> prepared = notification instanceof Notification.TextReceived text
                ? find(text.from()).flatMap(speaker -> speaker.utterance(text))
                : Optional.empty();
        return prepared.orElseGet(() -> new Broadcast(notification));
    }

    private void tell(String room, List<String> recipients, Broadcast broadcast) {
        try {
            lanes.of(room)
                    .ifPresent(lane ->
                            lane.tell(recipients.size(), broadcast, () -> deliver(recipients, broadcast, lane)));
        } catch (RejectedExecutionException behind) {
            // what they miss now would be missing for good: they are told anew
            LOG.warn("Room {} says more than can be sent on: {}", room, behind.getMessage());
            recipients.forEach(recipient -> find(recipient).ifPresent(Session::miss));
        }
    }

    private void deliver(List<String> recipients, Broadcast broadcast, Lane lane) {
        int told = 0;
        for (String recipient : recipients) {
            Session session = byId.get(recipient);
            if (session != null) {
                session.deliver(broadcast, lane::flushLater);
                told++;
            }
        }
        count.add(told);
    }

    private Optional<Session> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** How often a client was told something of its room, or has it waiting. */
    long count() {
        return count.sum();
    }
}
