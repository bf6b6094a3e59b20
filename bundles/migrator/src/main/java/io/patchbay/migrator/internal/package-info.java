/** Recovery jobs, as the rest of the node meets them. */
package io.patchbay.migrator.internal;
