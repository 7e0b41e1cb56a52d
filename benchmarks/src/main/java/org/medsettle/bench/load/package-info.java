/** The pipeline in this process: invented populations, settle commands made ahead, and runs on a node without doors. */
@NullMarked
package org.medsettle.bench.load;

import org.jspecify.annotations.NullMarked;
