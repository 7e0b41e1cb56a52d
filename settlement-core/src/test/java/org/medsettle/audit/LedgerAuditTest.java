package org.medsettle.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply;
import org.medsettle.command.Reply;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.OutcomeKind;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.engine.RecordedTraffic;
import org.medsettle.engine.Replay;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalReader;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;
import org.medsettle.store.heap.HeapStores;

/** Each rule of the books is broken once, in the records, and the audit must name it; the digest must differ too. */
class LedgerAuditTest {
    @TempDir
    Path directory;

    private final LedgerStores stores = HeapStores.create();
    private final SettlementStateMachine machine = new SettlementStateMachine(stores);

    @BeforeEach
    void replayARecordedNode() throws IOException {
        RecordedTraffic.into(directory);
        Replay replay = new Replay(machine);
        new JournalReader(new PathFiles(directory.resolve("journal")))
                .read(
                        1,
                        command -> replay.onCommand(
                                command.sequence(),
                                command.timeMs(),
                                command.type(),
                                command.version(),
                                command.body(),
                                command.length()));
        replay.applyWaiting();
    }

    @Test
    void shouldFindNothingInASoundLedger() {
        assertNull(audit());
        assertEquals(machine.digest(), machine.recountedDigest());
    }

    @Test
    void shouldNameAnAccountWhoseBalanceDoesNotFollow() {
        broken("balance + held is not", stores -> {
            Account account = stores.accounts().at(2);
            account.balanceFen(account.balanceFen() + 1);
        });
    }

    @Test
    void shouldNameAnAccountThatPaidAnotherSumThanItsSettlements() {
        broken("its settlements moved another sum", stores -> {
            Account account = stores.accounts().at(2);
            account.debitsFen(account.debitsFen() + 1);
            account.creditsFen(account.creditsFen() + 1);
        });
    }

    @Test
    void shouldNameASettlementWhosePartsDoNotSum() {
        broken("do not sum to its fee", stores -> {
            Settlement settlement = settlement(3);
            settlement.split(
                    settlement.medfeeFen() + 1, settlement.fundFen(), settlement.accountFen(), 0, settlement.cashFen());
        });
    }

    @Test
    void shouldNameACancelledSettlementWithoutItsCounterpart() {
        broken("its counterpart", stores -> stores.settlements().forEach(reference -> {
            Settlement settlement = stores.settlements().at(reference);
            if (settlement.state() == SettlementState.CANCELLED) {
                settlement.counterpartId(settlement.counterpartId() + 1);
            }
        }));
    }

    @Test
    void shouldNameAnInstitutionThatIsOwedAnotherSum() {
        broken("payable", stores -> stores.institutions().forEach(reference -> {
            var institution = stores.institutions().at(reference);
            institution.payableFen(institution.payableFen() - 100);
        }));
    }

    @Test
    void shouldNameACardThatMustBeListed() {
        broken(
                "not on the city's list",
                stores -> assertTrue(stores.list(ListLevel.CITY).remove(RecordedTraffic.card(4))));
    }

    @Test
    void shouldNameAKeyWhoseSettlementIsNotThere() {
        broken("a key's outcome", stores -> stores.keys().forEach(reference -> {
            KeyRecord key = stores.keys().at(reference);
            if (key.kind() == OutcomeKind.SETTLEMENT) {
                key.detail(key.detail() + 1);
            }
        }));
    }

    @Test
    void shouldNameClearingTotalsThatDifferFromTheSettlements() {
        broken("clearing totals differ", stores -> {
            Settlement any = settlement(1);
            stores.totals().forEach(reference -> stores.totals().at(reference).add(ClearingTotal.REFUND, 1, 1, any));
        });
    }

    @Test
    void shouldSeeInTheDigestWhatNoRuleSees() {
        settlement(5).medType(42);

        assertNotEquals(machine.digest(), machine.recountedDigest());
    }

    private Settlement settlement(long number) {
        return stores.settlements().at(stores.settlements().findByNumber(number));
    }

    private void broken(String words, Consumer<LedgerStores> damage) {
        damage.accept(stores);

        String first = String.valueOf(audit());
        assertTrue(first.contains(words), first);
        assertNotEquals(machine.digest(), machine.recountedDigest());
    }

    private @Nullable String audit() {
        Reply reply = new Reply();
        machine.apply(new Command().set(CommandType.QUERY_DIGEST, 0), machine.sequence(), 0, reply);
        DigestReply figures = new DigestReply();
        figures.wrap(reply.body(), 0);
        return new LedgerAudit(stores, LedgerFigures.of(figures), new CityListEdits()).firstBroken();
    }
}
