package org.medsettle.store.heap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.InvalidListStore;

/** One level's invalid list on the heap; the position of an entry is its card key. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapInvalidListStore implements InvalidListStore {
    private Map<Long, Entry> entries = new HashMap<>();
    private @Nullable Map<Long, Entry> staged;

    @Override
    public long find(long cardKey) {
        return entries.containsKey(cardKey) ? cardKey : NONE;
    }

    @Override
    public int reason(long position) {
        return at(position).reason();
    }

    @Override
    public long fromSeconds(long position) {
        return at(position).fromSeconds();
    }

    @Override
    public long toSeconds(long position) {
        return at(position).toSeconds();
    }

    private Entry at(long position) {
        Entry entry = entries.get(position);
        if (entry == null) {
            throw new Invariant.InvariantViolation("no list entry at position " + position);
        }
        return entry;
    }

    @Override
    public boolean put(long cardKey, int reason, long fromSeconds, long toSeconds) {
        return entries.put(cardKey, new Entry(reason, fromSeconds, toSeconds)) == null;
    }

    @Override
    public boolean remove(long cardKey) {
        return entries.remove(cardKey) != null;
    }

    @Override
    public long count() {
        return entries.size();
    }

    @Override
    public void stageBegin(long expectedEntries) {
        staged = new HashMap<>();
    }

    @Override
    public boolean stagePut(long cardKey, int reason, long fromSeconds, long toSeconds) {
        return staged().put(cardKey, new Entry(reason, fromSeconds, toSeconds)) == null;
    }

    @Override
    public long stagedCount() {
        return staged == null ? 0 : staged.size();
    }

    @Override
    public void stageCommit() {
        entries = staged();
        staged = null;
    }

    @Override
    public void stageAbort() {
        staged = null;
    }

    private Map<Long, Entry> staged() {
        if (staged == null) {
            throw new Invariant.InvariantViolation("no replacement of the invalid list is staged");
        }
        return staged;
    }

    @Override
    public void forEach(EntryVisitor visitor) {
        entries.forEach(
                (cardKey, entry) -> visitor.entry(cardKey, entry.reason(), entry.fromSeconds(), entry.toSeconds()));
    }

    @Override
    public long page(long cursor, int limit, EntryVisitor visitor) {
        List<Long> page = entries.keySet().stream()
                .filter(key -> Long.compareUnsigned(InvalidListStore.order(key), cursor) >= 0)
                .sorted((a, b) -> Long.compareUnsigned(InvalidListStore.order(a), InvalidListStore.order(b)))
                .limit(limit)
                .toList();
        page.forEach(key -> visitor.entry(key, reason(key), fromSeconds(key), toSeconds(key)));
        return page.size() < limit ? 0 : InvalidListStore.order(page.get(limit - 1)) + 1;
    }

    private record Entry(int reason, long fromSeconds, long toSeconds) {}
}
