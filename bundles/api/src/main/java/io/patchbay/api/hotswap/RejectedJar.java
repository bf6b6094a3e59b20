package io.patchbay.api.hotswap;

import java.time.Instant;

/**
 * A file in the plug-in folder that changed nothing.
 *
 * @param file its name
 * @param reason why, for example {@code not a jar: truncated after 512 bytes}
 * @param since when it was refused, the last time
 */
public record RejectedJar(String file, String reason, Instant since) {}
