package io.patchbay.api.lobby;

import io.patchbay.api.placement.Preference;

/**
 * What a client has.
 *
 * @param version its version: any text, known or not
 * @param place its {@code region} and {@code isp}, as far as it says them
 */
public record UpdateQuestion(String version, Preference place) {}
