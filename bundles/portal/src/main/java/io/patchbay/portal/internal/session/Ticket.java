package io.patchbay.portal.internal.session;

import io.patchbay.api.store.SigningKeys;
import io.patchbay.support.RandomIds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What lets a client resume its session (owt-server, 6.6), signed with the installation's key and, unlike there, its own id with
 * it.
 *
 * @param participant whose session
 * @param id unguessable
 * @param notBefore from when it is good, in milliseconds since the epoch
 * @param notAfter until when
 */
record Ticket(String participant, String id, long notBefore, long notAfter) {
    /** What can be wrong with a ticket. */
    enum Flaw {
        MALFORMED("Malformed reconnection ticket"),
        EXPIRED("Ticket is expired"),
        FORGED("Invalid reconnection ticket signature");

        private final String text;

        Flaw(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** What came of reading: a ticket or a flaw. */
    record Reading(Optional<Ticket> ticket, Optional<Flaw> flaw) {}

    /** A new ticket, good from now on. */
    static Ticket fresh(String participant, PortalContext context) {
        long now = context.alarms().now();
        return new Ticket(
                participant,
                RandomIds.hex(16),
                now,
                now + context.settings().now().ticketLifetimeMillis());
    }

    static Reading read(String base64, SigningKeys keys, long now) {
        Optional<Map<?, ?>> read = Base64Json.read(base64);
        if (read.isEmpty()
                || !(read.get().get("participantId") instanceof String participant)
                || !(read.get().get("ticketId") instanceof String id)
                || !(read.get().get("notBefore") instanceof Number notBefore)
                || !(read.get().get("notAfter") instanceof Number notAfter)
                || !(read.get().get("signature") instanceof String signature)) {
            return new Reading(Optional.empty(), Optional.of(Flaw.MALFORMED));
        }
        Ticket ticket = new Ticket(participant, id, notBefore.longValue(), notAfter.longValue());
        if (now < ticket.notBefore || now > ticket.notAfter) {
            return new Reading(Optional.empty(), Optional.of(Flaw.EXPIRED));
        }
        return keys.verify(SigningKeys.Use.TICKET, ticket.signed(), signature)
                ? new Reading(Optional.of(ticket), Optional.empty())
                : new Reading(Optional.empty(), Optional.of(Flaw.FORGED));
    }

    /** As it travels. */
    String write(SigningKeys keys) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("participantId", participant);
        members.put("ticketId", id);
        members.put("notBefore", notBefore);
        members.put("notAfter", notAfter);
        members.put("signature", keys.sign(SigningKeys.Use.TICKET, signed()));
        return Base64Json.write(members);
    }

    private String signed() {
        return participant + "," + notBefore + "," + notAfter + "," + id;
    }

    /** Without the id, so that it can be logged. */
    @Override
    public String toString() {
        return "Ticket[participant=" + participant + "]";
    }
}
