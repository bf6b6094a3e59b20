/** Releases of a game's resources: publishing them, telling clients what they lack, and choosing from where they fetch it. */
package io.patchbay.lobby.internal.update;
