/** The scheduler with owt-server's rules. */
package io.patchbay.scheduler.sticky.internal;
