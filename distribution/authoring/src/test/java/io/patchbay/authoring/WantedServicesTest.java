package io.patchbay.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WantedServicesTest {
    @Test
    void areThoseOfReferencesThatAreNotOptional() throws IOException {
        assertThat(
                        of(
                                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="x">
                  <reference name="a" interface="org.example.Needed"/>
                  <reference name="b" interface="org.example.Several" cardinality="1..n"/>
                  <reference name="c" interface="org.example.Nice" cardinality="0..1"/>
                  <implementation class="org.example.X"/>
                </scr:component>
                """))
                .containsExactly("org.example.Needed", "org.example.Several");
    }

    @Test
    void areNotReadFromWhatIsNoDescription() {
        assertThatThrownBy(() -> of("not xml")).isInstanceOf(IOException.class);
    }

    private static List<String> of(String description) throws IOException {
        return WantedServices.of(new ByteArrayInputStream(description.getBytes(StandardCharsets.UTF_8)));
    }
}
