package io.patchbay.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The TLS port on a real Jetty, whose keystore changes. */
class TlsConnectorTest {
    @TempDir
    private Path folder;

    private final Server server = new Server();
    private LiveKeystore keystore;
    private ServerConnector connector;

    @BeforeEach
    void start() throws Exception {
        make("first", "secret-one");
        Files.writeString(folder.resolve("password"), "secret-one\n");
        keystore = new LiveKeystore(file());
        connector = (ServerConnector)
                new TlsConnectorFactory("127.0.0.1", 0, 60_000, keystore.context(), made -> {}).createConnector(server);
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private KeystoreFile file() {
        return new KeystoreFile(folder.resolve("keystore.p12"), folder.resolve("password"));
    }

    /** Has the JDK's own tool make a key, and moves it into place at once. */
    private void make(String name, String password) throws IOException, InterruptedException {
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
                        password)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        Files.move(made, folder.resolve("keystore.p12"), StandardCopyOption.REPLACE_EXISTING);
    }

    private SSLSocket connect() throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", connector.getLocalPort());
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private static String nameOf(SSLSocket socket) throws IOException {
        return socket.getSession().getPeerPrincipal().getName();
    }

    private static String statusOf(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    @Test
    void speaksModernTlsOnly() throws Exception {
        try (SSLSocket socket = connect()) {
            assertThat(socket.getSession().getProtocol()).isIn("TLSv1.3", "TLSv1.2");
            assertThat(keystore.context().getSelectedProtocols()).containsOnly("TLSv1.3", "TLSv1.2");
        }
    }

    @Test
    void servesHttp() throws Exception {
        try (SSLSocket socket = connect()) {
            assertThat(statusOf(socket)).isEqualTo("HTTP/1.1 404");
        }
    }

    @Test
    void usesANewKeystoreForNewConnectionsAndKeepsTheOldOnes() throws Exception {
        try (SSLSocket before = connect()) {
            make("second", "secret-two");
            Files.writeString(folder.resolve("password"), "secret-two");
            keystore.check();
            try (SSLSocket after = connect()) {
                assertThat(nameOf(before)).isEqualTo("CN=first");
                assertThat(nameOf(after)).isEqualTo("CN=second");
                assertThat(statusOf(before)).isEqualTo("HTTP/1.1 404");
            }
        }
    }

    @Test
    void keepsTheKeystoreWhenTheNewOneIsBroken() throws Exception {
        Files.writeString(folder.resolve("keystore.p12"), "cut off in the mid");
        keystore.check();
        try (SSLSocket socket = connect()) {
            assertThat(nameOf(socket)).isEqualTo("CN=first");
        }
    }

    @Test
    void keepsTheKeystoreWhenTheFileIsAway() throws Exception {
        Files.delete(folder.resolve("keystore.p12"));
        keystore.check();
        try (SSLSocket socket = connect()) {
            assertThat(nameOf(socket)).isEqualTo("CN=first");
        }
    }

    @Test
    void saysWhatIsWrongWithoutThePassword() throws Exception {
        Files.writeString(folder.resolve("password"), "wrong-secret");

        assertThatIOException()
                .isThrownBy(() -> new LiveKeystore(file()))
                .withMessageContaining("keystore.p12 cannot be opened with the password in")
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain("wrong-secret"));
    }

    private record Trusting() implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // this is no server
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // the test looks at the name itself
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
