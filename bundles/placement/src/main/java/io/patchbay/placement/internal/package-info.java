/** The cluster manager: one ledger of workers and tasks per purpose, policies on top of it as plug-ins. */
package io.patchbay.placement.internal;
