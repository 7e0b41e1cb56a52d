package org.medsettle.gateway.admin.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** Lines of invalid-list.csv, one by one, to LIST_PUT and LIST_REMOVE, each on the list its level column names. */
@ThreadConfined(Threads.EVENT_LOOP)
public final class EntryLineDecoder implements LineDecoder {
    private final InvalidListLine entry = new InvalidListLine();
    private final ListBody body = new ListBody();

    @Override
    public List<String> columns() {
        return InvalidListLine.COLUMNS;
    }

    @Override
    public @Nullable String add(CsvLine line, Command command) {
        String refusal = entry.read(line, true);
        if (refusal != null) {
            return refusal;
        }
        body.wrap(command.reserve(ListBody.HEAD_BYTES + ListBody.ENTRY_BYTES), 0);
        body.head(entry.level, 0, 0, 0);
        if (entry.reason == 0) {
            body.remove(entry.cardKey);
        } else {
            body.add(entry.cardKey, entry.reason, entry.fromSeconds, entry.toSeconds);
        }
        command.set(entry.reason == 0 ? CommandType.LIST_REMOVE : CommandType.LIST_PUT, body.length());
        return null;
    }
}
