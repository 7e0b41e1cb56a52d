/** What a load asks for: the file that describes it, who settles where, and the draws. Knows no wire. */
@NullMarked
package org.medsettle.bench.workload;

import org.jspecify.annotations.NullMarked;
