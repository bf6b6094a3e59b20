package io.patchbay.rest.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.store.Backup;
import io.patchbay.api.store.Claim;
import io.patchbay.api.store.NewToken;
import io.patchbay.api.store.Room;
import io.patchbay.api.store.Rooms;
import io.patchbay.api.store.ServiceAccount;
import io.patchbay.api.store.Services;
import io.patchbay.api.store.SigningKeys;
import io.patchbay.api.store.StoreException;
import io.patchbay.api.store.Token;
import io.patchbay.api.store.Tokens;
import io.patchbay.support.RandomIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The store's services in memory, which fail on demand. Thread-safe. */
final class MemoryStore {
    /** What {@link #keys} signs with: the vectors of owt-server 1.5 are made with it. */
    static final String SERVER_KEY = "6d96729ffd07202e7a65ac81278c43a2c87fc6367736431e614607e9d3ceee20"
            + "1f9680cdfcb88df508829e9810c46aaf02c9cc8dcf46369de122ee5b22ec963c";

    private final Map<String, ServiceAccount> accounts = new ConcurrentSkipListMap<>();
    private final Map<String, Room> roomsById = new ConcurrentSkipListMap<>();
    final Map<String, NewToken> issued = new ConcurrentHashMap<>();
    volatile Optional<StoreException> failure = Optional.empty();
    volatile CompletableFuture<Void> tokensMayBeIssued = CompletableFuture.completedFuture(null);
    volatile CompletableFuture<Void> roomsMayBeFound = CompletableFuture.completedFuture(null);
    volatile String content = "the whole store";

    final Services services = new Services() {
        @Override
        public Optional<ServiceAccount> create(String name, String key) {
            check();
            if (accounts.values().stream().anyMatch(account -> account.name().equals(name))) {
                return Optional.empty();
            }
            ServiceAccount account = new ServiceAccount(RandomIds.hex24(), name, key, List.of());
            accounts.put(account.id(), account);
            return Optional.of(account);
        }

        @Override
        public Optional<ServiceAccount> find(String id) {
            check();
            return Optional.ofNullable(accounts.get(id)).map(MemoryStore.this::withRooms);
        }

        @Override
        public List<ServiceAccount> list() {
            check();
            return accounts.values().stream().map(MemoryStore.this::withRooms).toList();
        }

        @Override
        public boolean delete(String id) {
            check();
            roomsById.values().removeIf(room -> room.service().equals(id));
            return accounts.remove(id) != null;
        }
    };

    final Rooms rooms = new Rooms() {
        @Override
        public Room create(String service, String name, Attributes settings) {
            check();
            Room room = new Room(RandomIds.hex24(), service, name, settings);
            roomsById.put(room.id(), room);
            return room;
        }

        @Override
        public Optional<Room> find(String id) {
            check();
            roomsMayBeFound.join();
            return Optional.ofNullable(roomsById.get(id));
        }

        @Override
        public List<Room> list(String service, int page, int perPage) {
            check();
            List<Room> all = new ArrayList<>(roomsById.values());
            all.removeIf(room -> !room.service().equals(service));
            return perPage == 0
                    ? all
                    : all.stream()
                            .skip((long) (page - 1) * perPage)
                            .limit(perPage)
                            .toList();
        }

        @Override
        public Optional<Room> update(Room room) {
            check();
            return Optional.ofNullable(roomsById.replace(room.id(), room)).map(old -> room);
        }

        @Override
        public boolean delete(String id) {
            check();
            return roomsById.remove(id) != null;
        }
    };

    final Tokens tokens = new Tokens() {
        @Override
        public CompletionStage<Token> issue(NewToken token) {
            return tokensMayBeIssued.thenApply(now -> {
                check();
                issued.put(token.id(), token);
                return new Token(
                        token.id(),
                        token.code(),
                        token.service(),
                        token.room(),
                        token.user(),
                        token.role(),
                        token.origin(),
                        token.host(),
                        token.secure(),
                        token.lifeMillis());
            });
        }

        @Override
        public CompletionStage<Claim> claim(String id, String claimant, Duration hold) {
            throw new UnsupportedOperationException("the HTTP API redeems no tokens");
        }

        @Override
        public CompletionStage<Boolean> use(String id, String claimant) {
            throw new UnsupportedOperationException("the HTTP API redeems no tokens");
        }

        @Override
        public CompletionStage<Boolean> release(String id, String claimant) {
            throw new UnsupportedOperationException("the HTTP API redeems no tokens");
        }
    };

    final SigningKeys keys = new SigningKeys() {
        @Override
        public String sign(Use use, String text) {
            return MAuthClient.sign(SERVER_KEY, text);
        }

        @Override
        public boolean verify(Use use, String text, String signature) {
            return sign(use, text).equals(signature);
        }
    };

    final Backup backup = new Backup() {
        @Override
        public void write(OutputStream target) throws IOException {
            if (failure.isPresent()) {
                throw new IOException("No space left on device");
            }
            target.write(content.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void restore(InputStream source) throws IOException {
            String copy = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            if (copy.startsWith("damaged")) {
                throw new IOException("the copy is damaged");
            }
            content = copy;
        }
    };

    ServiceAccount account(String name, String key) {
        return services.create(name, key).orElseThrow();
    }

    void account(String id, String name, String key) {
        accounts.put(id, new ServiceAccount(id, name, key, List.of()));
    }

    private void check() {
        failure.ifPresent(exception -> {
            throw exception;
        });
    }

    private ServiceAccount withRooms(ServiceAccount account) {
        List<String> ids = roomsById.values().stream()
                .filter(room -> room.service().equals(account.id()))
                .map(Room::id)
                .toList();
        return new ServiceAccount(account.id(), account.name(), account.key(), ids);
    }
}
