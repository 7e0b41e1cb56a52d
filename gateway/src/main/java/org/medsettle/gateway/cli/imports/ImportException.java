package org.medsettle.gateway.cli.imports;

import java.io.IOException;

/** An import cannot go on; the message says what to do. */
public final class ImportException extends IOException {
    private static final long serialVersionUID = 1L;

    ImportException(String message) {
        super(message);
    }
}
