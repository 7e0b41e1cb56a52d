package org.medsettle.gateway.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the coming of connections before the listening socket is closed. A socket that is closed resets whoever waits in its
 * queue, and a client whose connection was made and then reset does not know what became of its request. So the system is
 * asked to drop the first packet of new connections (SYN without ACK) by a filter on the socket; those under way are still
 * accepted, and a dropped one is tried again by the client's own system a second later, where it is refused or, better, meets
 * the next process.
 *
 * <p>Format: Linux, {@code struct sock_fprog} of {@code linux/filter.h}, classic BPF over the TCP header. Where the socket is
 * of another kind nothing is done. Threads: any.
 */
final class LastDials {
    private static final Logger LOG = LoggerFactory.getLogger(LastDials.class);
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int PROGRAM_BYTES = 16;
    private static final RawUnixChannelOption ATTACH_FILTER =
            new RawUnixChannelOption("SO_ATTACH_FILTER", SOL_SOCKET, SO_ATTACH_FILTER, PROGRAM_BYTES);

    private static final int LOAD_BYTE = 0x30;
    private static final int AND = 0x54;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int FLAGS_OFFSET = 13;
    private static final int SYN = 0x02;
    private static final int ACK = 0x10;
    private static final int DROP = 0;
    private static final int KEEP = -1;

    private LastDials() {}

    /** Lets no connection begin any more; true when the system does so. */
    static boolean refuse(Channel listening) {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            return false;
        }
        ByteBuf instructions = Unpooled.directBuffer();
        try {
            if (!instructions.hasMemoryAddress()) {
                return false;
            }
            int count = write(instructions);
            ByteBuffer program = ByteBuffer.allocateDirect(PROGRAM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            program.putShort(0, (short) count).putLong(Long.BYTES, instructions.memoryAddress());
            return listening.config().setOption(ATTACH_FILTER, program);
        } catch (RuntimeException notTaken) {
            LOG.debug("new connections come until the door is closed", notTaken);
            return false;
        } finally {
            instructions.release();
        }
    }

    private static int write(ByteBuf to) {
        instruction(to, LOAD_BYTE, 0, 0, FLAGS_OFFSET);
        instruction(to, AND, 0, 0, SYN | ACK);
        instruction(to, JUMP_IF_EQUAL, 0, 1, SYN);
        instruction(to, RETURN, 0, 0, DROP);
        instruction(to, RETURN, 0, 0, KEEP);
        return to.readableBytes() / Long.BYTES;
    }

    private static void instruction(ByteBuf to, int code, int ifTrue, int ifFalse, int operand) {
        to.writeShortLE(code).writeByte(ifTrue).writeByte(ifFalse).writeIntLE(operand);
    }
}
