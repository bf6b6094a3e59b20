package io.patchbay.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RouterTest {
    private final Router router = new Router(List.of(
            route("GET", "/rooms"),
            route("GET", "/rooms/{room}"),
            route("GET", "/rooms/mine"),
            route("PUT", "/rooms/{room}/{part}/pin")));

    @Test
    void namesWhatStandsForVariables() {
        assertThat(router.find("PUT", List.of("rooms", "a", "b", "pin")))
                .isInstanceOfSatisfying(Router.Found.Matched.class, matched -> assertThat(matched.parameters())
                        .isEqualTo(Map.of("room", "a", "part", "b")));
    }

    @Test
    void prefersALiteral() {
        assertThat(router.find("GET", List.of("rooms", "mine")))
                .isInstanceOfSatisfying(
                        Router.Found.Matched.class,
                        matched -> assertThat(matched.route().template()).isEqualTo("/rooms/mine"));
    }

    @Test
    void listsTheMethodsOfAPath() {
        assertThat(router.find("POST", List.of("rooms")))
                .isInstanceOfSatisfying(Router.Found.OtherMethods.class, other -> assertThat(other.allowed())
                        .containsExactly("GET"));
    }

    @Test
    void findsNothingBetweenTwoPaths() {
        assertThat(router.find("PUT", List.of("rooms", "a", "b"))).isInstanceOf(Router.Found.Nothing.class);
        assertThat(router.find("GET", List.of())).isInstanceOf(Router.Found.Nothing.class);
    }

    @Test
    void refusesTwoRoutesForOneRequest() {
        assertThatThrownBy(() -> new Router(List.of(route("GET", "/a/{b}"), route("GET", "/a/{c}"))))
                .hasMessage("two routes for GET /a/{c}");
    }

    private static Route route(String method, String template) {
        return Route.open(method, template, call -> CompletableFuture.completedFuture(Answer.empty(200)));
    }
}
