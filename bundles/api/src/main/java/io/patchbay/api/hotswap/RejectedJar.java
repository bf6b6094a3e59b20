package io.patchbay.api.hotswap;

import java.time.Instant;

/**
 * A file in the plug-in folder that changed nothing.
 *
 * @param file its name
 * @param cause what kind of reason it is
 * @param reason why, for example {@code not a jar: truncated after 512 bytes}
 * @param since when it was refused, the last time
 */
public record RejectedJar(String file, RejectionCause cause, String reason, Instant since) {}
