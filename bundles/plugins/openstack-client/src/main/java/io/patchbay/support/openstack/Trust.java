package io.patchbay.support.openstack;

import io.patchbay.support.openstack.OpenStackException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whose certificates are taken.
 *
 * @param authority file of those that are trusted, as PEM; absent: those of the Java runtime
 * @param verified whether they are looked at
 */
record Trust(Optional<Path> authority, boolean verified) {
    static Trust of(CloudSettings settings) {
        return new Trust(settings.authority(), settings.verified());
    }

    /** Whether it is another than the Java runtime's. */
    boolean isSpecial() {
        return !verified || authority.isPresent();
    }

    SSLContext context() throws OpenStackException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, verified ? trusting(authority.orElseThrow()) : new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw OpenStackException.of(
                    Kind.SETTINGS,
                    "clouds.yaml: the certificates in cacert "
                            + authority.map(Path::toString).orElse("") + " cannot be used: " + unusable.getMessage(),
                    unusable);
        }
    }

    private static TrustManager[] trusting(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("trusted-" + number++, certificate);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** For {@code verify: false}, which its operator has written; the extended form is asked for host names, too. Stateless. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
