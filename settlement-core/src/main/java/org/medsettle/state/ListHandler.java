package org.medsettle.state;

import org.medsettle.command.Command;
import org.medsettle.command.ListBody;
import org.medsettle.command.ListTermsBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;

/** LIST_PUT, LIST_REMOVE, LIST_TERMS and the feeds: changes of the invalid lists, each at one point of the command order. */
@ThreadConfined(Threads.STATE_MACHINE)
final class ListHandler {
    private final Ledger ledger;
    private final InvalidLists lists;
    private final ListBody body = new ListBody();
    private final ListTermsBody terms = new ListTermsBody();

    ListHandler(Ledger ledger) {
        this.ledger = ledger;
        lists = ledger.lists;
    }

    void put(Command command, Reply reply) {
        if (!hasLevel(command) || !areValid()) {
            reply.code(ResultCode.FIELD_INVALID);
            return;
        }
        boolean changed = true;
        for (int i = 0; i < body.entryCount(); i++) {
            changed = lists.put(
                    body.level(),
                    body.cardKey(i),
                    body.reason(i),
                    body.fromSeconds(i),
                    body.toSeconds(i),
                    ledger.moment.timeMs());
        }
        reply.code(ResultCode.OK, changed ? 0 : ImportHandler.IDENTICAL);
    }

    void remove(Command command, Reply reply) {
        if (!hasLevel(command) || !areValid()) {
            reply.code(ResultCode.FIELD_INVALID);
            return;
        }
        boolean changed = true;
        for (int i = 0; i < body.entryCount(); i++) {
            changed = lists.remove(body.level(), body.cardKey(i), ledger.moment.timeMs());
        }
        reply.code(ResultCode.OK, changed ? 0 : ImportHandler.IDENTICAL);
    }

    void begin(Command command, Reply reply) {
        if (!hasLevel(command) || body.expectedEntries() < 0) {
            reply.code(ResultCode.FIELD_INVALID);
            return;
        }
        long inForce = lists.version(body.level());
        long base = body.baseVersion();
        if (body.version() <= inForce || (base != 0 && base != inForce)) {
            reply.code(ResultCode.FIELD_INVALID);
            return;
        }
        if (base != 0 && body.expectedEntries() > ListBody.MAX_DELTA_ENTRIES) {
            reply.code(ResultCode.TOO_LARGE);
            return;
        }
        lists.feed(body.level()).begin(body);
    }

    void chunk(Command command, Reply reply) {
        if (!hasLevel(command) || !areValid()) {
            reply.code(ResultCode.FIELD_INVALID);
            return;
        }
        ListFeed feed = lists.feed(body.level());
        ResultCode code = check(feed);
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        for (int i = 0; i < body.entryCount(); i++) {
            feed.take(body, i);
        }
    }

    private ResultCode check(ListFeed feed) {
        if (!feed.isRunning(body.version())) {
            return ResultCode.FIELD_INVALID;
        }
        if (!feed.isFull()) {
            return feed.received() + body.entryCount() > ListBody.MAX_DELTA_ENTRIES
                    ? ResultCode.TOO_LARGE
                    : ResultCode.OK;
        }
        for (int i = 0; i < body.entryCount(); i++) {
            if (body.isRemoval(i)) {
                return ResultCode.FIELD_INVALID;
            }
        }
        return ResultCode.OK;
    }

    void commit(Command command, Reply reply) {
        if (!hasLevel(command)) {
            reply.code(ResultCode.FIELD_INVALID);
            return;
        }
        ListFeed feed = lists.feed(body.level());
        if (!feed.isRunning(body.version())) {
            reply.code(ResultCode.FIELD_INVALID);
        } else if (!feed.isComplete() || body.expectedEntries() != feed.received()) {
            feed.drop();
            reply.code(ResultCode.FIELD_INVALID);
        } else {
            feed.commit(lists, ledger.moment.timeMs());
        }
    }

    void terms(Command command, Reply reply) {
        terms.wrap(command.body(), 0);
        if (!lists.terms().configure(terms)) {
            reply.code(ResultCode.FIELD_INVALID);
        }
    }

    /** Reads the command; false when it names no level there is. */
    private boolean hasLevel(Command command) {
        body.wrap(command.body(), 0);
        return body.level() >= 0 && body.level() < ListLevel.COUNT;
    }

    /** True when every entry names a card and, where it is put, has a reason of the code table and times that can be kept. */
    private boolean areValid() {
        for (int i = 0; i < body.entryCount(); i++) {
            if (body.cardKey(i) <= 0) {
                return false;
            }
            if (!body.isRemoval(i)
                    && !(InvalidReason.isCode(body.reason(i))
                            && isTime(body.fromSeconds(i))
                            && isTime(body.toSeconds(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTime(long seconds) {
        return seconds >= 0 && seconds <= InvalidListStore.MAX_SECONDS;
    }
}
