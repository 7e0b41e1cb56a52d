package org.medsettle.sim;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One file in five respects: what the kernel shows, what it would show if nothing had gone wrong, what is on the disk, what the
 * disk would hold if it had kept its word, and where its word has not been asked for.
 *
 * <p>Units: bytes, sectors of 512. Invariant: a sector that is not loose is sound when it shows its sound content; of such a
 * sector {@code intended} is the same as {@code sound}.
 */
final class SimulatedFile {
    private byte[] visible = new byte[0];
    /** The writers' bytes, also where the kernel has put them into a page that had already lost its word. */
    private byte[] intended = new byte[0];

    private byte[] durable = new byte[0];
    private byte[] sound = new byte[0];
    /** Written and not yet sent to the disk. */
    private final BitSet dirty = new BitSet();
    /** Written and not covered by a force that succeeded, whether or not the kernel thinks so. */
    private final BitSet loose = new BitSet();
    /** Loose, and on the disk in one of the forms it has had since. */
    private final BitSet arrivedLoose = new BitSet();
    /** What was intended of those when they arrived. */
    private byte[] arrivedIntended = new byte[0];

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
            intended = grown(intended);
        }
        source.get(visible, position, length);
        System.arraycopy(visible, position, intended, position, length);
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
            copy(intended, sound, sector);
            if (!withheld.get(sector)) {
                copy(visible, durable, sector);
            }
        }
        loose.andNot(dirty);
        arrivedLoose.andNot(dirty);
        dirty.clear();
    }

    /** Some sectors reach the disk, nothing is promised, and the kernel takes all of them for clean. */
    void failForce(BitSet arrived) {
        persist(arrived);
        dirty.clear();
    }

    /** These sectors reach the disk without a force. */
    void persist(BitSet arrived) {
        arrivedIntended = grown(arrivedIntended);
        for (int sector = arrived.nextSetBit(0); sector >= 0; sector = arrived.nextSetBit(sector + 1)) {
            if (sector * SimulatedDisk.SECTOR_BYTES >= durable.length) {
                int end = Math.min(visible.length, (sector + 1) * SimulatedDisk.SECTOR_BYTES);
                durable = Arrays.copyOf(durable, end);
            }
            copy(visible, durable, sector);
            copy(intended, arrivedIntended, sector);
        }
        arrivedLoose.or(arrived);
    }

    /** The kernel forgets clean pages and will read them again; answers whether anything looks different now. */
    boolean evict() {
        boolean changed = false;
        int clean = dirty.nextClearBit(0);
        while (clean < sectors()) {
            changed |= !sameSector(visible, durable, clean);
            copyPadded(durable, visible, clean);
            if (loose.get(clean)) {
                copyPadded(arrivedLoose.get(clean) ? arrivedIntended : sound, intended, clean);
            }
            clean = dirty.nextClearBit(clean + 1);
        }
        return changed;
    }

    /** What is on the disk is all there is from now on. */
    void losePower() {
        visible = durable.clone();
        // What has arrived without a force is as good as promised now: it will not change any more by itself.
        sound = Arrays.copyOf(sound, visible.length);
        for (int sector = arrivedLoose.nextSetBit(0); sector >= 0; sector = arrivedLoose.nextSetBit(sector + 1)) {
            copyPadded(arrivedIntended, sound, sector);
        }
        intended = sound.clone();
        arrivedLoose.clear();
        loose.clear();
        dirty.clear();
    }

    /** The first wrong byte of the next sector that is not as promised, in the cache or else behind it; -1 for none. */
    int nextDamage(int from) {
        int at = from;
        while (at < sound.length) {
            int shown = mismatch(visible, intended, at);
            int hidden = mismatch(durable, sound, at);
            if (shown < 0 && hidden < 0) {
                return -1;
            }
            int sector =
                    (shown < 0 ? hidden : hidden < 0 ? shown : Math.min(shown, hidden)) / SimulatedDisk.SECTOR_BYTES;
            if (isIn(shown, sector)) {
                return shown;
            }
            if (isIn(hidden, sector) && isBound(sector)) {
                return hidden;
            }
            at = (sector + 1) * SimulatedDisk.SECTOR_BYTES;
        }
        return -1;
    }

    private static boolean isIn(int position, int sector) {
        return position >= 0 && position / SimulatedDisk.SECTOR_BYTES == sector;
    }

    /** Whether the disk must hold what it has promised here, and not something that was written since. */
    private boolean isBound(int sector) {
        return !dirty.get(sector) && !arrivedLoose.get(sector);
    }

    /** Whether the kernel shows this byte wrong. */
    boolean isShown(int at) {
        return at < visible.length && visible[at] != intended[at];
    }

    private int mismatch(byte[] bytes, byte[] expected, int from) {
        int length = Math.min(Math.min(bytes.length, expected.length), sound.length);
        if (from >= length) {
            return -1;
        }
        int difference = Arrays.mismatch(bytes, from, length, expected, from, length);
        return difference < 0 ? -1 : from + difference;
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

    /** A copy of what is on the disk of a clean sector. */
    byte[] durable(int sector) {
        byte[] bytes = new byte[SimulatedDisk.SECTOR_BYTES];
        int from = sector * SimulatedDisk.SECTOR_BYTES;
        int length = Math.min(bytes.length, durable.length - from);
        if (length > 0) {
            System.arraycopy(durable, from, bytes, 0, length);
        }
        return bytes;
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
        byte[] image = intended.clone();
        for (int sector = 0; sector < sectors(); sector++) {
            if (isBound(sector) && !sameSector(durable, sound, sector)) {
                copyPadded(sound, image, sector);
            }
        }
        return image;
    }

    /** Makes one sector as it was promised, in the cache and on the disk. */
    void heal(int sector) {
        if (dirty.get(sector)) {
            copy(intended, visible, sector);
            return;
        }
        copyPadded(sound, visible, sector);
        copyPadded(sound, intended, sector);
        copyPadded(sound, durable, sector);
    }

    /** Makes every sector as it was promised that is not and must be. */
    void healAll() {
        durable = grown(durable);
        for (int sector = 0; sector < sectorsOf(sound.length); sector++) {
            boolean isShown = !sameSector(visible, intended, sector);
            if (!loose.get(sector) || isShown || isBound(sector) && !sameSector(durable, sound, sector)) {
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
        if (start < end) {
            int held = Math.max(start, Math.min(end, from.length));
            System.arraycopy(from, Math.min(start, from.length), to, start, held - start);
            Arrays.fill(to, held, end, (byte) 0);
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
