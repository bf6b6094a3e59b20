package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.Decoded;

/** What a codec has made of a frame, for people, without what the client has said. */
final class Understanding {
    private Understanding() {}

    static String shown(Object decoded) {
        if (decoded instanceof Decoded.Understood understood) {
            return understood.request().getClass().getSimpleName() + " with a state of "
                    + understood.state().values().values().size() + " members in layout "
                    + understood.state().layout();
        }
        if (decoded instanceof Decoded.Malformed malformed) {
            return "malformed: " + malformed.reason();
        }
        return "no event of this version";
    }
}
