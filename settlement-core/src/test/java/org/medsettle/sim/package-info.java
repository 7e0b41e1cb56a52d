/**
 * A whole node under one seed: the real state machine, journal and recovery on one thread, over a disk and a clock that
 * misbehave, with clients that keep their own books. What comes of it is compared with the naive model after every
 * restart. {@code docs/ops/simulator.md} says what is injected and what is checked.
 */
@NullMarked
package org.medsettle.sim;

import org.jspecify.annotations.NullMarked;
