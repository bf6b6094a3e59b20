package io.patchbay.http.internal;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keystore that new connections are made with: follows its file. Confined to one thread at a time; Jetty's factory is
 * thread-safe.
 */
final class LiveKeystore {
    private static final Logger LOG = LoggerFactory.getLogger(LiveKeystore.class);

    private final KeystoreFile file;
    private final SslContextFactory.Server context = new SslContextFactory.Server();

    /** @throws IOException if the file will not do */
    LiveKeystore(KeystoreFile file) throws IOException {
        this.file = file;
        use(context, file.readIfChanged().orElseThrow());
    }

    private static void use(SslContextFactory context, KeystoreFile.Opened opened) {
        context.setKeyStore(opened.keystore());
        context.setKeyStorePassword(opened.password());
        context.setKeyManagerPassword(opened.password());
    }

    /** What Jetty makes connections with. */
    SslContextFactory.Server context() {
        return context;
    }

    /** Looks whether the file has changed. A file that will not do is told once and changes nothing; nobody is disconnected. */
    void check() {
        try {
            Optional<KeystoreFile.Opened> changed = file.readIfChanged();
            if (changed.isPresent()) {
                context.reload(loaded -> use(loaded, changed.get()));
                LOG.info("New connections are made with the new keystore");
            }
        } catch (Exception broken) { // reload() declares no narrower one
            LOG.warn("The keystore stays the one that was read before: {}", broken.getMessage());
        }
    }
}
