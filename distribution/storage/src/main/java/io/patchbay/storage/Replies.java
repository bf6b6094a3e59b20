package io.patchbay.storage;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** What answers have in common, and those without a file. */
final class Replies {
    private static final String RETRY_SECONDS = "5";

    private Replies() {}

    static HttpResponse empty(HttpResponseStatus status) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
    }

    /** @param why what the client is told; empty to answer HEAD */
    static HttpResponse refusal(HttpResponseStatus status, String why) {
        DefaultFullHttpResponse refusal = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(why, StandardCharsets.UTF_8));
        open(refusal.headers())
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, refusal.content().readableBytes());
        if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
            refusal.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
        }
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            refusal.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD, OPTIONS");
        }
        return refusal;
    }

    /** What a browser asks before it asks for a part of a file for another page. */
    static HttpResponse preflight() {
        HttpResponse answer = empty(HttpResponseStatus.NO_CONTENT);
        open(answer.headers())
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD")
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Range, If-Range, If-None-Match")
                .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "86400");
        return answer;
    }

    /** With what is true of a file, whichever part of it is sent. */
    static HttpResponse described(HttpResponse answer, String tag) {
        open(answer.headers())
                .set(HttpHeaderNames.ETAG, tag)
                .set(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES)
                .set(HttpHeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
        return answer;
    }

    /** Whether a file is among those that a client has. */
    static boolean matches(String tags, String tag) {
        for (String one : tags.split(",", 20)) {
            String bare = one.strip();
            if (bare.equals("*") || bare.equals(tag) || bare.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    /** Any page may read what anybody may fetch; no browser shall guess what it is. */
    private static HttpHeaders open(HttpHeaders headers) {
        return headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "Accept-Ranges, Content-Range, ETag")
                .set("X-Content-Type-Options", "nosniff");
    }
}
