/** Everything in one run: all figures with their goals, the peers beside them, and one report. */
@NullMarked
package org.medsettle.bench.suite;

import org.jspecify.annotations.NullMarked;
