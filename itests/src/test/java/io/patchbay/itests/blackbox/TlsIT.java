package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node with a TLS port, as an operator sets it up and renews its certificate. */
class TlsIT {
    private static final String PASSWORD = "changeit-99";
    private static final long PATIENCE_MILLIS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void usesARenewedCertificateWithoutARestart() throws Exception {
        KeyStore first = make("first");
        Files.writeString(folder.resolve("password"), PASSWORD);
        int port = StandaloneServers.freePort();
        try (NodeProcess node = NodeProcess.start(
                folder.resolve("data"),
                "--set",
                "io.patchbay.tls:keystoreFile=" + folder.resolve("keystore.p12"),
                "--set",
                "io.patchbay.tls:passwordFile=" + folder.resolve("password"),
                "--set",
                "io.patchbay.tls:port=" + port,
                "--set",
                "io.patchbay.tls:checkMillis=200")) {
            assertThat(subjectSeenBy(first, port)).isEqualTo("CN=first");

            KeyStore second = make("second");
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            while (!isTrusted(second, port)) {
                assertThat(System.nanoTime()).as(node::log).isLessThan(end);
            }
            assertThat(subjectSeenBy(second, port)).isEqualTo("CN=second");
            assertThat(node.log()).doesNotContain(PASSWORD);
        }
    }

    /** Makes a key with the JDK's own tool and moves it into place; answers it as what a client would trust. */
    private KeyStore make(String name) throws Exception {
        Path made = folder.resolve(name + ".p12");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        name,
                        "-dname",
                        "CN=" + name,
                        "-keystore",
                        made.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keystore = KeyStore.getInstance(made.toFile(), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(name, keystore.getCertificate(name));
        Files.move(made, folder.resolve("keystore.p12"), StandardCopyOption.REPLACE_EXISTING);
        return trusted;
    }

    private static boolean isTrusted(KeyStore trusted, int port) throws Exception {
        try {
            subjectSeenBy(trusted, port);
            return true;
        } catch (SSLException foreign) {
            return false;
        }
    }

    private static String subjectSeenBy(KeyStore trusted, int port) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }
}
