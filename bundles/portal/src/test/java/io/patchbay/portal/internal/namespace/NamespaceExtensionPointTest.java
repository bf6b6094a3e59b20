package io.patchbay.portal.internal.namespace;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.SocketNamespace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamespaceExtensionPointTest {
    private static final NamespaceHandler SILENT = new NamespaceHandler() {
        @Override
        public void onEvent(String name, List<Object> arguments, Optional<Acknowledgement> acknowledgement) {
            // says nothing
        }

        @Override
        public void onDisconnect(String reason) {
            // holds nothing
        }
    };

    private final NamespaceExtensionPoint point = new NamespaceExtensionPoint();

    @Test
    void acceptsANamespaceThatBehaves() {
        assertThatCode(() -> point.check((socket, auth) -> SILENT)).doesNotThrowAnyException();
    }

    @Test
    void refusesOneThatHasNoHandler() {
        SocketNamespace broken = (socket, auth) -> null;
        assertThatThrownBy(() -> point.check(broken))
                .isInstanceOf(ContractViolation.class)
                .hasMessage("connect returned null");
    }

    @Test
    void refusesOneThatCannotStandAnUnknownEvent() {
        assertThatThrownBy(() -> point.check(new EchoNamespace()))
                .isInstanceOf(ContractViolation.class)
                .hasMessage("onEvent of an event that it does not know threw java.lang.IllegalStateException");
    }
}
