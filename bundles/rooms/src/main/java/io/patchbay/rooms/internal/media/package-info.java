/** Publications and subscriptions of a room, and the workers that carry them. */
package io.patchbay.rooms.internal.media;
