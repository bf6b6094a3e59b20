package io.patchbay.lobby.internal.login;

import io.patchbay.api.lobby.Password;
import io.patchbay.api.lobby.Wait;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Hashes passwords and compares them with hashes, in a bounded queue. Thread-safe. */
@Component(service = Passwords.class, configurationPid = Passwords.PID)
@Designate(ocd = Passwords.Config.class)
public final class Passwords {
    static final String PID = "io.patchbay.lobby.passwords";

    @ObjectClassDefinition(name = "Patchbay: passwords of the lobby")
    @interface Config {
        @AttributeDefinition(
                description =
                        "Memory of one hash in KiB; a hash that was made with less is made anew at the next login")
        int memoryKib() default 19_456;

        @AttributeDefinition(description = "Passes over that memory")
        int iterations() default 2;

        @AttributeDefinition(description = "Lanes of that memory")
        int parallelism() default 1;

        @AttributeDefinition(description = "How many hashes are made at once; 0: one less than there are processors")
        int threads() default 0;

        @AttributeDefinition(description = "How many passwords may wait to be hashed; more are refused")
        int maxWaiting() default 256;

        @AttributeDefinition(description = "A password that would wait for longer than this is refused at once")
        long maxWaitMillis() default 2_000;

        @AttributeDefinition(description = "The fewest characters of a new password")
        int minCharacters() default 8;
    }

    private static final byte[] NO_PASSWORD = new byte[1]; // stands for what cannot be one

    private final SecureRandom random = new SecureRandom();
    private final HashCost cost;
    private final PasswordHash nobodys; // is compared with where there is no account, so that it takes as long
    private final int minCharacters;
    private final HashQueue queue;

    @Activate
    public Passwords(Config config) {
        try {
            this.cost = new HashCost(config.memoryKib(), config.iterations(), config.parallelism());
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(PID + ": " + bad.getMessage(), bad);
        }
        this.nobodys = new PasswordHash(cost, salt(), new byte[Hasher.HASH_BYTES]);
        require("threads", config.threads(), 0, 256);
        require("maxWaiting", config.maxWaiting(), 1, 100_000);
        require("maxWaitMillis", config.maxWaitMillis(), 1, 60_000);
        require("minCharacters", config.minCharacters(), 1, 256);
        this.minCharacters = config.minCharacters();
        int threads = config.threads() > 0
                ? config.threads()
                : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        this.queue = new HashQueue(threads, config.maxWaiting(), config.maxWaitMillis(), System::nanoTime, random);
    }

    /** What is wrong with a new password, to follow the word {@code password}; empty if nothing. */
    Optional<String> fault(Password password) {
        return PasswordRules.fault(password, minCharacters);
    }

    /**
     * The hash of a new password that is fit to be one, as text.
     *
     * @return completes on a thread of the queue
     */
    CompletionStage<Hashed<String>> hash(Password password) {
        return queue.submit(hasher -> {
            byte[] octets = PasswordRules.octets(password)
                    .orElseThrow(() -> new IllegalArgumentException("the password was not looked at before"));
            try {
                return hasher.hash(octets, cost, salt()).text();
            } finally {
                Arrays.fill(octets, (byte) 0);
            }
        });
    }

    /**
     * What came of comparing.
     *
     * @param right whether the password is the one
     * @param raised its hash as one would be made today, if the one that is kept was made with less
     */
    record Verified(boolean right, Optional<String> raised) {}

    /**
     * Compares a password with a hash.
     *
     * @param kept the hash as text; empty if there is none, which takes as long and is wrong
     * @return completes on a thread of the queue
     */
    CompletionStage<Hashed<Verified>> verify(Password password, Optional<String> kept) {
        return queue.submit(hasher -> {
            Optional<PasswordHash> hash = kept.flatMap(PasswordHash::parse);
            byte[] octets = PasswordRules.octets(password).orElse(NO_PASSWORD);
            try {
                boolean matches = hasher.matches(octets, hash.orElse(nobodys));
                boolean right = matches && hash.isPresent() && octets != NO_PASSWORD;
                boolean raise = right && !hash.get().cost().equals(cost);
                return new Verified(
                        right,
                        raise ? Optional.of(hasher.hash(octets, cost, salt()).text()) : Optional.empty());
            } finally {
                if (octets != NO_PASSWORD) {
                    Arrays.fill(octets, (byte) 0);
                }
            }
        });
    }

    /** How long a password that came now would have to wait outside; empty if it would be taken. */
    Optional<Wait> refusal() {
        return queue.refusal();
    }

    /** How many passwords wait or are being hashed. */
    int present() {
        return queue.present();
    }

    /** How long one takes lately. */
    long nanosOfOne() {
        return queue.nanosOfOne();
    }

    /** How many were hashed. */
    long done() {
        return queue.done();
    }

    /** How long all of them took, one after the other. */
    long nanosOfAll() {
        return queue.nanosOfAll();
    }

    private byte[] salt() {
        byte[] salt = new byte[Hasher.SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static void require(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be within " + least + " and " + most + " but was " + value);
        }
    }

    @Deactivate
    void close() {
        queue.close();
    }
}
