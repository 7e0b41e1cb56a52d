package org.medsettle.gateway.pos;

import static org.medsettle.gateway.pos.DataElement.MAC;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.pos.codec.IsoEncoder;
import org.medsettle.gateway.pos.security.MacAlgorithm;
import org.medsettle.gateway.pos.security.MacRules;
import org.medsettle.gateway.pos.security.TerminalSecurity;

/** Ends an answer: its MAC, and what stands in front of the message on the wire. */
@ThreadConfined(Threads.EVENT_LOOP)
final class PosFrameEncoder {
    static final int LENGTH_BYTES = 2;

    private final IsoEncoder iso;
    private final MacRules macs;

    PosFrameEncoder(IsoEncoder iso, MacRules macs) {
        this.iso = iso;
        this.macs = macs;
    }

    /** Signs the message where that is due, puts length and header in front and answers the bytes of the whole frame. */
    int finish(PendingMessage pending, int headerBytes) {
        TerminalSecurity terminal = pending.terminal();
        boolean signed = terminal != null
                && pending.type().isSigned()
                && terminal.algorithm() != MacAlgorithm.NONE
                && terminal.hasKeys();
        if (signed) {
            iso.open(MAC).append(0, MacRules.MAC_BYTES).close();
        }
        int end = iso.finish();
        byte[] bytes = iso.bytes();
        if (signed && terminal != null) {
            int mac = end - MacRules.MAC_BYTES;
            macs.compute(terminal, bytes, LENGTH_BYTES + headerBytes, mac, bytes, mac);
        }
        header(pending.frame(), headerBytes, bytes);
        int framed = end - LENGTH_BYTES;
        bytes[0] = (byte) (framed >> 8);
        bytes[1] = (byte) framed;
        return end;
    }

    /** The request's header, with source and destination of its TPDU exchanged. */
    private static void header(byte[] request, int headerBytes, byte[] into) {
        System.arraycopy(request, 0, into, LENGTH_BYTES, headerBytes);
        if (headerBytes >= PosListener.TPDU_BYTES) {
            System.arraycopy(request, 3, into, LENGTH_BYTES + 1, 2);
            System.arraycopy(request, 1, into, LENGTH_BYTES + 3, 2);
        }
    }
}
