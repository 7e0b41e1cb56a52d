package org.medsettle.gateway.trail;

/**
 * Some lines of a day, each with its line feed.
 *
 * @param isThere false when nothing was recorded on that day
 * @param lines the lines as they stand in the file, one character a byte
 * @param next number of the line that follows, 0 when these were the day's last
 */
public record TrailPage(boolean isThere, String lines, long next) {
    static final TrailPage NONE = new TrailPage(false, "", 0);
}
