/** The stores on plain java.util maps: written to be obviously right, the oracle that the real stores are tested against. */
@NullMarked
package org.medsettle.store.heap;

import org.jspecify.annotations.NullMarked;
