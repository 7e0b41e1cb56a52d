package org.medsettle.sim;

import org.medsettle.model.Dice;

/**
 * How one life of the node is going to end, and what goes wrong until then.
 *
 * @param steps the life ends after so many steps, if it has not ended before
 * @param stopsCleanly whether it is then stopped as an operator stops it, instead of killed
 * @param rotRate per mille of the steps at which something on the disk rots
 * @param clockRate per mille of the steps at which somebody sets the clock
 * @param snapshotRate per mille of the steps at which a snapshot is begun when none is on its way
 */
record LifePlan(int steps, boolean stopsCleanly, int rotRate, int clockRate, int snapshotRate) {

    /** Draws a plan, and sets the disk's faults for it. */
    static LifePlan draw(Dice dice, DiskFaults faults, long usedBytes, long segmentBytes) {
        faults.calm();
        int way = dice.below(100);
        int span = (int) dice.of(12, 40, 160);
        faults.changesOnly = dice.percent(75);
        if (way < 35) {
            faults.crashIn = 1 + dice.below(span);
        } else if (way < 55) {
            faults.failIn = 1 + dice.below(span);
        } else if (way < 65) {
            faults.failRate = 1 + dice.below(100);
        }
        if (dice.percent(30)) {
            faults.shortWriteRate = 1 + dice.below(500);
        }
        if (dice.percent(15)) {
            faults.readFlipRate = 1 + dice.below(100);
        }
        if (dice.percent(30)) {
            faults.evictRate = 1 + dice.below(300);
        }
        if (dice.percent(12)) {
            faults.dropRate = 1 + dice.below(100);
        }
        if (dice.percent(12)) {
            faults.misdirectRate = 1 + dice.below(100);
        }
        if (dice.percent(8)) {
            faults.capacityBytes = usedBytes + dice.between(0, 2 * segmentBytes);
        }
        int steps = 20 + dice.below(dice.percent(30) ? 1_000 : 250);
        return new LifePlan(
                steps, dice.percent(35), dice.percent(15) ? dice.below(20) : 0, dice.percent(50) ? 5 : 0, (int)
                        dice.of(0, 10, 50));
    }
}
