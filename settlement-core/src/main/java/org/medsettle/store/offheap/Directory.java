package org.medsettle.store.offheap;

import java.util.Arrays;
import org.medsettle.common.Hashing;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The directory of extendible hashing (Fagin, Nievergelt, Pippenger and Strong, 1979): the top of a hash names the
 * segment. When one segment is full it alone splits in two, so a table grows by a few microseconds at a time; only when
 * that segment has the directory's full depth does the directory double, which copies five bytes per entry.
 *
 * <p>A directory may begin with any number of equal cells instead of one: a table whose size is known beforehand then has
 * segments that are as full as is wanted, not half full on average. Its size is cells times two to the power of its depth,
 * and an index is the hash scaled to that size, so neighbours in the order of hashes are neighbours here.
 *
 * <p>Invariant: the entries of one segment are neighbours within one cell, and as many as two to the power of the global
 * less its local depth. {@link #NONE} stands for a cell that has no segment yet.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class Directory {
    static final int NONE = -1;
    private static final int MAX_SIZE = 1 << 28;

    private final int cells;
    private int[] segments;
    private byte[] depths;
    private int depth;

    /** One cell whose segment is there. */
    Directory(int firstSegment) {
        this(1, 0);
        segments[0] = firstSegment;
    }

    /** {@code cells} cells without segments, with room for segments of a local depth up to {@code depth}. */
    Directory(int cells, int depth) {
        Invariant.check(cells > 0 && (long) cells << depth <= MAX_SIZE, "a directory has from 1 to 2^28 entries");
        this.cells = cells;
        this.depth = depth;
        segments = new int[cells << depth];
        Arrays.fill(segments, NONE);
        depths = new byte[cells << depth];
    }

    /** The segment of a hash, or {@link #NONE}. */
    int segmentOf(long hash) {
        return segments[indexOf(hash)];
    }

    /** How often the cell of the hash has been split to come to its segment. */
    int depthOf(long hash) {
        return depths[indexOf(hash)];
    }

    /** What all hashes in the segment of {@code hash} share: their index in a directory of the segment's depth. */
    int prefixOf(long hash) {
        int index = indexOf(hash);
        return index >>> (depth - depths[index]);
    }

    int cells() {
        return cells;
    }

    /** The first hash behind the segment of {@code hash}, 0 when the segment is the last. */
    long endOf(long hash) {
        long size = (long) cells << depthOf(hash);
        long end = prefixOf(hash) + 1L;
        if (end == size) {
            return 0;
        }
        long upper = (end << 32) / size;
        long rest = ((end << 32) % size) << 32;
        long start = upper << 32 | rest / size;
        return rest % size == 0 ? start : start + 1;
    }

    /** True while the segment of {@code hash} may be split once more. */
    boolean canSplit(long hash) {
        return (long) cells << depthOf(hash) < MAX_SIZE;
    }

    /** The upper half of the hashes in the segment of {@code hash} belong to {@code upperSegment} from now on. */
    void split(long hash, int upperSegment) {
        int localDepth = depthOf(hash);
        if (localDepth == depth) {
            grow();
        }
        int half = 1 << (depth - localDepth - 1);
        int from = indexOf(hash) & -(2 * half);
        Arrays.fill(segments, from + half, from + 2 * half, upperSegment);
        Arrays.fill(depths, from, from + 2 * half, (byte) (localDepth + 1));
    }

    /** Gives a segment its place; it must be free as a whole. Makes a directory again from what its segments know. */
    void place(int prefix, int localDepth, int segment) {
        Invariant.check(localDepth >= 0 && localDepth <= depth, "a segment is no deeper than its directory");
        Invariant.check(prefix >= 0 && prefix < (long) cells << localDepth, "a segment lies in one of the cells");
        int width = 1 << (depth - localDepth);
        int from = prefix * width;
        for (int i = from; i < from + width; i++) {
            Invariant.check(segments[i] == NONE, "no two segments have the same hashes");
            segments[i] = segment;
            depths[i] = (byte) localDepth;
        }
    }

    /** True when every cell has either no segment at all or one for each of its hashes. */
    boolean isWhole() {
        int width = 1 << depth;
        for (int cell = 0; cell < cells; cell++) {
            int from = cell * width;
            for (int i = from + 1; i < from + width; i++) {
                if ((segments[i] == NONE) != (segments[from] == NONE)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void grow() {
        Invariant.check(segments.length < MAX_SIZE, "a directory has at most 2^28 entries");
        int length = segments.length;
        int[] newSegments = new int[2 * length];
        byte[] newDepths = new byte[2 * length];
        for (int i = 0; i < length; i++) {
            newSegments[2 * i] = segments[i];
            newSegments[2 * i + 1] = segments[i];
            newDepths[2 * i] = depths[i];
            newDepths[2 * i + 1] = depths[i];
        }
        segments = newSegments;
        depths = newDepths;
        depth++;
    }

    private int indexOf(long hash) {
        return (int) Hashing.scale(hash, segments.length);
    }
}
