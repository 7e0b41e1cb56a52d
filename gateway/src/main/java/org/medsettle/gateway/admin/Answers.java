package org.medsettle.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.medsettle.command.DigestReply;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.PersonReply;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.admin.http.Exchange;

/** Replies of the core as JSON. Threads: stateless. Units: fen. */
final class Answers {
    private Answers() {}

    /** A change that took effect. */
    static void done(Reply reply, Exchange exchange) {
        exchange.changed(reply.sequence());
        exchange.json(to -> {
            to.writeStringField("result", ResultCode.OK.name());
            to.writeNumberField("code", ResultCode.OK.number());
            to.writeNumberField("sequence", reply.sequence());
            if (reply.type() == ReplyType.PERSON) {
                PersonReply person = new PersonReply();
                person.wrap(reply.body(), 0);
                to.writeNumberField("balance_fen", person.balanceFen());
            }
        });
    }

    /** The figures of the whole ledger, as the operations page has them. */
    static void digest(Reply reply, Exchange exchange) {
        DigestReply digest = new DigestReply();
        digest.wrap(reply.body(), 0);
        exchange.json(to -> {
            for (Figure figure : Figure.values()) {
                switch (figure) {
                    case STATE_DIGEST -> to.writeStringField("state_digest", hex(digest.get(figure)));
                    case LIST_NATION -> writeLists(digest, to);
                    case LIST_PROVINCE, LIST_CITY -> {
                        // Written along with the nation's.
                    }
                    default -> to.writeNumberField(figure.name().toLowerCase(Locale.ROOT), digest.get(figure));
                }
            }
        });
    }

    private static void writeLists(DigestReply digest, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("list_entries");
        to.writeNumberField("nation", digest.get(Figure.LIST_NATION));
        to.writeNumberField("province", digest.get(Figure.LIST_PROVINCE));
        to.writeNumberField("city", digest.get(Figure.LIST_CITY));
        to.writeEndObject();
    }

    private static String hex(long value) {
        return String.format(Locale.ROOT, "%016x", value);
    }
}
