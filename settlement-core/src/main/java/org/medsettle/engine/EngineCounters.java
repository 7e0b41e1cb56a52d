package org.medsettle.engine;

import java.util.concurrent.atomic.AtomicLongArray;
import org.medsettle.common.ThreadSafe;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;

/**
 * Figures of the ledger for metrics, as of the last batch the state machine finished.
 *
 * <p>Threads: written by the state machine with ordered stores, read by any; figures may be of neighbouring batches.
 */
@ThreadSafe
public final class EngineCounters {
    /** What is counted. */
    public enum Gauge {
        APPLIED_SEQUENCE,
        PERSONS,
        ACCOUNTS,
        CARDS,
        INSTITUTIONS,
        SETTLEMENTS,
        KEYS,
        LIST_NATION,
        LIST_PROVINCE,
        LIST_CITY
    }

    private final AtomicLongArray values = new AtomicLongArray(Gauge.values().length);

    void onApplied(SettlementStateMachine machine) {
        LedgerStores stores = machine.stores();
        set(Gauge.APPLIED_SEQUENCE, machine.sequence());
        set(Gauge.PERSONS, stores.persons().count());
        set(Gauge.ACCOUNTS, stores.accounts().count());
        set(Gauge.CARDS, stores.cards().count());
        set(Gauge.INSTITUTIONS, stores.institutions().count());
        set(Gauge.SETTLEMENTS, stores.settlements().count());
        set(Gauge.KEYS, stores.keys().count());
        set(Gauge.LIST_NATION, stores.list(ListLevel.NATION).count());
        set(Gauge.LIST_PROVINCE, stores.list(ListLevel.PROVINCE).count());
        set(Gauge.LIST_CITY, stores.list(ListLevel.CITY).count());
    }

    private void set(Gauge gauge, long value) {
        values.lazySet(gauge.ordinal(), value);
    }

    public long get(Gauge gauge) {
        return values.get(gauge.ordinal());
    }
}
