/** Load: invented populations, settle commands made ahead, the in-process pipeline and the open-loop client of the HIS door. */
@NullMarked
package org.medsettle.bench.load;

import org.jspecify.annotations.NullMarked;
