/** Observers of matches: which one a spectator gets, and how one more is started. */
package io.patchbay.lobby.internal.observe;
