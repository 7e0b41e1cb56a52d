package org.medsettle.gateway.posclient;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Security files of a node, written as an operator's tools would. */
public final class TillKeystore {
    public static final String PASSWORD = "not a secret";
    private static final byte[] PIN_KEY = "key of PIN verification".getBytes(StandardCharsets.US_ASCII);

    private final Path directory;
    private final KeyStore store;
    private final StringBuilder terminals = new StringBuilder("merchant,terminal,mac,scheme\n");
    private final StringBuilder pins = new StringBuilder("card,value\n");
    private final String type;

    public TillKeystore(Path directory, String type) throws GeneralSecurityException, IOException {
        this.directory = Files.createDirectories(directory);
        this.type = type;
        store = KeyStore.getInstance(type);
        store.load(null, null);
        put("pin-verification", PIN_KEY);
    }

    private void put(String alias, byte[] key) throws GeneralSecurityException {
        store.setEntry(
                alias,
                new KeyStore.SecretKeyEntry(new SecretKeySpec(key, "AES")),
                new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
    }

    public TillKeystore terminal(String merchant, String terminal, String mac, String scheme, byte[] master)
            throws GeneralSecurityException {
        put((merchant + "/" + terminal).toLowerCase(Locale.ROOT), master);
        terminals.append(String.join(",", merchant, terminal, mac, scheme)).append('\n');
        return this;
    }

    public TillKeystore pin(String pan, String pin) throws GeneralSecurityException {
        pins.append(pan).append(',').append(value(pan, pin)).append('\n');
        return this;
    }

    /** Verification value of a PIN, as an issuer makes it. */
    public static String value(String pan, String pin) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(PIN_KEY, "HmacSHA256"));
        byte[] value =
                mac.doFinal((pan.substring(0, pan.length() - 1) + ":" + pin).getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(Arrays.copyOf(value, 8));
    }

    /** Writes the files; answers the settings that name them. */
    public List<String> write() throws GeneralSecurityException, IOException {
        Path keystore = directory.resolve("keys." + type);
        try (OutputStream out = Files.newOutputStream(keystore)) {
            store.store(out, PASSWORD.toCharArray());
        }
        Files.writeString(directory.resolve("terminals.csv"), terminals);
        Files.writeString(directory.resolve("pins.csv"), pins);
        return List.of(
                "pos.keystore_file=" + keystore,
                "pos.keystore_password=" + PASSWORD,
                "pos.terminals_file=" + directory.resolve("terminals.csv"),
                "pos.pins_file=" + directory.resolve("pins.csv"));
    }
}
