package org.medsettle.command;

import org.medsettle.domain.RecordView;

/** Body of DIGEST_MARK: the state digest right after the command with {@link #atSequence()}. */
public final class DigestMarkBody extends RecordView {
    public static final int BYTES = 16;

    public long atSequence() {
        return getLong(0);
    }

    public long digest() {
        return getLong(8);
    }

    public DigestMarkBody set(long atSequence, long digest) {
        putLong(0, atSequence);
        putLong(8, digest);
        return this;
    }
}
