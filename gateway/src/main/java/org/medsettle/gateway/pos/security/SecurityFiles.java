package org.medsettle.gateway.pos.security;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.medsettle.domain.card.BankNumber;

/**
 * Reads the door's security files at start: the keystore (PKCS#12 or JCEKS), the terminals, the PIN verification values
 * and the client certificates. {@code docs/spec/pos.md} describes each.
 *
 * <p>Threads: the starting thread. Failure: {@link IOException} that names the file, the line and what to do; it never
 * shows a key.
 */
public final class SecurityFiles {
    /** Alias of the key under which PIN verification values are made. */
    public static final String PIN_ALIAS = "pin-verification";

    private static final String ALL = "*";

    private final Path keystoreFile;
    private final KeyStore keystore;
    private final char[] password;

    private SecurityFiles(Path keystoreFile, KeyStore keystore, char[] password) {
        this.keystoreFile = keystoreFile;
        this.keystore = keystore;
        this.password = password;
    }

    /** Opens a keystore. */
    public static SecurityFiles open(Path keystoreFile, String password) throws IOException {
        char[] characters = password.toCharArray();
        try {
            return new SecurityFiles(keystoreFile, KeyStore.getInstance(keystoreFile.toFile(), characters), characters);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException failed) {
            throw new IOException(keystoreFile + ": cannot be opened as a keystore: " + failed.getMessage(), failed);
        }
    }

    /** The terminals of a file with the columns merchant, terminal, mac and scheme, each with its key from the keystore. */
    public KeystoreTerminalKeys terminals(Path file) throws IOException {
        Map<TerminalSecurity, byte[]> masterKeys = new LinkedHashMap<>();
        for (NamedCsvRecord row : rows(file)) {
            String merchant = id(file, row, "merchant", 15);
            String terminal = id(file, row, "terminal", 8);
            MacAlgorithm mac = MacAlgorithm.of(field(file, row, "mac"));
            KeyScheme scheme = KeyScheme.of(field(file, row, "scheme"));
            if (mac == null || scheme == null) {
                throw wrong(file, row, "mac is none, cup-ecb or x9.19, scheme is des, 3des-des, 3des or sm4");
            }
            byte[] master = key(alias(merchant, terminal));
            if (master == null || !scheme.isMasterKeyLength(master.length)) {
                throw wrong(
                        file,
                        row,
                        keystoreFile + " has no key of a fitting length under the alias " + alias(merchant, terminal));
            }
            masterKeys.put(
                    new TerminalSecurity(KeystoreTerminalKeys.identity(merchant, terminal), mac, scheme), master);
        }
        return new KeystoreTerminalKeys(masterKeys);
    }

    /** A reader of PINs that knows none itself: {@link PinVerifier#NONE} when the keystore has no key for it. */
    public PinVerifier pins() throws IOException {
        byte[] key = key(PIN_ALIAS);
        return key == null ? PinVerifier.NONE : new FilePinVerifier(key, Map.of());
    }

    /** The PIN verification values of a file with the columns card and value. */
    public PinVerifier pins(Path file) throws IOException {
        byte[] key = key(PIN_ALIAS);
        if (key == null) {
            throw new IOException(
                    keystoreFile + ": no key under the alias " + PIN_ALIAS + ", which " + file + " needs");
        }
        Map<Long, Long> values = new HashMap<>();
        for (NamedCsvRecord row : rows(file)) {
            long card = BankNumber.pack(field(file, row, "card"));
            byte[] value = hex(field(file, row, "value"));
            if (card == BankNumber.INVALID || value == null || value.length != FilePinVerifier.VALUE_BYTES) {
                throw wrong(file, row, "card is a bank number, value 16 hexadecimal digits");
            }
            values.put(card, ByteBuffer.wrap(value).getLong());
        }
        return new FilePinVerifier(key, values);
    }

    /**
     * Rights by SHA-256 fingerprint of the certificate (hexadecimal, lower case), of a file with the columns fingerprint,
     * merchant and terminal, where {@code *} stands for all terminals of the merchant.
     */
    public static Map<String, PeerRights> certificates(Path file) throws IOException {
        Map<String, List<PeerRights.Entry>> entries = new HashMap<>();
        for (NamedCsvRecord row : rows(file)) {
            String fingerprint =
                    field(file, row, "fingerprint").replace(":", "").toLowerCase(Locale.ROOT);
            byte[] bytes = hex(fingerprint);
            if (bytes == null || bytes.length != 32) {
                throw wrong(file, row, "fingerprint is the certificate's SHA-256 in hexadecimal");
            }
            String merchant = id(file, row, "merchant", 15);
            boolean all = field(file, row, "terminal").equals(ALL);
            String terminal = all ? "" : id(file, row, "terminal", 8);
            entries.computeIfAbsent(fingerprint, any -> new ArrayList<>())
                    .add(new PeerRights.Entry(KeystoreTerminalKeys.identity(merchant, terminal), all));
        }
        Map<String, PeerRights> rights = new HashMap<>();
        entries.forEach((fingerprint, own) -> rights.put(fingerprint, new PeerRights(own)));
        return rights;
    }

    /** Alias of a terminal's master key. */
    public static String alias(String merchant, String terminal) {
        return (merchant + "/" + terminal).toLowerCase(Locale.ROOT);
    }

    private byte @Nullable [] key(String alias) throws IOException {
        try {
            Key key = keystore.getKey(alias, password);
            return key == null ? null : key.getEncoded();
        } catch (GeneralSecurityException failed) {
            throw new IOException(keystoreFile + ": the key " + alias + " cannot be read", failed);
        }
    }

    private static List<NamedCsvRecord> rows(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        } catch (CsvParseException broken) {
            throw new IOException(file + ": not CSV, " + broken.getMessage(), broken);
        }
    }

    private static String field(Path file, NamedCsvRecord row, String column) throws IOException {
        try {
            return row.getField(column);
        } catch (NoSuchElementException missing) {
            throw wrong(file, row, "the column " + column + " is missing");
        }
    }

    private static String id(Path file, NamedCsvRecord row, String column, int maxChars) throws IOException {
        String id = field(file, row, column);
        boolean printable = id.chars().allMatch(c -> c > ' ' && c < 127);
        if (id.isEmpty() || id.length() > maxChars || !printable) {
            throw wrong(file, row, column + " is 1 to " + maxChars + " printable characters");
        }
        return id;
    }

    private static byte @Nullable [] hex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException other) {
            return null;
        }
    }

    private static IOException wrong(Path file, NamedCsvRecord row, String why) {
        return new IOException(file + " line " + row.getStartingLineNumber() + ": " + why);
    }
}
