/**
 * The stores on direct memory: fixed-layout records in slabs, found through own indexes that grow without a stall. Hot
 * side: no allocation per operation, no lock, no boxing.
 */
@NullMarked
package org.medsettle.store.offheap;

import org.jspecify.annotations.NullMarked;
