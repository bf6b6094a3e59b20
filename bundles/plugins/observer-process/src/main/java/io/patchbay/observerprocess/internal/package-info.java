/** Starts observers as processes of this machine. */
package io.patchbay.observerprocess.internal;
