/** Why requests waited: a flight recording and the kernel's own counts of threads, laid beside the stalls that a load saw. */
@NullMarked
package org.medsettle.bench.stall;

import org.jspecify.annotations.NullMarked;
