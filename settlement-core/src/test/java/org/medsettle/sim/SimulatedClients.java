package org.medsettle.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.model.Answer;
import org.medsettle.model.CommandGenerator;
import org.medsettle.model.Dice;
import org.medsettle.model.Order;
import org.medsettle.model.Step;

/**
 * Windows and tills with books of their own: each waits for one answer at a time, and after a crash sends what was left
 * without one again, asks what became of it, reverses it, or gives up.
 *
 * <p>Threads: one.
 */
final class SimulatedClients {
    private static final int ASKED_BESIDES = 12;

    private final Dice dice;
    private final CommandGenerator generator;
    private final SimulatedClock clock;
    private final @Nullable Order[] waiting;
    private final List<Order> unanswered = new ArrayList<>();
    /** Orders that can be asked for by their key, and the settlement that each answer spoke of. */
    private final Map<List<Object>, Order.Keyed> sent = new LinkedHashMap<>();

    private final Map<List<Object>, Long> settlements = new HashMap<>();

    SimulatedClients(Dice dice, CommandGenerator generator, SimulatedClock clock, int windows) {
        this.dice = dice;
        this.generator = generator;
        this.clock = clock;
        waiting = new Order[windows];
    }

    /** A window that waits for nothing, or -1. */
    int idleWindow() {
        int first = dice.below(waiting.length);
        for (int i = 0; i < waiting.length; i++) {
            int window = (first + i) % waiting.length;
            if (waiting[window] == null) {
                return window;
            }
        }
        return -1;
    }

    /** What an idle window sends next. */
    Order next() {
        if (!unanswered.isEmpty() && dice.percent(50)) {
            return afterwards(unanswered.remove(dice.below(unanswered.size())));
        }
        Step step = generator.next();
        clock.advanceTo(step.timeMs());
        return step.order();
    }

    /** What a window does about an order that it has had no answer to. */
    private Order afterwards(Order order) {
        int way = dice.below(100);
        if (way < 20 && isSettling(order)) {
            return generator.reversal((Order.Keyed) order);
        }
        if (way < 35 && isAskable(order)) {
            unanswered.add(order);
            return generator.question((Order.Keyed) order);
        }
        return order;
    }

    private static boolean isSettling(Order order) {
        return order instanceof Order.Settle || order instanceof Order.Cancel;
    }

    private static boolean isAskable(Order order) {
        return isSettling(order) || order instanceof Order.Reverse;
    }

    /** The ring has taken the order. */
    void sent(int window, Order order) {
        waiting[window] = order;
        if (isAskable(order)) {
            Order.Keyed keyed = (Order.Keyed) order;
            sent.put(bookKey(keyed), keyed);
        }
    }

    /** The ring was full, or closed. */
    void refused(Order order) {
        if (order.type().isJournalled()) {
            unanswered.add(order);
        }
    }

    /** The answer has come; it speaks of the settlement that earlier ones have spoken of. */
    void answered(int window, Answer answer) {
        Order order = Objects.requireNonNull(waiting[window], "a window that waits for an answer");
        waiting[window] = null;
        if (isAskable(order)) {
            remember((Order.Keyed) order, answer.body());
        }
    }

    /** The answer to {@link CommandGenerator#question} about an order has come. */
    void told(Order.Keyed order, Answer answer) {
        if (answer.isOk()
                && answer.body() instanceof Answer.OutcomeFacts outcome
                && outcome.done()
                && outcome.result().number() == 0
                && outcome.settlement() != null) {
            remember(order, outcome.settlement());
        }
    }

    private void remember(Order.Keyed order, Object body) {
        if (body instanceof Answer.SettlementFacts settlement) {
            Long before = settlements.putIfAbsent(bookKey(order), settlement.id());
            if (before != null && before != settlement.id()) {
                throw new AssertionError(
                        "one key, two settlements: " + before + " and " + settlement.id() + " of " + order);
            }
        }
    }

    /** A key with what came under it, since clients misuse keys as well. */
    private static List<Object> bookKey(Order.Keyed order) {
        return List.of(order.head().key(), order.business());
    }

    /** The node is gone: nobody gets the answer that he waits for. */
    void hangUp() {
        for (int window = 0; window < waiting.length; window++) {
            Order order = waiting[window];
            if (order != null && order.type().isJournalled()) {
                unanswered.add(order);
            }
            waiting[window] = null;
        }
    }

    boolean hasUnanswered() {
        return !unanswered.isEmpty();
    }

    /** Orders to ask for by their key: all, or those without an answer and some others. */
    List<Order.Keyed> toAsk(boolean all) {
        if (all) {
            return List.copyOf(sent.values());
        }
        List<Order.Keyed> orders = new ArrayList<>();
        for (Order order : unanswered) {
            if (isAskable(order)) {
                orders.add((Order.Keyed) order);
            }
        }
        List<Order.Keyed> answered = List.copyOf(sent.values());
        for (int i = 0; i < ASKED_BESIDES && !answered.isEmpty(); i++) {
            orders.add(dice.recent(answered));
        }
        return orders;
    }
}
