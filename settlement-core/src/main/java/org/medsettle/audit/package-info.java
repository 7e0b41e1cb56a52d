/**
 * Offline checks of a stopped node's data directory: the journal verified and replayed, the ledger recomputed from its
 * records, and records shown in words. Cold side; nothing here ever writes.
 */
@NullMarked
package org.medsettle.audit;

import org.jspecify.annotations.NullMarked;
