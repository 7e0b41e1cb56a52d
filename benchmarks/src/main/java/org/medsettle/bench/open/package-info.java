/**
 * The open loop that every load from outside shares: phases, intended send times, what is under way on each connection, and
 * what came of it. Knows no protocol; a {@link org.medsettle.bench.open.LoadDoor} does.
 */
@NullMarked
package org.medsettle.bench.open;

import org.jspecify.annotations.NullMarked;
