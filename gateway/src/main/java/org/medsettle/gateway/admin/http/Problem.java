package org.medsettle.gateway.admin.http;

import org.medsettle.command.ResultCode;

/**
 * A refusal as an RFC 9457 problem document: HTTP status, result code and a sentence that says what to do.
 *
 * <p>Threads: immutable. Invariant: the detail holds no name, citizen id or card number.
 */
public record Problem(int status, ResultCode code, String detail) {
    public static final String CONTENT_TYPE = "application/problem+json";

    /** A problem with the status that belongs to its code. */
    public static Problem of(ResultCode code, String detail) {
        return new Problem(ProblemStatus.of(code), code, detail);
    }

    /** The document. */
    public byte[] json() {
        return JsonText.object(to -> {
            to.writeStringField("type", "urn:medsettle:result:" + code.number());
            to.writeStringField("title", ProblemStatus.title(code));
            to.writeNumberField("status", status);
            to.writeStringField("detail", detail);
            to.writeNumberField("code", code.number());
            to.writeStringField("result", code.name());
        });
    }
}
