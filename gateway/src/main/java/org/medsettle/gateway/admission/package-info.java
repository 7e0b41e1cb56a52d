/** How much of the node one sender may have: token buckets, and the counters beside them. Knows no door and no engine. */
@NullMarked
package org.medsettle.gateway.admission;

import org.jspecify.annotations.NullMarked;
