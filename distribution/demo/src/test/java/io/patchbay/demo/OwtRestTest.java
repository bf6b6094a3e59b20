package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class OwtRestTest {
    @Test
    void signsAsTheStockClientsDo() { // observed on an OWT 5.1 server
        assertThat(OwtRest.sign("servicekey", "1700000000000,abc123"))
                .isEqualTo("OGM1NjFmNjQzMzg3YThmN2YzYjhmZTBhNzg4MjljZTlkZGU3YTk0MDhjM2QwZWI4ZmIxYzM1MDNmMDA4NGQ1OQ==");
    }
}
