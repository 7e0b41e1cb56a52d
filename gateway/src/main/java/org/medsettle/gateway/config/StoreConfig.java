package org.medsettle.gateway.config;

/**
 * How much the stores may hold.
 *
 * <p>Units: bytes. Invariant: {@link #offHeapBytes} is never 0.
 */
public record StoreConfig(long maxAccounts, long maxOffHeapBytes) {
    /** Most bytes that the stores beside the accounts may take: as configured, or three quarters of {@code directBytes}. */
    public long offHeapBytes(long directBytes) {
        return maxOffHeapBytes > 0 ? maxOffHeapBytes : Math.max(1, directBytes / 4 * 3);
    }
}
