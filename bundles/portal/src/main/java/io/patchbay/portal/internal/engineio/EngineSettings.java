package io.patchbay.portal.internal.engineio;

/**
 * What an Engine.IO session is told when it opens.
 *
 * @param pingIntervalMillis from one sign of life to the next ping
 * @param pingTimeoutMillis how long the client may take to answer it
 * @param receiptIntervalMillis how long what was sent stays unconfirmed at most before the client is pinged to learn what has arrived
 * @param receiptsPerSecond how many such pings all sessions together may send earlier than that
 * @param maxPayloadBytes the largest message or request body that is read
 * @param maxLoginBytes the largest one of a client that has not logged in
 * @param maxQueuedBytes what may wait for a client that does not read
 * @param slowReaderMillis how long it may wait without any of it moving
 * @param maxPacketsPerSecond how many packets a client may send, in the long run
 */
public record EngineSettings(
        long pingIntervalMillis,
        long pingTimeoutMillis,
        long receiptIntervalMillis,
        int receiptsPerSecond,
        int maxPayloadBytes,
        int maxLoginBytes,
        int maxQueuedBytes,
        long slowReaderMillis,
        int maxPacketsPerSecond) {
    /** What a client is told of a new session. */
    OutPacket openingPacket(String sid, boolean upgradable) {
        return OutPacket.text("0{\"sid\":\"" + sid + "\",\"upgrades\":[" + (upgradable ? "\"websocket\"" : "")
                + "],\"pingInterval\":" + pingIntervalMillis + ",\"pingTimeout\":" + pingTimeoutMillis
                + ",\"maxPayload\":" + maxPayloadBytes + "}");
    }
}
