/** The directory in which senders drop feeds of the invalid lists. Cold. */
@NullMarked
package org.medsettle.gateway.admin.drop;

import org.jspecify.annotations.NullMarked;
