package org.medsettle.gateway.pos;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.pos.codec.IsoMessage;

/**
 * How far the terminals of a connection are in downloading the invalid list: a terminal asks by page number, the ledger
 * by cursor. A page may be asked for again; after a new connection a terminal begins with page 0.
 *
 * <p>Invariant: at most {@value #TERMINALS_MAX} terminals, the oldest is forgotten.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class ListDownloads {
    static final long UNKNOWN = -1;

    private static final int TERMINALS_MAX = 1_024;
    private static final int IDENTITY_BYTES = DataElement.TERMINAL_CHARS + DataElement.MERCHANT_CHARS;

    /** A page that was asked for last, where it begins, and where the next one does. */
    private record Place(int page, long cursor, long nextCursor) {}

    private final Map<String, Place> places = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
            return size() > TERMINALS_MAX;
        }
    };

    /** Cursor of the page, or {@link #UNKNOWN} when it is neither the first, nor the last one sent, nor the next. */
    long cursor(IsoMessage message, int page) {
        if (page == 0) {
            return 0;
        }
        Place place = places.get(identity(message));
        if (place == null) {
            return UNKNOWN;
        }
        return page == place.page() ? place.cursor() : page == place.page() + 1 ? place.nextCursor() : UNKNOWN;
    }

    /** Notes that the page was sent. */
    void sent(IsoMessage message, int page, long nextCursor) {
        @Nullable Place before = places.get(identity(message));
        long cursor = page == 0 || before == null ? 0 : cursor(message, page);
        places.put(identity(message), new Place(page, cursor, nextCursor));
    }

    private static String identity(IsoMessage message) {
        return new String(
                message.bytes(), message.offset(DataElement.TERMINAL), IDENTITY_BYTES, StandardCharsets.ISO_8859_1);
    }
}
