/** Settlements, their keys and outcomes, the split of a bill, clearing totals. */
@NullMarked
package org.medsettle.domain.settlement;

import org.jspecify.annotations.NullMarked;
