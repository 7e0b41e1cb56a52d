package org.medsettle.state;

import java.nio.ByteBuffer;
import org.medsettle.command.Command;
import org.medsettle.command.ConfigureBody;
import org.medsettle.command.DigestMarkBody;
import org.medsettle.command.EventBody;
import org.medsettle.command.QueryBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.SignBody;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionStore;
import org.medsettle.domain.institution.SignOn;

/** What concerns the node and its institutions: settings, day close, digest marks, sign-on and suspension. */
@ThreadConfined(Threads.STATE_MACHINE)
final class NodeHandler {
    /** Every so many sequences the digest is kept, so that a mark in the journal can be compared with it. */
    static final int DIGEST_INTERVAL = 4_096;

    private static final int KEPT_DIGESTS = 16;

    private final Ledger ledger;
    private final AccessRules access;
    private final KeyRules keys;
    private final ConfigureBody settings = new ConfigureBody();
    private final QueryBody query = new QueryBody();
    private final DigestMarkBody mark = new DigestMarkBody();
    private final SignBody sign = new SignBody();
    private final EventBody event = new EventBody();
    private final SignOn signOn = new SignOn();
    private final long[] keptSequences = new long[KEPT_DIGESTS];
    private final long[] keptDigests = new long[KEPT_DIGESTS];

    NodeHandler(Ledger ledger, AccessRules access, KeyRules keys) {
        this.ledger = ledger;
        this.access = access;
        this.keys = keys;
        signOn.wrap(Scratch.allocate(SignOn.BYTES), 0);
    }

    void configure(Command command, Reply reply) {
        settings.wrap(command.body(), 0);
        if (!ledger.rules.configure(settings)) {
            reply.code(ResultCode.FIELD_INVALID);
        }
    }

    /** Closes the books through a business date that is over. What comes later belongs to its own date, so nothing is refused for it. */
    void closeDay(Command command, Reply reply) {
        query.wrap(command.body(), 0);
        long date = query.settlementId();
        if (date >= ledger.moment.businessDate() || date < 0) {
            reply.code(ResultCode.FIELD_INVALID, ledger.moment.businessDate());
        } else if (date <= ledger.closedThrough()) {
            reply.code(ResultCode.OK, 1);
        } else {
            ledger.closeThrough((int) date);
        }
    }

    /** Keeps the digest behind every {@link #DIGEST_INTERVAL}-th command; answers true when it did. */
    boolean keepDigest() {
        long sequence = ledger.moment.sequence();
        if (sequence % DIGEST_INTERVAL != 0) {
            return false;
        }
        int slot = slot(sequence);
        keptSequences[slot] = sequence;
        keptDigests[slot] = ledger.stateDigest();
        return true;
    }

    /** Compares a journalled digest with the one this node had at the same sequence. */
    void digestMark(Command command) {
        mark.wrap(command.body(), 0);
        int slot = slot(mark.atSequence());
        if (keptSequences[slot] == mark.atSequence() && mark.atSequence() != 0) {
            Invariant.check(
                    keptDigests[slot] == mark.digest(),
                    "the state digest at sequence " + mark.atSequence() + " equals the journalled one");
        }
    }

    /** The digests kept for marks that are still on their way. */
    void save(ByteBuffer target) {
        for (int i = 0; i < KEPT_DIGESTS; i++) {
            target.putLong(keptSequences[i]).putLong(keptDigests[i]);
        }
    }

    void restore(ByteBuffer source) {
        for (int i = 0; i < KEPT_DIGESTS; i++) {
            keptSequences[i] = source.getLong();
            keptDigests[i] = source.getLong();
        }
    }

    private static int slot(long sequence) {
        return (int) (sequence / DIGEST_INTERVAL % KEPT_DIGESTS);
    }

    void signOn(Command command, Reply reply) {
        sign.wrap(command.body(), 0);
        ResultCode code = access.inService(sign.buffer(), sign.institutionOffset());
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        signOn.number(ledger.stores.signOns().lastNumber() + 1)
                .institution(access.institution().ordinal())
                .operatorHash(sign.operatorHash())
                .timeMs(ledger.moment.timeMs())
                .businessDate(ledger.moment.businessDate())
                .active(true);
        long number = ledger.stores.signOns().add(signOn);
        ledger.digest.add(ledger.stores.signOns().at(number).stateHash());
        reply.reserve(ReplyType.SIGN_ON, Long.BYTES).putLong(0, number);
    }

    void signOff(Command command, Reply reply) {
        sign.wrap(command.body(), 0);
        ResultCode code = access.inService(sign.buffer(), sign.institutionOffset());
        if (code == ResultCode.OK && !access.isSignedOn(sign.number())) {
            code = ResultCode.NOT_SIGNED_ON;
        }
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        SignOn kept = ledger.stores.signOns().at(sign.number());
        ledger.digest.remove(kept.stateHash());
        kept.active(false);
        ledger.digest.add(kept.stateHash());
        reply.reserve(ReplyType.SIGN_ON, Long.BYTES).putLong(0, sign.number());
    }

    /** A new business date has begun: sign-ons of the day before are over, old keys go. */
    void newDay() {
        ledger.stores
                .signOns()
                .forEach(number ->
                        ledger.digest.remove(ledger.stores.signOns().at(number).stateHash()));
        ledger.stores.signOns().dropAll();
        keys.dropOld();
    }

    void institutionEvent(Command command, Reply reply) {
        event.wrap(command.body(), 0);
        long reference = ledger.stores.institutions().findByCode(event.buffer(), event.institutionOffset());
        if (reference == InstitutionStore.NONE) {
            reply.code(ResultCode.INSTITUTION_UNKNOWN); // leaves no trace: the key serves once it has been imported
        } else if (!keys.isRepeat(event, reply)) {
            keys.conclude(event, institutionEvent(ledger.stores.institutions().at(reference)), reply);
        }
    }

    private ResultCode institutionEvent(Institution institution) {
        int state;
        switch (event.event()) {
            case EventBody.INSTITUTION_SUSPEND -> state = Institution.SUSPENDED;
            case EventBody.INSTITUTION_RESUME -> state = Institution.IN_SERVICE;
            default -> {
                return ResultCode.FIELD_INVALID;
            }
        }
        ledger.digest.remove(institution.stateHash());
        institution.state(state);
        ledger.digest.add(institution.stateHash());
        return ResultCode.OK;
    }
}
