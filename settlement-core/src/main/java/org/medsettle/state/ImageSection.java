package org.medsettle.state;

import java.nio.ByteBuffer;

/**
 * A part of the state as bytes that a snapshot copies piece by piece while the rules go on changing them: it grows at its
 * end, and what changes before the end is marked.
 *
 * <p>Threads: confined to the state machine. Units: offsets and lengths in bytes. Invariant: what was copied and has not
 * been marked since is still the same.
 */
public interface ImageSection {
    SectionKind kind();

    /** Tells the sections of one kind apart. As long as a snapshot is being taken, no number is used for other content. */
    long number();

    /** Bytes there are now. */
    long length();

    /** Bytes that are marked and copied together; a copy begins at a multiple of it. */
    int granuleBytes();

    /** The first granule from {@code from} (inclusive) to {@code to} (exclusive) that has changed since it was copied, or -1. */
    long nextChanged(long from, long to);

    /** Appends bytes to {@code target}; their granules count as unchanged from now on. */
    void copy(long offset, int length, ByteBuffer target);

    /** Appends what it takes beside the bytes to put the section back. */
    void describe(ByteBuffer target);
}
