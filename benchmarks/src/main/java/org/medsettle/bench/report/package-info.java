/** How figures are summed up and printed: spreads of runs, percentiles, and the conditions they were measured under. */
@NullMarked
package org.medsettle.bench.report;

import org.jspecify.annotations.NullMarked;
