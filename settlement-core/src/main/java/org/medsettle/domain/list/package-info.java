/** The invalid list at its three levels. */
@NullMarked
package org.medsettle.domain.list;

import org.jspecify.annotations.NullMarked;
