/** What an operator may ask and tell a node, and what has happened on it, for consoles and shells that run inside it. */
@Export
@Version("1.1.0")
package io.patchbay.api.operator;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
