package org.medsettle.gateway.posclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.gateway.posclient.TillPopulation.MERCHANT;
import static org.medsettle.gateway.posclient.TillPopulation.OTHER_MERCHANT;
import static org.medsettle.gateway.posclient.TillPopulation.TERMINAL;
import static org.medsettle.gateway.posclient.TillPopulation.pan;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The listener with TLS: a client certificate speaks for the terminals that the file of certificates says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PosTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path directory;

    private PosNode node;
    private KeyStore server;
    private KeyStore client;
    private KeyStore stranger;
    private KeyStore unlisted;

    @BeforeAll
    void startNode() throws Exception {
        server = keystore("server");
        client = keystore("client");
        stranger = keystore("stranger");
        unlisted = keystore("unlisted");
        byte[] own = server.getCertificate("own").getEncoded();
        Files.writeString(directory.resolve("chain.pem"), pem("CERTIFICATE", own));
        Files.writeString(
                directory.resolve("key.pem"),
                pem("PRIVATE KEY", server.getKey("own", PASSWORD.toCharArray()).getEncoded()));
        Files.writeString(
                directory.resolve("authorities.pem"),
                pem("CERTIFICATE", client.getCertificate("own").getEncoded())
                        + pem("CERTIFICATE", unlisted.getCertificate("own").getEncoded()));
        byte[] print = MessageDigest.getInstance("SHA-256")
                .digest(client.getCertificate("own").getEncoded());
        Files.writeString(
                directory.resolve("certificates.csv"),
                "fingerprint,merchant,terminal\n" + HexFormat.of().formatHex(print) + "," + MERCHANT + "," + TERMINAL
                        + "\n" + HexFormat.ofDelimiter(":").withUpperCase().formatHex(print) + ",OTHER,*\n");
        node = PosNode.start(
                        directory.resolve("data"),
                        "0:none:iso87b:tls,concentrator 0:none:iso87b",
                        "pos.tls_chain_file=" + directory.resolve("chain.pem"),
                        "pos.tls_key_file=" + directory.resolve("key.pem"),
                        "pos.tls_authorities_file=" + directory.resolve("authorities.pem"),
                        "pos.certificates_file=" + directory.resolve("certificates.csv"))
                .populate(3);
    }

    @AfterAll
    void stopNode() {
        node.close();
    }

    /** A key with a certificate signed by itself, made by the JDK's own tool. */
    private static KeyStore keystore(String name) throws Exception {
        Path file = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-alias",
                        "own",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException(Files.readString(directory.resolve(name + ".log")));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + what + "-----\n";
    }

    private TillSocket connect(KeyStore keys) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", server.getCertificate("own"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        Socket socket = context.getSocketFactory()
                .createSocket("127.0.0.1", node.door(0).getPort());
        return new TillSocket(socket, TillFormat.ISO87B, new byte[0]);
    }

    @Test
    void shouldServeTheTerminalsOfTheCertificateAndNoOther() throws Exception {
        try (TillSocket socket = connect(client)) {
            assertEquals(
                    "00",
                    socket.ask(new Till(MERCHANT, TERMINAL).purchase(pan(1), 100))
                            .code());
            assertEquals(
                    "97",
                    socket.ask(new Till(MERCHANT, "10000002").purchase(pan(1), 100))
                            .code());
            assertEquals(
                    "97",
                    socket.ask(new Till(OTHER_MERCHANT, "20000001").purchase(pan(1), 100))
                            .code());
            assertEquals(
                    "03",
                    socket.ask(new Till("OTHER", "ANY").purchase(pan(1), 100)).code(),
                    "allowed but unknown");
        }
    }

    @Test
    void shouldCloseStrangersAndServeOthers() throws Exception {
        for (KeyStore keys : new KeyStore[] {stranger, unlisted}) {
            assertThrows(IOException.class, () -> {
                try (TillSocket socket = connect(keys)) {
                    socket.ask(new Till(MERCHANT, TERMINAL).purchase(pan(2), 100));
                }
            });
        }
        awaitFailure("certificate");
        awaitFailure("unknown_certificate");
        try (TillSocket plain = new TillSocket(node.door(1), TillFormat.ISO87B, new byte[0])) {
            assertEquals(
                    "00",
                    plain.ask(new Till(MERCHANT, "10000002").purchase(pan(2), 100))
                            .code());
        }
    }

    @Test
    void shouldCloseAPeerWithoutTls() throws Exception {
        try (TillSocket plain = new TillSocket(node.door(0), TillFormat.ISO87B, new byte[0])) {
            plain.send(new Till(MERCHANT, TERMINAL).purchase(pan(3), 100));
            plain.socket.getInputStream().readAllBytes();
        } catch (java.net.SocketException reset) {
            // Closed as well.
        }
        awaitFailure("not_tls");
    }

    /** Counted on the door's event loop, when the peer may know already. */
    private void awaitFailure(String reason) throws Exception {
        String line = "medsettle_tls_handshake_failures_total{listener=\"pos\",reason=\"" + reason + "\"} 1.0\n";
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String page = node.metrics();
        while (!page.contains(line)) {
            assertTrue(System.nanoTime() < deadlineNs, page);
            page = node.metrics();
        }
    }
}
