package io.patchbay.api.portal;

import org.osgi.annotation.versioning.ProviderType;

/** The sessions that one portal holds, as an operator sees them. Thread-safe; no method blocks. */
@ProviderType
public interface ClientSessions {
    /** Some sessions; looks at every one. */
    SessionPage sessions(SessionQuery query);

    /** How many sessions there are; asked often, so it looks at none. */
    int count();

    /** How many of them have a connection now; looks at every one. */
    int connected();
}
