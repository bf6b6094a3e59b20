package io.patchbay.hotswap.internal.sample;

import io.patchbay.hotswap.internal.greeting.Greeter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** A greeter that declarative services makes. */
public final class SampleComponent implements Greeter {
    private final String answer;

    public SampleComponent() throws IOException {
        Properties sample = new Properties();
        try (InputStream in = SampleComponent.class.getResourceAsStream("/sample.properties")) {
            sample.load(in);
        }
        answer = sample.getProperty("answer");
    }

    @Override
    public String greet() {
        return answer;
    }
}
