package io.patchbay.examples.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class PatchbayRestTest {
    @Test
    void signsAsTheProtocolSays() {
        assertThat(PatchbayRest.sign("servicekey", "1700000000000,abc123"))
                .isEqualTo("OGM1NjFmNjQzMzg3YThmN2YzYjhmZTBhNzg4MjljZTlkZGU3YTk0MDhjM2QwZWI4ZmIxYzM1MDNmMDA4NGQ1OQ==");
    }
}
