package org.medsettle.gateway.pos;

import java.io.IOException;
import java.nio.file.Path;
import org.medsettle.gateway.config.PosDoorConfig;
import org.medsettle.gateway.config.PosFilesConfig;
import org.medsettle.gateway.config.PosListenerConfig;
import org.medsettle.gateway.pos.security.CertificateTls;
import org.medsettle.gateway.pos.security.PinVerifier;
import org.medsettle.gateway.pos.security.SecurityFiles;
import org.medsettle.gateway.pos.security.TerminalKeys;
import org.medsettle.gateway.transport.ConnectionSecurity;

/**
 * Everything secret that the door works with.
 *
 * <p>Threads: any. Failure: {@link #load} throws when a file cannot be used, or one is missing that another needs.
 *
 * @param keys terminals' keys
 * @param pins judge of PIN blocks
 * @param tls what secures the listeners with TLS
 */
public record PosSecurity(TerminalKeys keys, PinVerifier pins, ConnectionSecurity tls) {
    /** No keys, no PINs, no TLS. */
    public static final PosSecurity NONE =
            new PosSecurity(TerminalKeys.NONE, PinVerifier.NONE, ConnectionSecurity.PLAIN);

    /** Reads the files that the configuration names. */
    public static PosSecurity load(PosDoorConfig door) throws IOException {
        PosFilesConfig files = door.files();
        boolean needsKeystore = !files.terminals().isEmpty() || !files.pins().isEmpty();
        if (needsKeystore && files.keystore().isEmpty()) {
            throw new IOException("pos.terminals_file and pos.pins_file need pos.keystore_file");
        }
        TerminalKeys keys = TerminalKeys.NONE;
        PinVerifier pins = PinVerifier.NONE;
        if (needsKeystore) {
            SecurityFiles opened = SecurityFiles.open(Path.of(files.keystore()), files.keystorePassword());
            keys = files.terminals().isEmpty() ? keys : opened.terminals(Path.of(files.terminals()));
            pins = files.pins().isEmpty() ? opened.pins() : opened.pins(Path.of(files.pins()));
        }
        return new PosSecurity(keys, pins, loadTls(door));
    }

    /** Reads only what secures connections; plain where no listener has TLS. */
    public static ConnectionSecurity loadTls(PosDoorConfig door) throws IOException {
        boolean hasTls = door.listeners().stream().anyMatch(listener -> listener.has(PosListenerConfig.TLS));
        return hasTls ? tls(door.files()) : ConnectionSecurity.PLAIN;
    }

    /** When the door's own certificate ends, epoch seconds; not a number without TLS. */
    public static double certificateEndsSeconds(ConnectionSecurity security) {
        return security instanceof CertificateTls tls ? tls.endsSeconds() : Double.NaN;
    }

    /** The same keys and PINs behind another security of connections. */
    public PosSecurity with(ConnectionSecurity other) {
        return new PosSecurity(keys, pins, other);
    }

    private static ConnectionSecurity tls(PosFilesConfig files) throws IOException {
        boolean complete = !files.tlsChain().isEmpty()
                && !files.tlsKey().isEmpty()
                && !files.tlsAuthorities().isEmpty()
                && !files.certificates().isEmpty();
        if (!complete) {
            throw new IOException("a listener with tls needs pos.tls_chain_file, pos.tls_key_file, "
                    + "pos.tls_authorities_file and pos.certificates_file");
        }
        return CertificateTls.open(
                Path.of(files.tlsChain()),
                Path.of(files.tlsKey()),
                Path.of(files.tlsAuthorities()),
                SecurityFiles.certificates(Path.of(files.certificates())));
    }
}
