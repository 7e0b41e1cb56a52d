package org.medsettle.gateway.admin.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.ListLevel;

/** Lines of a feed to FEED_CHUNK, many to a command. Invariant: every line names the feed's own level. */
@ThreadConfined(Threads.EVENT_LOOP)
public final class FeedLineDecoder implements LineDecoder {
    private final ListLevel level;
    private final long version;
    private final long baseVersion;
    private final long expectedEntries;
    private final InvalidListLine entry = new InvalidListLine();
    private final ListBody body = new ListBody();

    public FeedLineDecoder(ListLevel level, long version, long baseVersion, long expectedEntries) {
        this.level = level;
        this.version = version;
        this.baseVersion = baseVersion;
        this.expectedEntries = expectedEntries;
    }

    @Override
    public List<String> columns() {
        return InvalidListLine.COLUMNS;
    }

    @Override
    public int linesPerCommand() {
        return ListBody.MAX_ENTRIES;
    }

    /** Few, since each of them takes the rules as long as a thousand settlements. */
    @Override
    public int window() {
        return ListBody.CHUNKS_UNDER_WAY;
    }

    @Override
    public void begin(Command command) {
        body.wrap(command.reserve(ListBody.HEAD_BYTES + ListBody.MAX_ENTRIES * ListBody.ENTRY_BYTES), 0);
        body.head(level.code(), version, baseVersion, expectedEntries);
    }

    @Override
    public @Nullable String add(CsvLine line, Command command) {
        String refusal = entry.read(line, baseVersion != 0);
        if (refusal != null) {
            return refusal;
        }
        if (entry.level != level.code()) {
            return "level: must be " + level + ", as the feed's";
        }
        if (entry.reason == 0) {
            body.remove(entry.cardKey);
        } else {
            body.add(entry.cardKey, entry.reason, entry.fromSeconds, entry.toSeconds);
        }
        return null;
    }

    @Override
    public void finish(Command command) {
        command.set(CommandType.FEED_CHUNK, body.length());
    }
}
