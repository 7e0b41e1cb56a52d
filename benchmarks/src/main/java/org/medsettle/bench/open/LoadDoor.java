package org.medsettle.bench.open;

import io.netty.buffer.ByteBuf;

/**
 * A protocol, as the open loop needs it: draws and writes requests, and says what answers mean.
 *
 * <p>Threads: the event loop.
 */
public interface LoadDoor {
    /** A place for a request of this door. */
    LoadRequest newRequest();

    /** A connection of this door, with {@code depth} places. */
    LoadConnection newConnection(LoadSession session, int depth);

    /** Draws the next request, appends it to {@code to} and notes it in {@code request}. */
    void write(ByteBuf to, LoadRequest request);

    /** An answer has come; {@link LoadRequest#code} is set. */
    void answered(LoadRequest request);

    /** True when the answer says that all went well. */
    boolean isSuccess(int code);

    /** True when the answer says to come again later. */
    boolean isBusy(int code);

    /** What a code is called in reports. */
    String codeName(int code);
}
