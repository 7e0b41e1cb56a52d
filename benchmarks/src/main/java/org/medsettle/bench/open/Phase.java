package org.medsettle.bench.open;

/**
 * A stretch of a load with one rate.
 *
 * <p>Units: requests per second, seconds.
 *
 * @param name what figures of it are called
 * @param ratePerSecond of the open loop; 0 saturates: whatever is answered is followed at once
 * @param seconds how long requests are intended
 * @param counted whether it is measured; a warm-up is not
 */
public record Phase(String name, long ratePerSecond, int seconds, boolean counted) {
    public Phase {
        if (ratePerSecond < 0 || seconds < 0) {
            throw new IllegalArgumentException("a phase of " + seconds + " s at " + ratePerSecond + "/s");
        }
    }

    public static Phase warmUp(long ratePerSecond, int seconds) {
        return new Phase("warm-up", ratePerSecond, seconds, false);
    }

    boolean saturates() {
        return ratePerSecond == 0;
    }
}
