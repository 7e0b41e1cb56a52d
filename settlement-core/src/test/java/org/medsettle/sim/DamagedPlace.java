package org.medsettle.sim;

/**
 * Where the disk holds something else than it has promised.
 *
 * @param offset that of the first wrong byte of a sector, or -1 for a file that is gone
 * @param isShown whether it is to be seen already, and not hidden by what the kernel remembers
 */
record DamagedPlace(String path, int offset, boolean isShown) {}
