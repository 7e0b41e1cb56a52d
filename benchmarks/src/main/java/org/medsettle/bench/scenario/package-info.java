/** What doors are put through (fixed rates, saturation, ramp, soak, overload), and what of it goes into a report. */
@NullMarked
package org.medsettle.bench.scenario;

import org.jspecify.annotations.NullMarked;
