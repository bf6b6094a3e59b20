package io.patchbay.support.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.patchbay.api.lobby.Manifest;
import io.patchbay.api.lobby.ReleaseFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Manifests as JSON: {@code {"format":1,"version":…,"published":…,"files":[{"path":…,"size":…,"sha256":…},…]}}. */
public final class ManifestText {
    private static final int FORMAT = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private ManifestText() {}

    /** Writes a manifest, the same always to the same text. */
    public static String write(Manifest manifest) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("version", manifest.version());
            json.writeNumberField("published", manifest.publishedMillis());
            json.writeArrayFieldStart("files");
            for (ReleaseFile file : manifest.files()) {
                json.writeStartObject();
                json.writeStringField("path", file.path());
                json.writeNumberField("size", file.size());
                json.writeStringField("sha256", file.sha256());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory could not be written", impossible);
        }
        return text.toString();
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IOException if the text is no such manifest
     */
    public static Manifest read(String text) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            return new ManifestReader(json).manifest();
        } catch (IllegalArgumentException wrong) {
            throw new IOException("a manifest is damaged: " + wrong.getMessage(), wrong);
        }
    }

    /** Walks over the text once. Confined to one thread. */
    private static final class ManifestReader {
        private final JsonParser json;

        private ManifestReader(JsonParser json) {
            this.json = json;
        }

        private Manifest manifest() throws IOException {
            String version = "";
            long published = 0;
            long format = 0;
            List<ReleaseFile> files = new ArrayList<>();
            expect(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "format" -> format = number();
                    case "version" -> version = text();
                    case "published" -> published = number();
                    case "files" -> files(files);
                    default -> throw new IOException("a manifest is damaged: it has a member " + name);
                }
            }
            if (format != FORMAT) {
                throw new IOException("a manifest has format " + format + " but this version knows only " + FORMAT);
            }
            return new Manifest(version, published, files);
        }

        private void files(List<ReleaseFile> files) throws IOException {
            expect(json.currentToken(), JsonToken.START_ARRAY);
            while (json.nextToken() == JsonToken.START_OBJECT) {
                files.add(file());
            }
            expect(json.currentToken(), JsonToken.END_ARRAY);
        }

        private ReleaseFile file() throws IOException {
            String path = "";
            long size = -1;
            String hash = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "path" -> path = text();
                    case "size" -> size = number();
                    case "sha256" -> hash = text();
                    default -> throw new IOException("a manifest is damaged: a file has a member " + name);
                }
            }
            return new ReleaseFile(path, size, hash);
        }

        private String text() throws IOException {
            expect(json.currentToken(), JsonToken.VALUE_STRING);
            return json.getText();
        }

        private long number() throws IOException {
            expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT);
            return json.getLongValue();
        }

        private static void expect(JsonToken found, JsonToken wanted) throws IOException {
            if (found != wanted) {
                throw new IOException("a manifest is damaged: there is " + found + " instead of " + wanted);
            }
        }
    }
}
