package org.medsettle.bench.micro;

import java.util.List;
import java.util.Locale;
import org.medsettle.bench.load.SyntheticPopulation;
import org.medsettle.bench.workload.CardHolders;
import org.medsettle.bench.workload.Institutions;
import org.medsettle.bench.workload.Population;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionKind;
import org.medsettle.state.SettlementStateMachine;
import org.medsettle.store.heap.HeapStores;

/**
 * A ledger with one pharmacy, one till and one card holder, which answers what the doors' benchmarks have decoded.
 *
 * <p>Threads: one. Failure: a command that is not answered OK throws, since refusals are quicker to encode.
 */
public final class StageLedger {
    /** When everything happens: now, as the clients date what they write. */
    public static final long NOW_MS = System.currentTimeMillis();

    private static final String PHARMACY = SyntheticPopulation.institutionCode(0);
    private static final String MERCHANT = "842010000000001";
    private static final String TERMINAL = "T0000100";

    private final SettlementStateMachine machine = new SettlementStateMachine(HeapStores.create());
    private final Reply reply = new Reply();
    private long sequence;

    /** Imports pharmacy, person and card. */
    public StageLedger() {
        Command command = new Command();
        Institution institution = new Institution();
        institution.wrap(command.reserve(Institution.BYTES), 0);
        institution
                .clear()
                .code(PHARMACY)
                .area(SyntheticPopulation.AREA)
                .clearingAgency(SyntheticPopulation.AREA)
                .kind(InstitutionKind.PHARMACY)
                .state(Institution.IN_SERVICE)
                .merchant(MERCHANT)
                .name("测试药店");
        institution.addMedType(SyntheticPopulation.MED_TYPE);
        institution.addTerminal(TERMINAL);
        command.set(CommandType.IMPORT_INSTITUTION, Institution.BYTES);
        apply(command);
        SyntheticPopulation people = new SyntheticPopulation();
        people.person(command, 0);
        apply(command);
        people.card(command, 0);
        apply(command);
    }

    /** The same people and places, for the clients that write requests. */
    public static Population population() {
        String area = Integer.toString(SyntheticPopulation.AREA);
        long packed = SyntheticPopulation.bankNumber(0);
        CardHolders holders = new CardHolders.Builder()
                .add(
                        SyntheticPopulation.personNumber(0),
                        CardNumber.number(SyntheticPopulation.cardKey(0)),
                        String.format(Locale.ROOT, "%016X%016X", SyntheticPopulation.CARD_SN_HIGH, 1),
                        area,
                        packed + "" + BankNumber.checkDigit(packed))
                .build();
        Institutions.Institution pharmacy = new Institutions.Institution(
                PHARMACY, List.of("" + SyntheticPopulation.MED_TYPE), MERCHANT, List.of(TERMINAL));
        return new Population(new Institutions(List.of(pharmacy)), holders);
    }

    /** Applies a command and answers its reply, which is valid until the next one. */
    public Reply apply(Command command) {
        sequence++;
        machine.apply(command, sequence, NOW_MS, reply);
        if (reply.code() != ResultCode.OK) {
            throw new IllegalStateException(command.type() + " was answered " + reply.code());
        }
        return reply;
    }
}
