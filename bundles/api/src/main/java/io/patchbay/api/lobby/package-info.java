/** The lobby: what its HTTP paths and frames ask of its engines, and the policies that plug-ins decide for it. */
@Export
@Version("1.2.0")
package io.patchbay.api.lobby;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
