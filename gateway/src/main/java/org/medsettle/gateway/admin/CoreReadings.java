package org.medsettle.gateway.admin;

/**
 * What the metrics read from the core when the page is fetched, beside {@link NodeStatus}.
 *
 * <p>Threads: any; answered from counters that their owners publish, and from the file system for the disk. Units: bytes,
 * nanoseconds, counts since the process started.
 */
public interface CoreReadings extends SnapshotStatus {
    /** Slots of the ring that only reversals and outcome queries may take. */
    long ringReserved();

    /** Commands the ring had no slot for. */
    long refusedByRing();

    /** Bytes the journal has written, headers and padding included. */
    long journalBytes();

    /** Segments begun. */
    long journalRolls();

    /** Time the journal spent on beginning segments. */
    long journalRollNs();

    /** 1 while no next segment can be prepared, else 0. */
    long journalSupplyFailing();

    /** Bytes of a torn last write that the start has cut off; they were never acknowledged. */
    long tornBytesCut();

    /** Space that this process may still take on the disk of the data directory. */
    long diskFreeBytes();

    /** Size of that disk. */
    long diskBytes();

    /** Free space below which no new money is taken. */
    long diskReserveBytes();

    /** 1 while less than that is free, else 0. */
    long diskSpaceShort();

    /** Commands that were refused for that. */
    long refusedForSpace();

    /** 1 while a force has been under way for seconds, else 0. */
    long journalStalled();

    /** Time the start took to read and apply the journal. */
    long recoveryNs();

    /** Records it read. */
    long recoveredRecords();

    /** Last sequence whose checksums and place in the chain the start has checked, that of its snapshot included. */
    long verifiedSequence();

    /** How many accounts can be opened. */
    long maxAccounts();

    /** Most bytes that the tables beside the accounts may take. */
    long maxTableBytes();

    /** Time the start spent on warming up before that. */
    long warmUpNs();
}
