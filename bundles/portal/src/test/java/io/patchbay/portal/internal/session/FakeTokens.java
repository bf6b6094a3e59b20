package io.patchbay.portal.internal.session;

import io.patchbay.api.Attributes;
import io.patchbay.api.store.Claim;
import io.patchbay.api.store.NewToken;
import io.patchbay.api.store.Token;
import io.patchbay.api.store.Tokens;
import io.patchbay.portal.internal.Json;
import io.patchbay.support.RandomIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens in memory, with the states of the real ones. Thread-safe. */
public final class FakeTokens implements Tokens {
    /** Where the clients were told to connect. */
    public static final String HOST = "portal.example:8080";

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final FakeKeys keys;
    private final Gate claimGate = new Gate();
    private final Gate useGate = new Gate();

    private record Entry(Token token, String state, String claimant) {}

    public FakeTokens(FakeKeys keys) {
        this.keys = keys;
    }

    Gate claimGate() {
        return claimGate;
    }

    Gate useGate() {
        return useGate;
    }

    /** A new token as a client presents it. */
    public String issue(String room, String user, String role) {
        Token token = new Token(
                RandomIds.hex24(),
                RandomIds.hex(8),
                "service",
                room,
                user,
                role,
                Attributes.NONE,
                HOST,
                false,
                Long.MAX_VALUE);
        entries.put(token.id(), new Entry(token, "ISSUED", ""));
        return present(token.id());
    }

    String present(String id) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("tokenId", id);
        text.put("host", HOST);
        text.put("secure", false);
        text.put("signature", keys.sign(FakeKeys.Use.TOKEN, id + "," + HOST + ",undefined"));
        return Base64.getEncoder().encodeToString(Json.write("", text));
    }

    /** The state of a presented token. */
    String stateOf(String presented) {
        return entries.get(idOf(presented)).state();
    }

    String codeOf(String presented) {
        return entries.get(idOf(presented)).token().code();
    }

    /** What a presented token stands for. */
    Token read(String presented) {
        return entries.get(idOf(presented)).token();
    }

    void expire(String presented) {
        entries.computeIfPresent(idOf(presented), (id, entry) -> new Entry(entry.token(), "EXPIRED", ""));
    }

    private static String idOf(String presented) {
        String json = new String(Base64.getDecoder().decode(presented), StandardCharsets.UTF_8);
        Map<?, ?> text = (Map<?, ?>) Json.read(json).orElseThrow().orElseThrow();
        return (String) text.get("tokenId");
    }

    @Override
    public CompletionStage<Token> issue(NewToken token) {
        throw new UnsupportedOperationException("the portal issues no tokens");
    }

    @Override
    public CompletionStage<Claim> claim(String id, String claimant, Duration hold) {
        return claimGate.pass(() -> claimNow(id, claimant));
    }

    private Claim claimNow(String id, String claimant) {
        Entry entry = entries.get(id);
        if (entry == null) {
            return new Claim.Invalid();
        }
        if (entry.state().equals("EXPIRED")) {
            return new Claim.Expired();
        }
        boolean won = entry.state().equals("ISSUED")
                && entries.replace(id, entry, new Entry(entry.token(), "CLAIMED", claimant));
        return won ? new Claim.Claimed(entry.token()) : new Claim.Invalid();
    }

    @Override
    public CompletionStage<Boolean> use(String id, String claimant) {
        return useGate.pass(() -> move(id, claimant, "CLAIMED", "USED"));
    }

    @Override
    public CompletionStage<Boolean> release(String id, String claimant) {
        return CompletableFuture.completedStage(
                move(id, claimant, "CLAIMED", "ISSUED") || move(id, claimant, "USED", "ISSUED"));
    }

    private boolean move(String id, String claimant, String from, String to) {
        Entry entry = entries.get(id);
        return entry != null
                && entry.state().equals(from)
                && entry.claimant().equals(claimant)
                && entries.replace(id, entry, new Entry(entry.token(), to, claimant));
    }
}
