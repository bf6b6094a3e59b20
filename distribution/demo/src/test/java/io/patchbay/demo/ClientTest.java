package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientTest {
    private static final String DONE = "430[\"ok\"]"; // to the first request

    private FakePortal portal;
    private Client ann;

    @BeforeEach
    void connect() throws IOException {
        portal = new FakePortal();
        ann = Client.connect("ann", portal.token());
    }

    @AfterEach
    void close() {
        ann.close();
        portal.close();
    }

    @Test
    void getsTheAnswerToARequest() throws Exception {
        portal.answer(DONE);

        assertThat(ann.logout().status()).isEqualTo("ok");
    }

    @Test
    void getsTheAnswerAlsoWhereTheConnectionEndsWithIt() throws Exception {
        portal.answer(DONE, FakePortal.CUT_OFF);

        assertThat(ann.logout().status()).isEqualTo("ok");
    }

    @Test
    void saysWhyTheConnectionHasEndedWithoutAnAnswer() {
        portal.answer(FakePortal.CUT_OFF);

        assertThatThrownBy(() -> ann.logout()).hasMessage("ann got no answer to logout: io server disconnect");
    }

    @Test
    void saysItAgainToWhatIsAskedAfterwards() throws Exception {
        portal.answer(DONE, FakePortal.CUT_OFF);
        ann.logout();
        ann.awaitDisconnect();

        assertThatThrownBy(() -> ann.text("all", "hello"))
                .hasMessage("ann got no answer to text: io server disconnect");
    }

    @Test
    void saysWhyItCannotConnect() throws IOException {
        int free;
        try (ServerSocket taken = new ServerSocket(0)) {
            free = taken.getLocalPort();
        }

        try (Client bob = Client.connect("bob", FakePortal.token(free))) {
            assertThatThrownBy(bob::logout).hasMessageStartingWith("bob got no answer to logout: cannot connect: ");
        }
    }
}
