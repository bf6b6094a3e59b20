package io.patchbay.support.observer;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class SpectatorTicketsTest {
    private static final long NOW = 1_000_000;

    private final SpectatorTickets tickets = new SpectatorTickets(SpectatorTickets.keyOf("secret", "observer-1"));

    @Test
    void knowsTheSeatOfItsOwnTickets() {
        assertThat(tickets.seatOf(tickets.issue("seat-1", NOW + 1), NOW)).contains("seat-1");
    }

    @Test
    void takesNoTicketWhoseTimeIsOver() {
        assertThat(tickets.seatOf(tickets.issue("seat-1", NOW), NOW)).isEmpty();
    }

    @Test
    void takesNoTicketOfAnotherObserver() {
        String other = new SpectatorTickets(SpectatorTickets.keyOf("secret", "observer-2")).issue("seat-1", NOW + 1);

        assertThat(tickets.seatOf(other, NOW)).isEmpty();
    }

    @Test
    void takesNoTicketThatWasChanged() {
        String ticket = tickets.issue("seat-1", NOW + 1);

        assertThat(tickets.seatOf(ticket.replace("seat-1", "seat-2"), NOW)).isEmpty();
        assertThat(tickets.seatOf(ticket.replace("." + (NOW + 1), "." + (NOW + 2)), NOW))
                .isEmpty();
        assertThat(tickets.seatOf("", NOW)).isEmpty();
    }
}
