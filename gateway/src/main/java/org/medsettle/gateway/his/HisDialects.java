package org.medsettle.gateway.his;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medsettle.common.ThreadSafe;

/**
 * The dialect of an area of care: its own, else its city's (last two digits 00), else its province's (last four), else
 * {@link HisDialect#NATIONAL}.
 *
 * <p>Threads: immutable after construction.
 */
@ThreadSafe
public final class HisDialects {
    private static final int CITY = 100;
    private static final int PROVINCE = 10_000;

    private final int[] areas;
    private final HisDialect[] dialects;

    public HisDialects(Map<Integer, HisDialect> byArea) {
        SortedMap<Integer, HisDialect> sorted = new TreeMap<>(byArea);
        areas = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
        dialects = sorted.values().toArray(new HisDialect[0]);
    }

    /** No area spells differently. */
    public static HisDialects none() {
        return new HisDialects(Map.of());
    }

    HisDialect of(int area) {
        if (areas.length == 0) {
            return HisDialect.NATIONAL;
        }
        int index = Arrays.binarySearch(areas, area);
        if (index < 0) {
            index = Arrays.binarySearch(areas, area / CITY * CITY);
        }
        if (index < 0) {
            index = Arrays.binarySearch(areas, area / PROVINCE * PROVINCE);
        }
        return index < 0 ? HisDialect.NATIONAL : dialects[index];
    }
}
