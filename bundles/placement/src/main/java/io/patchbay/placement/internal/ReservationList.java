package io.patchbay.placement.internal;

import io.patchbay.api.placement.Reservation;
import io.patchbay.api.placement.Reservations;
import io.patchbay.api.placement.Reservations.Listing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What is reserved, for whoever looks on. No state. */
final class ReservationList {
    private static final int MOST_SEEN =
            16_384; // looking at them takes a fraction of a millisecond of the ledger's turn

    private ReservationList() {}

    /** @throws IllegalArgumentException if nobody may ask for so many */
    static void requireLimit(int limit) {
        if (limit < 1 || limit > Reservations.MAX_LISTED) {
            throw new IllegalArgumentException(
                    "limit must be within 1 and " + Reservations.MAX_LISTED + " but was " + limit);
        }
    }

    /** Of one ledger; to be called in its turn. */
    static Listing of(Ledger ledger, int limit) {
        Bookings bookings = ledger.bookings();
        List<Reservation> soonest = new ArrayList<>(limit);
        for (int task : bookings.wheel().soonest(limit, MOST_SEEN)) {
            soonest.add(reservation(ledger, task));
        }
        return new Listing(bookings.reserved(), soonest);
    }

    /** Of two ledgers. */
    static Listing joined(Listing one, Listing other, int limit) {
        List<Reservation> soonest = Stream.concat(one.soonest().stream(), other.soonest().stream())
                .sorted(Comparator.comparingLong(Reservation::untilMillis))
                .limit(limit)
                .toList();
        return new Listing(one.count() + other.count(), soonest);
    }

    private static Reservation reservation(Ledger ledger, int task) {
        Bookings bookings = ledger.bookings();
        long until = ledger.office().wallMillis(bookings.endMillis(task));
        int reserveMillis = bookings.reserveMillis(task);
        return new Reservation(
                ledger.purpose(),
                bookings.name(task),
                bookings.holder(task).id(),
                bookings.seats(task),
                reserveMillis > 0 ? OptionalLong.of(until - reserveMillis) : OptionalLong.empty(),
                until);
    }
}
