package org.medsettle.store.heap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.medsettle.domain.RecordView;

/**
 * Records in order of arrival, each in a byte array of its own; the reference of a record is its index.
 *
 * <p>Threads: as the store that holds it.
 */
final class HeapRecords<V extends RecordView> {
    private final List<ByteBuffer> records = new ArrayList<>();
    private final V view;

    HeapRecords(V view) {
        this.view = view;
    }

    /** A copy of {@code length} bytes of {@code source}. */
    static ByteBuffer copyOf(RecordView source, int length) {
        byte[] bytes = new byte[length];
        source.buffer().get(source.offset(), bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A copy of {@code width} bytes to serve as the key of a map, equal when the bytes are equal. */
    static ByteBuffer keyOf(ByteBuffer buffer, int offset, int width) {
        byte[] bytes = new byte[width];
        buffer.get(offset, bytes);
        return ByteBuffer.wrap(bytes);
    }

    long add(RecordView source, int length) {
        records.add(copyOf(source, length));
        return records.size() - 1L;
    }

    V at(long reference) {
        view.wrap(records.get(Math.toIntExact(reference)), 0);
        return view;
    }

    long count() {
        return records.size();
    }

    void forEach(LongConsumer visitor) {
        for (int i = 0; i < records.size(); i++) {
            visitor.accept(i);
        }
    }
}
