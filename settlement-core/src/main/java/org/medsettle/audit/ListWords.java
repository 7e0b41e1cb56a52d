package org.medsettle.audit;

import java.nio.ByteBuffer;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.command.ListTermsBody;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.mask.MaskedText;

/** Puts invalid-list commands into words, card numbers masked. Threads: one. */
final class ListWords {
    private static final int SHOWN = 3;

    private final ListBody body = new ListBody();
    private final ListTermsBody terms = new ListTermsBody();

    String words(CommandType type, ByteBuffer buffer) {
        body.wrap(buffer, 0);
        String level = body.level() >= 0 && body.level() < ListLevel.COUNT
                ? ListLevel.of(body.level()).toString()
                : "level " + body.level();
        return switch (type) {
            case FEED_BEGIN ->
                level + ", version " + body.version()
                        + (body.baseVersion() == 0 ? ", full" : ", on " + body.baseVersion()) + ", "
                        + body.expectedEntries() + " entries announced";
            case FEED_COMMIT -> level + ", version " + body.version();
            case FEED_CHUNK -> level + ", version " + body.version() + ", " + entries();
            default -> level + ", " + entries();
        };
    }

    String terms(ByteBuffer buffer) {
        terms.wrap(buffer, 0);
        StringBuilder text = new StringBuilder();
        for (ListLevel level : ListLevel.values()) {
            long maxAge = terms.maxAgeSeconds(level.code());
            text.append(level.code() == 0 ? "" : ", ").append(level);
            text.append(maxAge == 0 ? " of any age" : " at most " + maxAge + " s old, else cards are ");
            text.append(maxAge == 0 ? "" : terms.refuses(level.code()) ? "refused" : "served");
        }
        return text.toString();
    }

    private String entries() {
        StringBuilder text = new StringBuilder(body.entryCount() + " entries");
        for (int i = 0; i < Math.min(SHOWN, body.entryCount()); i++) {
            text.append(i == 0 ? ": " : "; ").append(MaskedText.card(body.cardKey(i)));
            if (!body.isRemoval(i) && InvalidReason.isCode(body.reason(i))) {
                text.append(' ').append(InvalidReason.of(body.reason(i)));
            }
        }
        return body.entryCount() > SHOWN ? text.append("; and more").toString() : text.toString();
    }
}
