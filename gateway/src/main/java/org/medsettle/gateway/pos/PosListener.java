package org.medsettle.gateway.pos;

import org.medsettle.gateway.config.PosDoorConfig;
import org.medsettle.gateway.config.PosListenerConfig;
import org.medsettle.gateway.pos.codec.FieldTable;

/**
 * What the messages of one listener have in common.
 *
 * <p>Threads: immutable. Units: bytes.
 *
 * @param table formats of its fields
 * @param headerBytes bytes between length and message type, echoed with source and destination exchanged
 * @param inFlightMax messages of a connection that may wait for the engine
 * @param medType kind of care of its purchases
 * @param isPartial whether a purchase may be approved in part
 * @param isUnknownRefused whether the reversal of an unknown original is answered 25
 * @param isSigned whether only terminals with keys may move money
 * @param isRightsChecked whether a connection speaks for the terminals of its certificate only
 */
record PosListener(
        FieldTable table,
        int headerBytes,
        int inFlightMax,
        int medType,
        boolean isPartial,
        boolean isUnknownRefused,
        boolean isSigned,
        boolean isRightsChecked) {
    /** Bytes of a TPDU: an identifier, two of destination, two of source. */
    static final int TPDU_BYTES = 5;

    private static final int CUP_HEADER_BYTES = 6;

    static PosListener of(PosListenerConfig listener, PosDoorConfig door) {
        int headerBytes =
                switch (listener.header()) {
                    case PosListenerConfig.TPDU -> TPDU_BYTES;
                    case PosListenerConfig.TPDU_AND_CUP -> TPDU_BYTES + CUP_HEADER_BYTES;
                    default -> 0;
                };
        return new PosListener(
                listener.table().equals(PosListenerConfig.CUP) ? FieldTable.CUP : FieldTable.ISO87B,
                headerBytes,
                listener.has(PosListenerConfig.CONCENTRATOR) ? door.concentratorMaxInFlight() : door.maxInFlight(),
                door.medType(),
                listener.has(PosListenerConfig.PARTIAL),
                listener.has(PosListenerConfig.UNKNOWN_25),
                listener.has(PosListenerConfig.SIGNED),
                listener.has(PosListenerConfig.TLS));
    }
}
