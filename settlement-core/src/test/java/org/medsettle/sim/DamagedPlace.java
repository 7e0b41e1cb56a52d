package org.medsettle.sim;

/**
 * Where the disk shows something else than it has promised; {@code offset} is that of the first wrong byte of a sector, or
 * -1 for a file that is gone.
 */
record DamagedPlace(String path, int offset) {}
