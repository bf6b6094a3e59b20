package io.patchbay.node.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    @Test
    void prefersAnAddressOfVersion4ThatOtherMachinesReach() {
        assertThat(Endpoints.best(List.of(
                        "http://[fe80:0:0:0:fc:ff:fe00:1%eth0]:8080/",
                        "http://[fd00:0:0:0:0:0:0:2%eth0]:8080/", "http://127.0.0.1:8080/", "http://192.0.2.2:8080/")))
                .hasHost("192.0.2.2")
                .hasPort(8080);
    }

    @Test
    void tellsNoZone() {
        assertThat(Endpoints.best(List.of("http://[fd00:0:0:0:0:0:0:2%eth0]:8080/")))
                .hasHost("[fd00:0:0:0:0:0:0:2]")
                .hasPort(8080);
    }

    @Test
    void takesTheOnlyOneThereIs() {
        assertThat(Endpoints.best(List.of("http://127.0.0.1:8080/"))).hasHost("127.0.0.1");
    }

    @Test
    void writesAnAddressOfVersion6InBrackets() throws Exception {
        assertThat(Endpoints.literal(InetAddress.getByName("fe80::1"))).isEqualTo("[fe80:0:0:0:0:0:0:1]");
    }
}
