package org.medsettle.engine;

import com.lmax.disruptor.EventHandler;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The last stage: <b>no reply leaves before min(applied, durable) has reached its sequence.</b> The ring's barrier holds
 * this stage behind both the journal stage, which moves on only after its force, and the state machine; so by the time a
 * slot comes here its command can no longer be lost and its reply is complete.
 */
@ThreadConfined(Threads.REPLY_GATE)
final class ReplyGate implements EventHandler<Slot> {
    private final ReplyPort replies;
    private final IngressPublisher ingress;

    ReplyGate(ReplyPort replies, IngressPublisher ingress) {
        this.replies = replies;
        this.ingress = ingress;
    }

    @Override
    public void onEvent(Slot slot, long ringSequence, boolean endOfBatch) {
        if (!slot.isVacant() && slot.reply.lane() != Engine.NO_LANE) {
            replies.onReply(slot.reply);
        }
        if (slot.isStep()) {
            ingress.stepPassed();
        }
        slot.clear();
        if (endOfBatch) {
            replies.onEndOfBatch();
        }
    }
}
