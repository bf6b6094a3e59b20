/** What the lobby and an observer both know of spectators. */
package io.patchbay.support.observer;
