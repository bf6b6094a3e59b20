package io.patchbay.rest.internal.cluster;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads what a worker says of itself. No state. */
public final class WorkerInfoReader {
    /** What a worker that states no limit is given, as OWT's agents (owt-server 8). */
    private static final double USUAL_MAX_LOAD = 0.85;

    private static final int MAX_TEXT_CHARACTERS = 300;
    private static final int MAX_URL_CHARACTERS = 2_000;

    private WorkerInfoReader() {}

    /** The member {@code info} of a body; if it is absent, a worker that says nothing. */
    public static WorkerInfo read(Fields body) {
        Optional<Fields> given = body.object("info");
        if (given.isEmpty()) {
            return WorkerInfo.of(USUAL_MAX_LOAD, Attributes.NONE);
        }
        Fields info = given.get();
        WorkerInfo checked = new WorkerInfo(
                info.text("ip", MAX_TEXT_CHARACTERS).orElse(""),
                info.text("hostname", MAX_TEXT_CHARACTERS).orElse(""),
                info.smallWhole("port", 0, 65_535).orElse(0),
                info.flag("ssl").orElse(false),
                info.text("viaHost", MAX_TEXT_CHARACTERS).orElse(""),
                info.number("maxLoad", 0, 1).orElse(USUAL_MAX_LOAD),
                info.attributes("capacity", WorkerInfoReader::checkPlace).orElse(Attributes.NONE),
                callbackOf(info),
                info.smallWhole("seats", 0, WorkerInfo.MAX_SEATS));
        info.end();
        return checked;
    }

    /** A worker whose isps are no array would be taken for one that serves every isp. */
    private static void checkPlace(Fields capacity) {
        capacity.texts("isps");
        capacity.texts("regions");
    }

    private static Optional<URI> callbackOf(Fields info) {
        Optional<String> text = info.text("callback", MAX_URL_CHARACTERS);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI callback = new URI(text.get());
            boolean web = "http".equals(callback.getScheme()) || "https".equals(callback.getScheme());
            if (web && callback.getHost() != null) {
                return Optional.of(callback);
            }
        } catch (URISyntaxException malformed) {
            throw new InvalidFieldException("info.callback", "must be like http://host:port/path");
        }
        throw new InvalidFieldException("info.callback", "must be like http://host:port/path");
    }
}
