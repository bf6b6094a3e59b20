/** One engine for each job that is not over, and what keeps them all going. */
package io.patchbay.migrator.internal.monitor;
