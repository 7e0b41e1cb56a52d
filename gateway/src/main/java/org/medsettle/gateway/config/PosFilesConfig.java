package org.medsettle.gateway.config;

/**
 * Files of the POS door's keys and certificates as paths, {@code ""} for none, and the keystore's password.
 */
public record PosFilesConfig(
        String keystore,
        String keystorePassword,
        String terminals,
        String pins,
        String tlsChain,
        String tlsKey,
        String tlsAuthorities,
        String certificates) {

    /** The password is a secret and is not shown. */
    @Override
    public String toString() {
        return "PosFilesConfig[" + keystore + ", " + terminals + "]";
    }
}
