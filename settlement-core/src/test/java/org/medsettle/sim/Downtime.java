package org.medsettle.sim;

import org.medsettle.model.Dice;

/**
 * What happens between two lives: who dies with the process, what the kernel forgets, what rots meanwhile.
 *
 * <p>Threads: one.
 */
final class Downtime {
    private final World world;
    private final Dice dice;

    Downtime(World world) {
        this.world = world;
        dice = world.dice;
    }

    /** The process was killed, or the machine was. */
    void afterCrash() {
        world.disk.endLife();
        if (dice.percent(45)) {
            world.disk.wear().losePower();
        } else {
            world.coverage.fault(FaultKind.PROCESS_CRASH);
        }
        pass();
    }

    /** The process has ended by itself; sometimes the machine goes down as well. */
    void afterExit() {
        world.disk.endLife();
        if (dice.percent(30)) {
            world.disk.wear().losePower();
        }
        // Whoever is called to a node that has stopped makes room first.
        world.disk.faults.capacityBytes = Long.MAX_VALUE;
        pass();
    }

    private void pass() {
        if (dice.percent(40)) {
            world.disk.wear().evict();
        }
        if (dice.percent(10)) {
            for (int i = dice.below(3); i >= 0; i--) {
                world.disk.wear().rot(true);
            }
        }
        if (dice.percent(2)) {
            world.disk.wear().loseFile();
        }
        if (dice.percent(20)) {
            world.clock.jump();
        }
    }
}
