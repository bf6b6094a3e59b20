package io.patchbay.api.rooms;

import io.patchbay.api.Attributes;

/**
 * What a participant may do with media.
 *
 * @param publish what it may send
 * @param subscribe what it may receive
 */
public record Permission(Media publish, Media subscribe) {
    /** May do everything. */
    public static final Permission ALL = new Permission(new Media(true, true), new Media(true, true));

    /**
     * Kinds of media.
     *
     * @param audio whether audio
     * @param video whether video
     */
    public record Media(boolean audio, boolean video) {
        static Media of(Attributes media) {
            return new Media(
                    media.flag("audio").orElse(false), media.flag("video").orElse(false));
        }
    }

    /** The permission that a room's role grants: {@code {publish:{audio,video}, subscribe:{audio,video}}}. */
    public static Permission ofRole(Attributes role) {
        return new Permission(
                Media.of(role.object("publish").orElse(Attributes.NONE)),
                Media.of(role.object("subscribe").orElse(Attributes.NONE)));
    }
}
