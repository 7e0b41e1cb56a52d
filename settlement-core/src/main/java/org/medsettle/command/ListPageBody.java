package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;
import org.medsettle.domain.institution.Institution;

/** Body of QUERY_LIST_PAGE: which terminal asks, and from where on. Invariant: a download begins with cursor 0. */
public final class ListPageBody extends RecordView {
    private static final int MERCHANT = 0;
    private static final int TERMINAL = MERCHANT + Institution.MERCHANT_BYTES;
    private static final int CURSOR = TERMINAL + Institution.TERMINAL_BYTES;
    private static final int LIMIT = CURSOR + 8;
    public static final int BYTES = LIMIT + 8;

    public int merchantOffset() {
        return offset + MERCHANT;
    }

    public String merchant() {
        return AsciiField.get(buffer, offset + MERCHANT, Institution.MERCHANT_BYTES);
    }

    public int terminalOffset() {
        return offset + TERMINAL;
    }

    public String terminal() {
        return AsciiField.get(buffer, offset + TERMINAL, Institution.TERMINAL_BYTES);
    }

    /** 0, or the cursor of the page before. */
    public long cursor() {
        return getLong(CURSOR);
    }

    /** Most entries the page may have; 1 to {@link ListPageReply#MAX_ENTRIES}. */
    public int limit() {
        return getInt(LIMIT);
    }

    public ListPageBody set(CharSequence merchant, CharSequence terminal, long cursor, int limit) {
        AsciiField.put(buffer, offset + MERCHANT, Institution.MERCHANT_BYTES, merchant);
        AsciiField.put(buffer, offset + TERMINAL, Institution.TERMINAL_BYTES, terminal);
        putLong(CURSOR, cursor);
        putLong(LIMIT, limit & 0xFFFF_FFFFL);
        return this;
    }
}
