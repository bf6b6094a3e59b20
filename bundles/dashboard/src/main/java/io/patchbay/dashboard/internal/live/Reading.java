package io.patchbay.dashboard.internal.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * What was read of one target at one moment, as all pages are told it. Immutable.
 *
 * @param event the Server-Sent Event that tells it; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by isSameAs
record Reading(byte[] event) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * What a target answered.
     *
     * @param status as in HTTP
     * @param body JSON, or nothing. A newline within JSON is white space, and would end a line of the stream
     */
    static Reading of(String target, int status, String body) {
        StringWriter text = new StringWriter(body.length() + 128);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("target", target);
            json.writeNumberField("status", status);
            json.writeFieldName("body");
            json.writeRawValue(body.isEmpty() ? "null" : body.replace('\n', ' ').replace('\r', ' '));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be written", impossible);
        }
        return new Reading(SentEvent.of("answer", text.toString()));
    }

    boolean isSameAs(Reading other) {
        return Arrays.equals(event, other.event);
    }
}
