package org.medsettle.command;

import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;

/**
 * Level and reason of an invalid-list refusal, packed into the detail of a reply; a list that is too old has a level and no
 * reason. Threads: stateless.
 */
public final class ListDetail {
    private ListDetail() {}

    public static int pack(int levelCode, int reasonCode) {
        return levelCode << 4 | reasonCode;
    }

    public static ListLevel level(int detail) {
        return ListLevel.of(detail >> 4);
    }

    public static InvalidReason reason(int detail) {
        return InvalidReason.of(detail & 0xF);
    }
}
