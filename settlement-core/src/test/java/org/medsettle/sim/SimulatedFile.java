package org.medsettle.sim;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One file in four respects: what the kernel shows, what is on the disk, what the disk would hold if it had kept its word,
 * and where its word has not been asked for.
 *
 * <p>Units: bytes, sectors of 512. Invariant: a sector that is not loose is sound when it shows its sound content.
 */
final class SimulatedFile {
    private byte[] visible = new byte[0];
    private byte[] durable = new byte[0];
    private byte[] sound = new byte[0];
    /** Written and not yet sent to the disk. */
    private final BitSet dirty = new BitSet();
    /** Written and not covered by a force that succeeded, whether or not the kernel thinks so. */
    private final BitSet loose = new BitSet();

    int size() {
        return visible.length;
    }

    int sectors() {
        return sectorsOf(visible.length);
    }

    void write(int position, ByteBuffer source, int length) {
        if (length == 0) {
            return;
        }
        if (position + length > visible.length) {
            visible = Arrays.copyOf(visible, position + length);
        }
        source.get(visible, position, length);
        int first = position / SimulatedDisk.SECTOR_BYTES;
        int last = (position + length - 1) / SimulatedDisk.SECTOR_BYTES;
        dirty.set(first, last + 1);
        loose.set(first, last + 1);
    }

    int read(ByteBuffer target, long position) {
        int length = (int) Math.min(target.remaining(), visible.length - position);
        if (length > 0) {
            target.put(visible, (int) position, length);
        }
        return length <= 0 ? -1 : length;
    }

    BitSet dirty() {
        return dirty;
    }

    boolean isLoose(int sector) {
        return loose.get(sector);
    }

    /** Everything reaches the disk and is promised, except that {@code withheld} sectors are only promised. */
    void force(BitSet withheld) {
        sound = grown(sound);
        durable = grown(durable);
        for (int sector = dirty.nextSetBit(0); sector >= 0; sector = dirty.nextSetBit(sector + 1)) {
            copy(visible, sound, sector);
            if (!withheld.get(sector)) {
                copy(visible, durable, sector);
            }
        }
        loose.andNot(dirty);
        dirty.clear();
    }

    /** Some sectors reach the disk, nothing is promised, and the kernel takes all of them for clean. */
    void failForce(BitSet arrived) {
        persist(arrived);
        dirty.clear();
    }

    /** These sectors reach the disk without a force. */
    void persist(BitSet arrived) {
        for (int sector = arrived.nextSetBit(0); sector >= 0; sector = arrived.nextSetBit(sector + 1)) {
            if (sector * SimulatedDisk.SECTOR_BYTES >= durable.length) {
                int end = Math.min(visible.length, (sector + 1) * SimulatedDisk.SECTOR_BYTES);
                durable = Arrays.copyOf(durable, end);
            }
            copy(visible, durable, sector);
        }
    }

    /** The kernel forgets clean pages and will read them again; answers whether anything looks different now. */
    boolean evict() {
        boolean changed = false;
        int clean = dirty.nextClearBit(0);
        while (clean < sectors()) {
            changed |= !sameSector(visible, durable, clean);
            copyPadded(durable, visible, clean);
            clean = dirty.nextClearBit(clean + 1);
        }
        return changed;
    }

    /** What is on the disk is all there is from now on. */
    void losePower() {
        visible = durable.clone();
        // What no force had covered is as good as promised now: it will not change any more by itself.
        sound = Arrays.copyOf(sound, visible.length);
        for (int sector = loose.nextSetBit(0); sector >= 0; sector = loose.nextSetBit(sector + 1)) {
            copyPadded(durable, sound, sector);
        }
        loose.clear();
        dirty.clear();
    }

    /** Position of the first wrong byte of each wrong sector: those that differ from what has been promised. */
    int nextDamage(int from) {
        for (int at = from; at < visible.length; at++) {
            int length = Math.min(visible.length, sound.length);
            int difference = at >= length ? 0 : Arrays.mismatch(visible, at, length, sound, at, length);
            if (difference < 0 || at >= length) {
                return -1;
            }
            at += difference;
            if (!loose.get(at / SimulatedDisk.SECTOR_BYTES)) {
                return at;
            }
            at = (at / SimulatedDisk.SECTOR_BYTES + 1) * SimulatedDisk.SECTOR_BYTES - 1;
        }
        return -1;
    }

    /** Turns a bit of a clean sector, on the disk and, where {@code shown}, in the cache. */
    void flip(int position, int bit, boolean shown) {
        if (position < durable.length) {
            durable[position] ^= (byte) (1 << bit);
        }
        if (shown) {
            visible[position] = position < durable.length ? durable[position] : visible[position];
        }
    }

    /** Puts other bytes into a sector of the disk, behind the cache's back or not. */
    void overwrite(int sector, byte @Nullable [] bytes, boolean shown) {
        int from = sector * SimulatedDisk.SECTOR_BYTES;
        int to = Math.min(from + SimulatedDisk.SECTOR_BYTES, durable.length);
        for (int i = from; i < to; i++) {
            durable[i] = bytes == null ? 0 : bytes[i - from];
        }
        if (shown) {
            copyPadded(durable, visible, sector);
        }
    }

    /** A copy of what the kernel shows of a sector. */
    byte[] sector(int sector) {
        int from = sector * SimulatedDisk.SECTOR_BYTES;
        return Arrays.copyOfRange(visible, from, from + SimulatedDisk.SECTOR_BYTES);
    }

    boolean isZero(int sector) {
        int from = sector * SimulatedDisk.SECTOR_BYTES;
        int to = Math.min(from + SimulatedDisk.SECTOR_BYTES, visible.length);
        for (int i = from; i < to; i++) {
            if (visible[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The whole file as it should be; where nothing has been promised, as it looks. */
    byte[] promised() {
        byte[] image = visible.clone();
        for (int sector = 0; sector < sectors(); sector++) {
            if (!loose.get(sector)) {
                copyPadded(sound, image, sector);
            }
        }
        return image;
    }

    /** Makes one sector as it was promised, in the cache and on the disk. */
    void heal(int sector) {
        copyPadded(sound, visible, sector);
        copyPadded(sound, durable, sector);
    }

    /** Makes every promised sector as it was promised, on the disk as well. */
    void healAll() {
        durable = grown(durable);
        for (int sector = 0; sector < sectorsOf(sound.length); sector++) {
            if (!loose.get(sector)) {
                heal(sector);
            }
        }
    }

    private byte[] grown(byte[] bytes) {
        return bytes.length == visible.length ? bytes : Arrays.copyOf(bytes, visible.length);
    }

    private static void copy(byte[] from, byte[] to, int sector) {
        int start = sector * SimulatedDisk.SECTOR_BYTES;
        int end = Math.min(start + SimulatedDisk.SECTOR_BYTES, Math.min(from.length, to.length));
        System.arraycopy(from, start, to, start, end - start);
    }

    /** As {@link #copy}, with zeroes for what the source does not reach. */
    private static void copyPadded(byte[] from, byte[] to, int sector) {
        int start = sector * SimulatedDisk.SECTOR_BYTES;
        int end = Math.min(start + SimulatedDisk.SECTOR_BYTES, to.length);
        for (int i = start; i < end; i++) {
            to[i] = i < from.length ? from[i] : 0;
        }
    }

    private static boolean sameSector(byte[] one, byte[] other, int sector) {
        int start = sector * SimulatedDisk.SECTOR_BYTES;
        int end = Math.min(start + SimulatedDisk.SECTOR_BYTES, Math.min(one.length, other.length));
        return start >= end || Arrays.equals(one, start, end, other, start, end);
    }

    private static int sectorsOf(int bytes) {
        return (bytes + SimulatedDisk.SECTOR_BYTES - 1) / SimulatedDisk.SECTOR_BYTES;
    }
}
