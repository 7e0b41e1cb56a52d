/** What the disk alone does: appends forced one by one, the way the journal forces them. */
@NullMarked
package org.medsettle.bench.disk;

import org.jspecify.annotations.NullMarked;
