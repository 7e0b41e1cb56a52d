package org.medsettle.bench.open;

import java.util.List;

/**
 * What a load measured.
 *
 * @param phases those that count, in order
 * @param timeline tenths of a second, warm-up included
 * @param disconnects connections that the door closed without saying so
 * @param stalls in the phases that count
 */
public record LoadResult(List<PhaseResult> phases, List<LoadWindow> timeline, long disconnects, List<Stall> stalls) {}
