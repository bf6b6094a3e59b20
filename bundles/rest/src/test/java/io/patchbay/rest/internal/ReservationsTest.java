package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Reservation;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reserved, for who looks on. */
class ReservationsTest {
    private static final String PATH = "/cluster/v1/reservations";

    private final Api api = new Api();

    @BeforeEach
    void fill() {
        api.reservations.all.add(new Reservation("play", "t1", "play-1", 3, OptionalLong.of(1_000), 61_000));
        api.reservations.all.add(new Reservation("portal", "t2", "node-portal", 1, OptionalLong.empty(), 62_000));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private String get(String query) {
        return api.asAdmin("GET", PATH + query, "").body();
    }

    @Test
    void tellsWhatIsReservedForWhomAndUntilWhen() {
        assertThat(get(""))
                .isEqualTo(
                        "{\"count\":2,\"reservations\":["
                                + "{\"purpose\":\"play\",\"task\":\"t1\",\"worker\":\"play-1\",\"seats\":3,\"since\":1000,\"until\":61000},"
                                + "{\"purpose\":\"portal\",\"task\":\"t2\",\"worker\":\"node-portal\",\"seats\":1,\"until\":62000}]}");
    }

    @Test
    void tellsOfOnePurposeOnly() {
        assertThat(Json.at(get("?purpose=portal"), "reservations", 0, "task")).isEqualTo("t2");
        assertThat(Json.at(get("?purpose=portal"), "count")).hasToString("1");
    }

    @Test
    void listsAsManyAsItIsAskedForAndCountsAll() {
        String body = get("?limit=1");
        assertThat((List<?>) Json.at(body, "reservations")).hasSize(1);
        assertThat(Json.at(body, "count")).hasToString("2");
    }

    @Test
    void listsNothingWhereNothingIsReserved() {
        api.reservations.all.clear();
        assertThat(get("")).isEqualTo("{\"count\":0,\"reservations\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?purpose=a%20b", "?limit=0", "?limit=1001", "?limit=x"})
    void refusesWhatCannotBeMeant(String query) {
        Json.assertProblem(api.asAdmin("GET", PATH + query, ""), 400, "invalid-value");
    }

    @Test
    void letsOnlyTheAdminSeeThem() {
        Json.assertProblem(api.asWorker("GET", PATH, ""), 403, "forbidden");
        Json.assertProblem(api.send("GET", PATH, ""), 401, "unauthorized");
    }
}
