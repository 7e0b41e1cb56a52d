package org.medsettle.store;

import java.security.SecureRandom;

/**
 * Sizes and switches of the real stores, checked when made.
 *
 * <p>Units: bytes. The seed is of this process only and no part of the state.
 *
 * @param maxAccounts how many personal accounts can be opened
 * @param checkHandles whether every access to an account proves its handle by key; for tests and staging
 * @param chunkBytes size of the pieces off-heap memory is taken in, a power of two
 * @param maxOffHeapBytes most bytes all stores but the accounts may take
 * @param chunksAhead how many pieces are kept allocated and touched ahead; with 0 none are, nor are accounts
 * @param hashSeed seed of the look-up hashes
 */
public record StoreConfig(
        long maxAccounts, boolean checkHandles, int chunkBytes, long maxOffHeapBytes, int chunksAhead, long hashSeed) {
    private static final int DEFAULT_CHUNK_BYTES = 4 << 20;
    private static final int SMALL_CHUNK_BYTES = 64 << 10;
    private static final int DEFAULT_CHUNKS_AHEAD = 4;

    public StoreConfig {
        if (maxAccounts < 1) {
            throw new IllegalArgumentException("maxAccounts must be at least 1, is " + maxAccounts);
        }
        if (maxOffHeapBytes < chunkBytes) {
            throw new IllegalArgumentException(
                    "maxOffHeapBytes must be at least chunkBytes, " + chunkBytes + ", is " + maxOffHeapBytes);
        }
    }

    /** The usual sizes for this many accounts and bytes, and a seed that nobody can guess. */
    public static StoreConfig of(long maxAccounts, long maxOffHeapBytes) {
        return inPieces(DEFAULT_CHUNK_BYTES, maxAccounts, maxOffHeapBytes);
    }

    /** As {@link #of}, but in pieces so small that a few thousand records fill many, as millions do otherwise: for a warm-up. */
    public static StoreConfig inSmallPieces(long maxAccounts, long maxOffHeapBytes) {
        return inPieces(SMALL_CHUNK_BYTES, maxAccounts, maxOffHeapBytes);
    }

    private static StoreConfig inPieces(int chunkBytes, long maxAccounts, long maxOffHeapBytes) {
        long hashSeed = new SecureRandom().nextLong();
        return new StoreConfig(maxAccounts, false, chunkBytes, maxOffHeapBytes, DEFAULT_CHUNKS_AHEAD, hashSeed);
    }
}
