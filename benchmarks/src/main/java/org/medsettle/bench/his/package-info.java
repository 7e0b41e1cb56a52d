/** The open-loop client of the HIS door: real bodies of the national interface, intended send times, refusals by code. */
@NullMarked
package org.medsettle.bench.his;

import org.jspecify.annotations.NullMarked;
