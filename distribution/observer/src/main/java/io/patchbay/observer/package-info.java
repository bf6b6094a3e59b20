/** The observer: a process of its own that gets one match from its play server and relays it to spectators. */
package io.patchbay.observer;
