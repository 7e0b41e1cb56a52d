/** Load on the POS door from outside, by a client of its own: no code of the door is used. */
@NullMarked
package org.medsettle.bench.pos;

import org.jspecify.annotations.NullMarked;
