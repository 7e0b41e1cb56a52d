package org.medsettle.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;

/** The model of the three invalid lists: single entries, feeds, and what cards bring along. */
final class NaiveLists {
    private final Books books;

    NaiveLists(Books books) {
        this.books = books;
    }

    /** Puts the card on the city's list, or takes it off, as its state demands from now on. */
    /** Lets the city's list follow a card that was in the state {@code left} until now. */
    void follow(Books.Card card, CardState left) {
        Order.Entry standing = books.list(ListLevel.CITY).entries.get(card.imported.key());
        boolean own = standing == null
                || (standing.reason() == left.listReason()
                        && standing.toSeconds() == Math.floorDiv(card.lapsesAtMs, 1_000));
        boolean temporary = card.state == CardState.LOST_TEMPORARY;
        int days = books.lives.lossDays(card.imported.key(), books.settings.temporaryLossDays());
        card.lapsesAtMs = temporary ? books.timeMs + days * 86_400_000L : 0;
        card.changedAtMs = books.timeMs;
        Books.InvalidList city = books.list(ListLevel.CITY);
        if (books.settings.rulesRevision() >= 1 && !own) {
            return;
        }
        int reason = card.state.listReason();
        long key = card.imported.key();
        Order.Entry entry = new Order.Entry(key, reason, books.second, Math.floorDiv(card.lapsesAtMs, 1_000), false);
        Order.Entry old = reason == 0 ? city.entries.remove(key) : city.entries.put(key, entry);
        if (reason != 0 || old != null) {
            changed(city);
        }
    }

    private void changed(Books.InvalidList list) {
        list.updatedMs = books.timeMs;
        if (list == books.list(ListLevel.CITY)) {
            list.fedMs = books.timeMs;
        }
    }

    Answer terms(Order.ListTerms order) {
        if (order.maxAgeSeconds().stream().anyMatch(age -> age < 0 || age > 3_660L * 86_400)) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        for (int level = 0; level < ListLevel.COUNT; level++) {
            books.lists.get(level).maxAgeSeconds = order.maxAgeSeconds().get(level);
            books.lists.get(level).refusesWhenTooOld = order.refuses().get(level);
        }
        return Answer.ok();
    }

    boolean isTooOld(Books.InvalidList list) {
        return list.maxAgeSeconds > 0 && books.timeMs >= list.fedMs + list.maxAgeSeconds * 1_000;
    }

    Answer apply(Order.Lists order) {
        if (order.level() < 0 || order.level() >= ListLevel.COUNT) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        Books.InvalidList list = books.lists.get(order.level());
        CommandType type = order.type();
        if (order.entries().stream().anyMatch(entry -> entry.cardKey() <= 0)) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        return switch (type) {
            case LIST_PUT -> put(list, order.entries().get(0));
            case LIST_REMOVE -> remove(list, order.entries().get(0).cardKey());
            case FEED_BEGIN -> begin(list, order);
            case FEED_CHUNK -> chunk(list, order);
            case FEED_COMMIT -> commit(list, order);
            default -> throw new IllegalArgumentException("not a list command: " + type);
        };
    }

    private Answer put(Books.InvalidList list, Order.Entry entry) {
        if (!InvalidReason.isCode(entry.reason())) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        if (entry.equals(list.entries.put(entry.cardKey(), entry))) {
            return Answer.okAlready();
        }
        changed(list);
        return Answer.ok();
    }

    private Answer remove(Books.InvalidList list, long cardKey) {
        if (list.entries.remove(cardKey) == null) {
            return Answer.okAlready();
        }
        changed(list);
        return Answer.ok();
    }

    private static Answer begin(Books.InvalidList list, Order.Lists order) {
        boolean delta = order.baseVersion() != 0;
        if (order.version() <= list.version || (delta && order.baseVersion() != list.version)) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        if (order.expected() < 0) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        if (delta && order.expected() > ListBody.MAX_DELTA_ENTRIES) {
            return Answer.refused(ResultCode.TOO_LARGE);
        }
        list.feed = new Books.Feed(order.version(), order.baseVersion(), order.expected());
        return Answer.ok();
    }

    private static Answer chunk(Books.InvalidList list, Order.Lists order) {
        Books.Feed feed = running(list, order);
        if (feed == null) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        for (Order.Entry entry : order.entries()) {
            boolean fits = entry.removal() ? feed.baseVersion != 0 : InvalidReason.isCode(entry.reason());
            if (!fits) {
                return Answer.refused(ResultCode.FIELD_INVALID);
            }
        }
        feed.received.addAll(order.entries());
        return Answer.ok();
    }

    private static Books.@Nullable Feed running(Books.InvalidList list, Order.Lists order) {
        Books.Feed feed = list.feed;
        return feed != null && feed.version == order.version() ? feed : null;
    }

    private Answer commit(Books.InvalidList list, Order.Lists order) {
        if (running(list, order) == null) {
            boolean again = order.version() != 0 && order.version() == list.version;
            return again ? Answer.okAlready() : Answer.refused(ResultCode.FIELD_INVALID);
        }
        Books.Feed feed = Objects.requireNonNull(list.feed);
        list.feed = null;
        if (!feed.isComplete()) {
            return Answer.refused(ResultCode.FIELD_INVALID);
        }
        Map<Long, Order.Entry> entries = feed.baseVersion == 0 ? new HashMap<>() : list.entries;
        for (Order.Entry entry : feed.received) {
            if (entry.removal()) {
                entries.remove(entry.cardKey());
            } else {
                entries.put(entry.cardKey(), entry);
            }
        }
        list.entries = entries;
        list.version = feed.version;
        list.updatedMs = books.timeMs;
        list.fedMs = books.timeMs;
        return Answer.ok();
    }
}
