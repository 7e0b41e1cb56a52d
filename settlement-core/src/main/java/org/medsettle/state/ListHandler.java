package org.medsettle.state;

import org.medsettle.command.Command;
import org.medsettle.command.ListBody;
import org.medsettle.command.ListEntriesBody;
import org.medsettle.command.ListEntriesReply;
import org.medsettle.command.ListTermsBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;

/** LIST_PUT, LIST_REMOVE, LIST_TERMS, the feeds, and an operator's pages: each at one point of the command order. */
@ThreadConfined(Threads.STATE_MACHINE)
final class ListHandler {
    private final Ledger ledger;
    private final InvalidLists lists;
    private final ListBody body = new ListBody();
    private final ListTermsBody terms = new ListTermsBody();
    private final ListEntriesBody question = new ListEntriesBody();
    private final ListEntriesReply page = new ListEntriesReply();
    private final InvalidListStore.EntryVisitor addToPage = this::addToPage;

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
            boolean isRepeat = body.version() != 0 && body.version() == lists.version(body.level());
            reply.code(isRepeat ? ResultCode.OK : ResultCode.FIELD_INVALID, isRepeat ? ImportHandler.IDENTICAL : 0);
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

    /** A page of one list, in the order that terminals download it in too. */
    void entries(Command command, Reply reply) {
        question.wrap(command.body(), 0);
        boolean asksWell = question.level() >= 0
                && question.level() < ListLevel.COUNT
                && question.limit() >= 1
                && question.limit() <= ListEntriesReply.MAX_ENTRIES;
        if (!asksWell) {
            reply.code(ResultCode.FIELD_INVALID);
            return;
        }
        page.wrap(reply.reserve(ReplyType.LIST_ENTRIES, ListEntriesReply.bytes(question.limit())), 0);
        page.begin(lists.version(question.level()));
        page.next(lists.store(question.level()).page(question.cursor(), question.limit(), addToPage));
    }

    private void addToPage(long cardKey, int reason, long fromSeconds, long toSeconds) {
        boolean inForce = InvalidLists.isInForce(fromSeconds, toSeconds, ledger.moment.seconds());
        page.add(cardKey, reason, inForce, fromSeconds, toSeconds);
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
