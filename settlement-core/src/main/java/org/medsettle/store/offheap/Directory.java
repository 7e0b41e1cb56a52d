package org.medsettle.store.offheap;

import java.util.Arrays;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The directory of extendible hashing (Fagin, Nievergelt, Pippenger and Strong, 1979): the top bits of a hash name the
 * segment. When one segment is full it alone splits in two, so a table grows by a few microseconds at a time; only when
 * that segment has the directory's full depth does the directory double, which copies five bytes per entry.
 *
 * <p>Invariant: the entries of one segment are neighbours, and as many as two to the power of the global less its local
 * depth.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class Directory {
    private int[] segments;
    private byte[] depths = new byte[1];
    private int depth;

    Directory(int firstSegment) {
        segments = new int[] {firstSegment};
    }

    /** The segment of a hash. */
    int segmentOf(long hash) {
        return segments[indexOf(hash)];
    }

    /** How many top bits all hashes in the segment of {@code hash} share. */
    int depthOf(long hash) {
        return depths[indexOf(hash)];
    }

    /** The first hash behind the segment of {@code hash}, 0 when the segment is the last. */
    long endOf(long hash) {
        int localDepth = depthOf(hash);
        long prefix = hash >>> 1 >>> (63 - localDepth);
        return (prefix + 1) << 1 << (63 - localDepth);
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

    private void grow() {
        Invariant.check(depth < 28, "a directory has at most 2^28 entries");
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
        return (int) (hash >>> 1 >>> (63 - depth));
    }
}
