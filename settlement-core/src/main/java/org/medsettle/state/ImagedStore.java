package org.medsettle.state;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * A store whose records can be copied into a snapshot while they change, and be put back into an empty store of the same
 * kind. Only records travel; indexes are made anew.
 *
 * <p>Threads: confined to the state machine. Failure: {@link IllegalArgumentException} when a section cannot be what this
 * kind of store has written; the half-restored store must then be let go.
 */
public interface ImagedStore {
    /** True when sections of this kind belong here. */
    boolean holds(SectionKind kind);

    /** Visits every section there is now. */
    void sections(Consumer<ImageSection> visitor);

    /** Makes room for a section in this store, which is still empty. {@code description} is what the section has described. */
    Restore restore(SectionKind kind, long number, long length, ByteBuffer description);

    /** Every section is back: makes indexes and counts. */
    void finishRestore();

    /** Takes the bytes of one section, from the first to the last; some come again later, since they had changed. */
    @FunctionalInterface
    interface Restore {
        /** Takes what remains in {@code source}, which belongs at {@code offset}. */
        void put(long offset, ByteBuffer source);
    }
}
