package org.medsettle.state;

import org.medsettle.command.KeyedBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.ReverseBody;
import org.medsettle.command.TillBody;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.OutcomeKind;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementStore;

/**
 * One key, one final answer: looks a key up, answers its recorded outcome again, and records the outcome of a new one.
 *
 * <p>Units: key dates in epoch days. Invariant: a key is recorded once; generations older than the retention are dropped
 * when the command order enters a new day.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class KeyRules {
    static final int DOOR_SHIFT = 56;

    private final Ledger ledger;
    private final KeyStore keys;
    private final SettlementReplies replies;
    private final KeyRecord fresh = new KeyRecord();

    KeyRules(Ledger ledger, SettlementReplies replies) {
        this.ledger = ledger;
        this.replies = replies;
        keys = ledger.stores.keys();
        fresh.wrap(Scratch.allocate(KeyRecord.BYTES), 0);
    }

    /** Word 0 of a key: the door and the institution's ordinal (0 for an administrator). */
    static long word0(int door, long institutionOrdinal) {
        return (long) door << DOOR_SHIFT | institutionOrdinal;
    }

    /** Reference of a till's key, or {@link KeyStore#NONE}. */
    long find(TillKey key) {
        return keys.find(key.word0(), key.word1(), key.word2(), key.date());
    }

    /** Whether a key with this date inside may still (or already) be used. */
    ResultCode dateAllows(int keyDate) {
        if (keyDate == KeyStore.NO_DATE) {
            return ResultCode.OK;
        }
        int today = ledger.moment.date();
        if (keyDate > today + 1) {
            return ResultCode.FIELD_INVALID;
        }
        return keyDate < ledger.oldestKeyDate() ? ResultCode.KEY_TOO_OLD : ResultCode.OK;
    }

    /** Reference of the command's own key, or {@link KeyStore#NONE}. */
    long find(KeyedBody body, long institutionOrdinal) {
        return keys.find(word0(body.door(), institutionOrdinal), body.keyWord1(), body.keyWord2(), body.keyDate());
    }

    /** Reference of the original that a reversal or a question names, or {@link KeyStore#NONE}. */
    long findOriginal(ReverseBody body, long institutionOrdinal) {
        return keys.find(
                word0(body.door(), institutionOrdinal),
                body.originalKeyWord1(),
                body.originalKeyWord2(),
                body.originalKeyDate());
    }

    KeyRecord at(long reference) {
        return keys.at(reference);
    }

    /** Answers a repeated key. */
    void repeat(long reference, KeyedBody body, Reply reply) {
        KeyRecord key = keys.at(reference);
        if (key.kind() == OutcomeKind.TOMBSTONE) {
            reply.code(ResultCode.REVERSED_BEFORE_ARRIVAL);
        } else if (key.bodyDigest() != body.bodyDigest()) {
            reply.code(ResultCode.KEY_REUSED_WITH_OTHER_BODY);
        } else {
            reply.repeat();
            repeatOutcome(key, reply);
        }
    }

    private void repeatOutcome(KeyRecord key, Reply reply) {
        if (key.kind() == OutcomeKind.SETTLEMENT) {
            repeatSettlement(key.detail(), reply);
        } else {
            reply.code(ResultCode.of(key.result()), key.listDetail());
            reply.timeMs(key.timeMs());
        }
    }

    private void repeatSettlement(long settlementId, Reply reply) {
        Settlement settlement = settlement(settlementId);
        switch (settlement.state()) {
            case CANCELLED -> reply.code(ResultCode.ALREADY_CANCELLED);
            case REVERSED -> reply.code(ResultCode.ALREADY_REVERSED);
            case SETTLED -> replies.writeFirst(settlement, reply);
        }
    }

    /** The settlement an outcome points at. */
    Settlement settlement(long id) {
        SettlementStore settlements = ledger.stores.settlements();
        long reference = settlements.findByNumber(id % Settlement.ID_AREA_FACTOR);
        Invariant.check(reference != SettlementStore.NONE, "the settlement of a recorded outcome exists");
        return settlements.at(reference);
    }

    /** Records what came of a new key. */
    void record(
            KeyedBody body,
            long institutionOrdinal,
            long personHash,
            OutcomeKind kind,
            ResultCode result,
            long detail) {
        record(body, word0(body.door(), institutionOrdinal), body.keyDate(), personHash, kind, result, detail);
    }

    /** Records what came of a till's message. */
    void record(TillBody body, TillKey key, OutcomeKind kind, ResultCode result, long detail) {
        record(body, key.word0(), key.date(), 0, kind, result, detail);
    }

    private void record(
            KeyedBody body,
            long word0,
            int keyDate,
            long personHash,
            OutcomeKind kind,
            ResultCode result,
            long detail) {
        fresh.clear();
        fresh.key(word0, body.keyWord1(), body.keyWord2())
                .bodyDigest(body.bodyDigest())
                .personHash(personHash)
                .transaction(body.transaction())
                .kind(kind)
                .result(result.number())
                .timeMs(ledger.moment.timeMs());
        if (kind == OutcomeKind.REFUSED) {
            fresh.listDetail((int) detail);
        } else {
            fresh.detail(detail);
        }
        add(keyDate);
    }

    /** Answers an administrator's repeated key and says true; false for a new one. */
    boolean isRepeat(KeyedBody body, Reply reply) {
        long known = find(body, 0);
        if (known == KeyStore.NONE) {
            return false;
        }
        repeat(known, body, reply);
        return true;
    }

    /** Answers an administrator's new command and records what came of it. */
    void conclude(KeyedBody body, ResultCode code, Reply reply) {
        reply.code(code);
        record(body, 0, 0, code == ResultCode.OK ? OutcomeKind.DONE : OutcomeKind.REFUSED, code, 0);
    }

    /** Leaves a tombstone under a key that never arrived. */
    void bury(long word0, long word1, long word2, int keyDate, int transaction, long personHash) {
        fresh.clear();
        fresh.key(word0, word1, word2)
                .personHash(personHash)
                .transaction(transaction)
                .kind(OutcomeKind.TOMBSTONE)
                .result(ResultCode.REVERSED_BEFORE_ARRIVAL.number())
                .timeMs(ledger.moment.timeMs());
        add(keyDate);
    }

    private void add(int keyDate) {
        int date = keyDate == KeyStore.NO_DATE ? ledger.moment.date() : keyDate;
        keys.add(fresh, date);
        ledger.digest.addKey(date, fresh.stateHash());
    }

    /** Lets generations go that no request can ask for any more; called when a new day begins. */
    void dropOld() {
        int droppedBefore = ledger.keysKeptFrom();
        int before = ledger.moment.date() - ledger.rules.keyRetentionDays();
        if (before <= droppedBefore) {
            return;
        }
        int lastKept = KeyStore.generationOf(before);
        if (droppedBefore != Integer.MIN_VALUE) {
            for (int g = KeyStore.generationOf(droppedBefore); g < lastKept; g++) {
                ledger.digest.removeKeys(g);
            }
        }
        keys.dropBefore(before);
        ledger.keepKeysFrom(before);
    }
}
