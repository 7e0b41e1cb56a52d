package org.medsettle.gateway.cli.demo;

import java.util.List;

/**
 * What can happen at a window, as the messages it takes and how many of a thousand visits go that way. A visit ends
 * early where its settlement is refused.
 */
enum VisitType {
    PURCHASE(640, Step.SETTLE),
    INQUIRED(80, Step.INQUIRE, Step.SETTLE),
    QUOTED(60, Step.QUOTE, Step.SETTLE),
    INQUIRED_AND_QUOTED(30, Step.INQUIRE, Step.QUOTE, Step.SETTLE),
    REPEATED(40, Step.SETTLE, Step.REPEAT),
    ALTERED(20, Step.SETTLE, Step.ALTER),
    ASKED(20, Step.SETTLE, Step.ASK),
    CANCELLED(45, Step.SETTLE, Step.CANCEL, Step.CANCEL_AGAIN, Step.REPEAT),
    REVERSED(30, Step.SETTLE, Step.REVERSE, Step.REPEAT),
    CANCEL_UNDONE(15, Step.SETTLE, Step.CANCEL, Step.REVERSE_CANCEL, Step.REPEAT),
    OVERTAKEN(17, Step.REVERSE_AHEAD, Step.ARRIVE_LATE),
    CARD_LOST(3, Step.SETTLE, Step.REPORT_LOSS, Step.INQUIRE, Step.SETTLE);

    /** What the weights sum to. */
    static final int WEIGHTS = 1_000;

    private final int weight;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so
    private final List<Step> steps;

    VisitType(int weight, Step... steps) {
        this.weight = weight;
        this.steps = List.of(steps);
    }

    int weight() {
        return weight;
    }

    List<Step> steps() {
        return steps;
    }
}
