/** Task handlers that do nothing. */
package io.patchbay.handlers.noop.internal;
