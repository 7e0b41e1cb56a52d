package org.medsettle.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The hash chain over batches: each value is the SHA-256 of the value before it and of the batch's bytes. Who keeps one
 * value outside this machine can tell later whether anything before it has been altered.
 *
 * <p>Threads: the journal thread, or the one that recovers or verifies. Invariant: no allocation after construction.
 */
@ThreadConfined(Threads.JOURNAL)
final class BatchChain {
    static final int BYTES = 32;

    private final MessageDigest sha256;
    private final byte[] head = new byte[BYTES];
    private final byte[] next = new byte[BYTES];

    BatchChain() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Starts a journal's chain: its identifier, followed by zeroes. */
    void reset(JournalId id) {
        ByteBuffer genesis = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        genesis.putLong(0, id.high()).putLong(Long.BYTES, id.low());
        read(genesis, 0);
    }

    /** Takes over a value that a segment header has kept. */
    void read(ByteBuffer source, int index) {
        source.get(index, head, 0, BYTES);
    }

    void write(ByteBuffer target, int index) {
        target.put(index, head, 0, BYTES);
    }

    boolean isAt(ByteBuffer source, int index) {
        return equalAt(head, source, index);
    }

    /** Moves on over the batch from {@code start}, whose closing record is at {@code footer}. Moves the view's bounds. */
    void extend(ByteBuffer view, int start, int footer) {
        hash(view, start, footer);
        System.arraycopy(next, 0, head, 0, BYTES);
    }

    /** As {@link #extend}, but only when the closing record holds the value that follows. */
    boolean extendIfMatching(ByteBuffer view, int start, int footer) {
        hash(view, start, footer);
        view.clear();
        if (!equalAt(next, view, footer + RecordDescriptor.FOOTER_CHAIN_OFFSET)) {
            return false;
        }
        System.arraycopy(next, 0, head, 0, BYTES);
        return true;
    }

    private void hash(ByteBuffer view, int start, int footer) {
        sha256.update(head);
        view.limit(footer).position(start);
        sha256.update(view);
        view.limit(footer + RecordDescriptor.FOOTER_CHAIN_OFFSET).position(footer + RecordDescriptor.LENGTH_OFFSET);
        sha256.update(view);
        try {
            sha256.digest(next, 0, BYTES);
        } catch (DigestException e) {
            throw new AssertionError("a SHA-256 value has 32 bytes", e);
        }
    }

    private static boolean equalAt(byte[] value, ByteBuffer source, int index) {
        for (int i = 0; i < BYTES; i++) {
            if (source.get(index + i) != value[i]) {
                return false;
            }
        }
        return true;
    }
}
