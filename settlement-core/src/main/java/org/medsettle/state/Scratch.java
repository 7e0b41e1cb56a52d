package org.medsettle.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Working buffers of the rules, allocated once. Threads: stateless. */
final class Scratch {
    private Scratch() {}

    /** A zeroed little-endian buffer. */
    static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
