package org.medsettle.journal;

import org.medsettle.files.DiskFile;

/**
 * Where the writer gets its next segment from: one zero-filled, forced file, made before it is needed.
 *
 * <p>Threads: {@link #request}, {@link #take} and {@link #close} on the journal thread, {@link #state} on any.
 */
interface SegmentSupply {
    /** Asks for a segment; the file name {@link SegmentDescriptor#PREPARED_NAME} must be free. */
    void request();

    /**
     * The requested segment, open for writing, still under its prepared name.
     *
     * @throws JournalFailedException when there is none within the time
     */
    DiskFile take(long timeoutNs);

    SupplyState state();

    /** Stops preparing; a file half made stays and is deleted at the next start. */
    void close();
}
