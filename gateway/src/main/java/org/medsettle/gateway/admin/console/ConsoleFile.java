package org.medsettle.gateway.admin.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;

/**
 * One file of the console, in memory from the start. A browser keeps it and asks each time whether it is still the same. A
 * connection ends with its file: a browser opens six to fetch a page and would hold them, and the door has few.
 *
 * <p>Threads: immutable. Failure: a file that is not in the jar is an {@link IllegalStateException} at the start.
 */
final class ConsoleFile implements Endpoint {
    /** Nothing but what this door serves is loaded, run or asked; nobody frames the page; no form leaves it. */
    static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    private static final int TAG_BYTES = 16;

    private final String type;
    private final byte[] bytes;
    private final String tag;

    private ConsoleFile(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
        tag = '"' + HexFormat.of().formatHex(sha256(bytes), 0, TAG_BYTES) + '"';
    }

    static ConsoleFile load(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        try (InputStream in = ConsoleFile.class.getResourceAsStream(name)) {
            if (in == null || type == null) {
                throw new IllegalStateException("the jar has no console file " + name);
            }
            return new ConsoleFile(type, in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException("the console's " + name, broken);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        exchange.header("ETag", tag);
        exchange.header("Cache-Control", "no-cache");
        exchange.header("Content-Security-Policy", POLICY);
        exchange.header("X-Frame-Options", "DENY");
        exchange.header("Referrer-Policy", "no-referrer");
        exchange.header("Cross-Origin-Resource-Policy", "same-origin");
        exchange.header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        exchange.closing();
        if (isKnown(call.header("If-None-Match"))) {
            exchange.answer(304, type, new byte[0]);
        } else {
            exchange.answer(200, type, bytes);
        }
    }

    /** True when a browser's list of tags has this file's; a weak tag will do, as RFC 9110 has it for reading. */
    private boolean isKnown(String tags) {
        for (String given : tags.split(",", -1)) {
            String one = given.strip();
            if (one.equals("*") || one.equals(tag) || one.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
