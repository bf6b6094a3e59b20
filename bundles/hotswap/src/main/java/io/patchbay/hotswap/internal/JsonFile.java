package io.patchbay.hotswap.internal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One record kept in one file. Not thread-safe by itself.
 *
 * @param <T> the record
 */
final class JsonFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(JsonFile.class);
    private static final long MAX_BYTES = 4 << 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private final Class<T> type;

    JsonFile(Path file, Class<T> type) {
        this.file = file;
        this.type = type;
    }

    /** What the file holds; empty if there is none, or none that makes sense: then it is put aside, not overwritten. */
    Optional<T> read() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("larger than " + MAX_BYTES + " bytes");
            }
            return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
        } catch (JacksonException broken) {
            putAside(broken.getOriginalMessage());
        } catch (IOException unreadable) {
            LOG.error("{} cannot be read; going on without it", file, unreadable);
        }
        return Optional.empty();
    }

    void write(T content) throws IOException {
        AtomicFile.write(file, JSON.writeValueAsBytes(content));
    }

    private void putAside(String problem) {
        Path aside = file.resolveSibling(file.getFileName() + ".broken");
        LOG.error("{} is broken ({}); it becomes {} and a new one is begun", file, Reasons.line(problem), aside);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            LOG.error("{} could not be put aside", file, failed);
        }
    }
}
