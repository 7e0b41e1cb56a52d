package org.medsettle.state;

import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.SettlementReply;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlingFamily;
import org.medsettle.domain.settlement.TillTail;

/** Writes a settlement, with its person and institution, into a reply. */
@ThreadConfined(Threads.STATE_MACHINE)
final class SettlementReplies {
    private final LedgerStores stores;
    private final SettlementReply view = new SettlementReply();
    private final Settlement copy = new Settlement();
    private final TillTail tail = new TillTail();

    SettlementReplies(LedgerStores stores) {
        this.stores = stores;
    }

    /** Answers with this settlement as it was made. */
    void write(Settlement settlement, Reply reply) {
        writeAt(settlement, reply, ReplyType.SETTLEMENT, 0);
    }

    /** Answers with the settlement as it was first answered, before any refund of a part. */
    void writeFirst(Settlement settlement, Reply reply) {
        write(settlement, reply);
        if (SettlingFamily.isTill(settlement.transaction())) {
            view.settlement(copy);
            tail.of(copy).refundedFen(0);
        }
    }

    /** The same as part of a larger body, from {@code offset} on. */
    void writeAt(Settlement settlement, Reply reply, ReplyType type, int offset) {
        Person person = stores.persons().at(settlement.personReference());
        Institution institution = stores.institutions().at(settlement.institutionReference());
        view.wrap(reply.reserve(type, offset + SettlementReply.length(person, settlement)), offset);
        view.set(institution, person, settlement);
    }
}
