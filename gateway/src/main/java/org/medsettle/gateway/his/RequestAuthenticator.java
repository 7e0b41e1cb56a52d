package org.medsettle.gateway.his;

import org.medsettle.command.ResultCode;
import org.medsettle.gateway.his.http.HttpRequestHead;

/**
 * Decides from HTTP fields and envelope whether a request is from whom it says, before anything of its input is looked
 * at. What it refuses is answered 401, or 403 for {@link ResultCode#INSTITUTION_MISMATCH} and
 * {@link ResultCode#FORBIDDEN}.
 *
 * <p>Threads: every event loop of the door, so it must be thread-safe.
 */
@FunctionalInterface
public interface RequestAuthenticator {
    /** Lets everything pass. */
    RequestAuthenticator ALLOW_ALL = (head, envelope) -> ResultCode.OK;

    ResultCode authenticate(HttpRequestHead head, HisEnvelope envelope);
}
