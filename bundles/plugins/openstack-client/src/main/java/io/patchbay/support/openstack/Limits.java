package io.patchbay.support.openstack;

import java.time.Duration;

/**
 * What a service may take of us.
 *
 * @param connect how long a connection may take
 * @param request how long one request may take, from sending to the last byte of the answer
 * @param answerBytes how long an answer may be
 */
public record Limits(Duration connect, Duration request, int answerBytes) {
    /** What is usual. */
    public static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 16 * 1024 * 1024);
}
