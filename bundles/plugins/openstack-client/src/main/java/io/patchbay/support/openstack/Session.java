package io.patchbay.support.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.CloudSettings.Named;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The cloud's user in one project. Its token is renewed before it expires, and once where a service takes it no more. Thread-safe:
 * who needs a token while another thread gets one has what becomes of that, be it a token or a refusal.
 */
public final class Session {
    private static final int UNAUTHORIZED = 401;

    private final CloudSettings settings;
    private final Exchange exchange;
    private final Identity identity;
    private final Discovery discovery;
    private final Timepiece time;
    private final Named project;
    private volatile Optional<Token> token = Optional.empty();
    private Optional<CompletableFuture<Token>> renewal = Optional.empty(); // under way; guarded by this

    Session(
            CloudSettings settings,
            Exchange exchange,
            Identity identity,
            Discovery discovery,
            Timepiece time,
            Named project) {
        this.settings = settings;
        this.exchange = exchange;
        this.identity = identity;
        this.discovery = discovery;
        this.time = time;
        this.project = project;
    }

    /** The cloud's name. */
    public String cloud() {
        return settings.name();
    }

    /** The id of the project. */
    public String projectId() throws OpenStackException, InterruptedException {
        return token().projectId();
    }

    /** The id of the domain of the project. */
    public String domainId() throws OpenStackException, InterruptedException {
        return token().domainId();
    }

    /** The id of the user. */
    public String userId() throws OpenStackException, InterruptedException {
        return token().userId();
    }

    /** Whether the user has a role in the project. */
    public boolean hasRole(String name) throws OpenStackException, InterruptedException {
        return token().roles().contains(name);
    }

    /** A service as this user sees it, without a microversion. */
    public Service service(ServiceType type) {
        return new Service(this, type, Optional.empty());
    }

    /** Keystone. */
    public Service identity() {
        return service(ServiceType.IDENTITY);
    }

    /** Neutron. */
    public Service network() {
        return service(ServiceType.NETWORK);
    }

    /** Nova. */
    public Service compute() {
        return service(ServiceType.COMPUTE);
    }

    /** Cinder. */
    public Service volume() {
        return service(ServiceType.VOLUME);
    }

    Discovery.Range microversions(ServiceType type) throws OpenStackException, InterruptedException {
        Token now = token();
        return discovery.of(type, address(type, now), now);
    }

    Answer send(
            ServiceType type,
            String words,
            String method,
            String path,
            Map<String, String> headers,
            Optional<JsonNode> body)
            throws OpenStackException, InterruptedException {
        Token used = token();
        Answer answer = sendAs(used, type, words, method, path, headers, body);
        return answer.status() == UNAUTHORIZED
                ? sendAs(renewed(used), type, words, method, path, headers, body)
                : answer;
    }

    private Answer sendAs(
            Token used,
            ServiceType type,
            String words,
            String method,
            String path,
            Map<String, String> headers,
            Optional<JsonNode> body)
            throws OpenStackException, InterruptedException {
        Map<String, String> all = new HashMap<>(headers);
        all.put("X-Auth-Token", used.secret());
        URI address = URI.create(address(type, used) + path);
        return exchange.send(new Exchange.Request(words, method, address, all, body));
    }

    /** The identity service is where the settings say: its entry in the catalogue is often for others than us. */
    private URI address(ServiceType type, Token used) throws OpenStackException {
        return type == ServiceType.IDENTITY ? settings.identity() : used.address(type, settings);
    }

    private Token token() throws OpenStackException, InterruptedException {
        Optional<Token> now = token;
        return now.isPresent() && now.get().renewAtNanos() - time.nanos() > 0 ? now.get() : renewed(now);
    }

    private Token renewed(Token refused) throws OpenStackException, InterruptedException {
        return renewed(Optional.of(refused));
    }

    /** @param old what is not to be used any more; if another thread has replaced it already, that one's counts */
    private Token renewed(Optional<Token> old) throws OpenStackException, InterruptedException {
        while (true) {
            CompletableFuture<Token> mine = new CompletableFuture<>();
            Optional<CompletableFuture<Token>> others;
            synchronized (this) {
                if (token.isPresent() && !token.equals(old)) {
                    return token.get();
                }
                others = renewal;
                if (others.isEmpty()) {
                    renewal = Optional.of(mine);
                }
            }
            if (others.isEmpty()) {
                return renew(mine);
            }
            Optional<Token> shared = shared(others.get());
            if (shared.isPresent()) {
                return shared.get();
            }
        }
    }

    /** Not under the lock: it may take minutes until nobody has answered, and who waits for it is to fail then, too. */
    private Token renew(CompletableFuture<Token> renewing) throws OpenStackException, InterruptedException {
        try {
            Token fresh = identity.authenticate(project);
            synchronized (this) {
                token = Optional.of(fresh);
            }
            renewing.complete(fresh);
            return fresh;
        } catch (OpenStackException refused) {
            renewing.completeExceptionally(refused);
            throw refused;
        } finally {
            synchronized (this) {
                renewal = Optional.empty();
            }
            renewing.cancel(
                    false); // does nothing where it has an end; this thread was interrupted, which is not the others'
            // end
        }
    }

    /** What has become of another thread's renewal, which has bounds of its own; empty if that thread has given up. */
    private static Optional<Token> shared(CompletableFuture<Token> renewing)
            throws OpenStackException, InterruptedException {
        RequestEvent event = RequestEvent.begun("identity POST /auth/tokens by another thread");
        try {
            return Optional.of(renewing.get());
        } catch (CancellationException interrupted) {
            return Optional.empty();
        } catch (ExecutionException failed) {
            OpenStackException refused = (OpenStackException) failed.getCause();
            throw refused.saying(refused.kind(), refused.getMessage());
        } finally {
            event.commit();
        }
    }
}
