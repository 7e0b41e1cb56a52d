package org.medsettle.engine;

import org.medsettle.state.LedgerStores;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;
import org.medsettle.store.heap.HeapStores;

/** The two kinds of stores a ledger can stand on. */
enum StoreKind {
    HEAP,
    REAL;

    LedgerStores create() {
        return switch (this) {
            case HEAP -> HeapStores.create();
            case REAL -> RealStores.create(new StoreConfig(4_096, true, 1 << 20, 1 << 29, 1, 7));
        };
    }
}
