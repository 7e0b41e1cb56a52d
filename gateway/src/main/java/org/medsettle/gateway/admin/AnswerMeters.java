package org.medsettle.gateway.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.medsettle.command.ListDetail;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadSafe;
import org.medsettle.domain.list.ListLevel;

/**
 * Counts what a door's answers tell beside their code: outcomes that were known already, keys used twice, cards on a list.
 *
 * <p>Threads: any; the counters are atomic and all registered at the start. None of the three is the usual answer, which
 * costs two comparisons here.
 */
@ThreadSafe
public final class AnswerMeters {
    private final Counter replays;
    private final Counter keyConflicts;
    private final Counter[] listHits;

    AnswerMeters(MeterRegistry registry, String door) {
        replays = Counter.builder("medsettle.idempotent.replays")
                .description("Answers that repeat the recorded outcome of their key")
                .tag("listener", door)
                .register(registry);
        keyConflicts = Counter.builder("medsettle.key.conflicts")
                .description("Refusals of a key that came before with another body")
                .tag("listener", door)
                .register(registry);
        listHits = new Counter[ListLevel.COUNT];
        for (ListLevel level : ListLevel.values()) {
            listHits[level.code()] = Counter.builder("medsettle.invalid.card.hits")
                    .description("Refusals of a card on an invalid list, by the list that said so")
                    .tag("listener", door)
                    .tag("level", level.name())
                    .register(registry);
        }
    }

    /** The engine has answered a request of this door. */
    public void answered(Reply reply) {
        if (reply.isRepeat()) {
            replays.increment();
        }
        ResultCode code = reply.code();
        if (code == ResultCode.KEY_REUSED_WITH_OTHER_BODY) {
            keyConflicts.increment();
        } else if (code == ResultCode.CARD_ON_INVALID_LIST) {
            listHits[ListDetail.level(reply.detail()).code()].increment();
        }
    }
}
