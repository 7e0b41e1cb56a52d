package org.medsettle.state;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.Reply;
import org.medsettle.model.Answer;
import org.medsettle.model.AnswerReader;
import org.medsettle.model.CommandGenerator;
import org.medsettle.model.NaiveLedger;
import org.medsettle.model.Step;

/**
 * One seeded run: the same commands to the state machine and to the naive model, every answer compared, and the books
 * balanced whenever the figures are asked for.
 *
 * <p>Failure: an {@link AssertionError} with the seed and the last commands in words.
 */
final class Trial {
    private static final int WORDS = 10;

    private final long seed;
    private final NaiveLedger model = new NaiveLedger();
    private final List<Step> steps = new ArrayList<>();
    private final Reply reply = new Reply();

    Trial(long seed) {
        this.seed = seed;
    }

    /** Runs {@code commands} on fresh stores and answers the digest of the state they lead to. */
    long run(LedgerStores stores, int commands) {
        CommandGenerator generator = new CommandGenerator(seed, model);
        SettlementStateMachine machine = new SettlementStateMachine(stores);
        for (int i = 0; i < commands; i++) {
            Step step = generator.next();
            steps.add(step);
            compare(machine, step);
        }
        return machine.digest();
    }

    private void compare(SettlementStateMachine machine, Step step) {
        Answer expected = model.apply(step.command(), step.sequence(), step.timeMs());
        Answer actual;
        try {
            actual = apply(machine, step);
        } catch (RuntimeException | Error thrown) {
            throw new AssertionError(failure("expected " + expected + "\nthrown   " + thrown), thrown);
        }
        if (!actual.equals(expected)) {
            throw new AssertionError(failure("expected " + expected + "\ngot      " + actual));
        }
        if (actual.body() instanceof Answer.Figures figures) {
            checkBooks(figures);
        }
    }

    private Answer apply(SettlementStateMachine machine, Step step) {
        reply.clear();
        machine.apply(step.command(), step.sequence(), step.timeMs(), reply);
        return AnswerReader.answer(reply);
    }

    private void checkBooks(Answer.Figures figures) {
        long owed = figures.get(Figure.OPENING_FEN)
                + figures.get(Figure.CREDITS_FEN)
                + figures.get(Figure.ACCOUNT_RETURNS_FEN)
                - figures.get(Figure.ACCOUNT_DEBITS_FEN);
        long payable = figures.get(Figure.ACCOUNT_DEBITS_FEN)
                - figures.get(Figure.ACCOUNT_RETURNS_FEN)
                + figures.get(Figure.FUND_PAID_FEN)
                - figures.get(Figure.FUND_RETURNED_FEN);
        boolean balanced = figures.get(Figure.BALANCE_FEN) + figures.get(Figure.HELD_FEN) == owed
                && figures.get(Figure.INSTITUTION_PAYABLE_FEN) == payable;
        if (!balanced) {
            throw new AssertionError(failure("books do not balance: " + figures));
        }
    }

    private String failure(String what) {
        String last = steps.subList(Math.max(0, steps.size() - WORDS), steps.size()).stream()
                .map(Step::words)
                .collect(Collectors.joining("\n"));
        return "seed " + seed + ", command " + steps.size() + "\n" + what + "\nafter\n" + last;
    }

    /**
     * Applies the commands of {@link #run} again to other fresh stores and answers the digest; read ahead this time, which
     * must not show.
     */
    long replay(LedgerStores stores) {
        SettlementStateMachine machine = new SettlementStateMachine(stores);
        List<Step> journalled = journalled();
        for (int i = 0; i < journalled.size(); i++) {
            if (i % SettlementStateMachine.READ_AHEAD_WIDTH == 0) {
                int end = Math.min(i + SettlementStateMachine.READ_AHEAD_WIDTH, journalled.size());
                journalled.subList(i, end).forEach(step -> machine.expect(step.command()));
                machine.readAhead();
            }
            apply(machine, journalled.get(i));
        }
        return machine.digest();
    }

    /** The commands of {@link #run} that a journal would hold. */
    List<Step> journalled() {
        return steps.stream()
                .filter(step -> step.command().type().isJournalled())
                .toList();
    }

    NaiveLedger model() {
        return model;
    }
}
