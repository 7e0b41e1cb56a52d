/** The implementations of the domain's store ports; the bundle of ports itself is {@link org.medsettle.state.LedgerStores}. */
@NullMarked
package org.medsettle.store;

import org.jspecify.annotations.NullMarked;
