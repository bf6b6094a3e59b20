package io.patchbay.portal.internal.session;

import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.Neighbours;
import io.patchbay.portal.internal.PortalSettings;

/** What every connection needs. Immutable. */
record PortalContext(
        Sessions sessions,
        Protocols protocols,
        Neighbours neighbours,
        PortalSettings settings,
        Alarms alarms,
        Admission admission,
        Endings endings) {}
