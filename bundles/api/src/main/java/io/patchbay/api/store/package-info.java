/** What outlives a crash: services, rooms, tokens, signing keys, and the accounts and releases of the lobby. */
@Export
@Version("1.0.0")
package io.patchbay.api.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
