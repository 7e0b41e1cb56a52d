package org.medsettle.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Goal: SIGHUP and the admin call put a changed configuration in force, all of it or nothing. Method: one real process. */
@Timeout(600)
class ReloadIT {
    private static final String PASSWORD = "changeit";
    private static final String FAILED = "medsettle_config_reload_success 0.0\n";
    private static final String WENT_WELL = "medsettle_config_reload_success 1.0\n";

    @TempDir
    private Path directory;

    private OpsNode node;

    @BeforeEach
    void start() throws Exception {
        certificate("first");
        certificate("second");
        use("first", "first");
        Files.copy(directory.resolve("first.pem"), directory.resolve("authorities.pem"));
        Files.writeString(directory.resolve("certificates.csv"), "fingerprint,merchant,terminal\n");
        configure("");
        node = OpsNode.start(
                directory,
                List.of("--config", directory.resolve("medsettle.yaml").toString()),
                "pos.listeners=0:none:iso87b:tls");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void shouldPutAllInForceOrNothing() throws Exception {
        assertTrue(node.get("/metrics").body().contains(WENT_WELL));
        assertEquals("CN=first", shownCertificate());

        configure("admin: {reply_timeout_ms: 29000}\nlimits: {institution_burst: 7}\n");
        HttpResponse<String> fixed = reload();
        assertEquals(400, fixed.statusCode());
        assertTrue(fixed.body().contains("nothing was changed: admin.reply_timeout_ms cannot change"), fixed.body());
        assertTrue(node.get("/metrics").body().contains(FAILED));

        configure("limits: {connection_per_seconds: 1}\nlog: {level: loud}\n");
        node.signal("HUP");
        awaitHangUps(1);
        assertTrue(node.get("/metrics").body().contains(FAILED));
        assertTrue(node.log().contains("did you mean limits.connection_per_second?"), node.log());

        configure("limits: {institution_burst: 7}\nlog: {level: debug, format: text}\n");
        use("second", "second");
        node.signal("HUP");
        awaitHangUps(2);
        assertTrue(node.get("/metrics").body().contains(WENT_WELL));
        assertTrue(node.log().contains("CONFIG_RELOADED  NodeReload: configuration in force, changed: "), node.log());
        assertEquals("CN=second", shownCertificate());

        use("first", "second");
        HttpResponse<String> unusable = reload();
        assertEquals(400, unusable.statusCode());
        assertTrue(unusable.body().contains("TLS of the POS door"), unusable.body());
        assertEquals("CN=second", shownCertificate());

        use("second", "second");
        configure("limits: {institution_burst: 8}\nlog: {level: debug, format: text}\n");
        assertEquals("{\"result\":\"OK\",\"changed\":[\"limits.institution_burst\"]}", reload().body());
    }

    private void configure(String more) throws IOException {
        StringBuilder yaml = new StringBuilder("pos:\n");
        for (String key :
                List.of("tls_chain_file: own.pem", "tls_key_file: own.key", "tls_authorities_file: authorities.pem")) {
            yaml.append("  ").append(key.replace(": ", ": " + directory + "/")).append('\n');
        }
        yaml.append("  certificates_file: ")
                .append(directory)
                .append("/certificates.csv\n")
                .append(more);
        Files.writeString(directory.resolve("medsettle.yaml"), yaml);
    }

    private HttpResponse<String> reload() throws Exception {
        return node.post("/api/v1/node/reload", "");
    }

    /** Each signal is a record of the audit trail, written when all is done. */
    private void awaitHangUps(int signals) throws Exception {
        String today = LocalDate.now(ZoneOffset.ofHours(8)).toString();
        String records = "";
        while (records.split("\"call\":\"SIGNAL HUP\"", -1).length <= signals) {
            Thread.onSpinWait();
            records = node.get("/api/v1/audit?day=" + today).body();
        }
    }

    private void use(String chain, String key) throws IOException {
        Files.writeString(directory.resolve("own.pem"), Files.readString(directory.resolve(chain + ".pem")));
        Files.writeString(directory.resolve("own.key"), Files.readString(directory.resolve(key + ".key")));
    }

    private void certificate(String name) throws Exception {
        Path file = directory.resolve(name + ".p12");
        OpsNode.run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                "own",
                "-dname",
                "CN=" + name,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString());
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        pem(name + ".pem", "CERTIFICATE", store.getCertificate("own").getEncoded());
        pem(
                name + ".key",
                "PRIVATE KEY",
                store.getKey("own", PASSWORD.toCharArray()).getEncoded());
    }

    private void pem(String file, String type, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                directory.resolve(file),
                "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n",
                StandardCharsets.US_ASCII);
    }

    /** What the POS door shows to a new connection, which it then turns away for want of a certificate. */
    private String shownCertificate() throws Exception {
        AtomicReference<String> shown = new AtomicReference<>("");
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        context.init(null, new TrustManager[] {new Looking(shown)}, new SecureRandom());
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", node.port("pos"))) {
            socket.startHandshake();
        } catch (IOException turnedAway) {
            // It has shown its own first.
        }
        return shown.get();
    }

    /** Trusts whatever it sees and keeps its name. */
    private record Looking(AtomicReference<String> shown) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            shown.set(chain[0].getSubjectX500Principal().getName());
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
