package org.medsettle.gateway.cli.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A ledger of a few maps behind the national messages, right on the whole and wrong in one planted way: what the
 * client's audit must find. Confined to one event loop.
 */
final class FakeLedger {
    /** What this ledger does wrong. */
    enum Fault {
        NONE,
        FORGETS_A_SETTLEMENT,
        DEBITS_TWICE,
        RUNS_A_REPEAT_AGAIN,
        LETS_A_REVERSED_ONE_ARRIVE,
        KEEPS_THE_MONEY_OF_A_CANCEL,
        PAYS_WITH_A_LOST_CARD
    }

    private final DemoPopulation population;
    private final Fault fault;
    private final Map<String, Integer> persons = new HashMap<>();
    private final long[] balanceFen;
    private final Set<String> lostCards = new HashSet<>();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final Map<Long, Outcome> settlements = new HashMap<>();
    private long debitsFen;
    private long returnsFen;
    private long count;

    /** What came of a key. */
    static final class Outcome {
        String infno = "";
        String body = "";
        int code;
        String undoneBy = "";
        int person;
        long setlId;
        long originalId;
        long medfeeFen;
        long accountFen;
        long balanceFen;
        boolean isTombstone;
    }

    FakeLedger(DemoPopulation population, Fault fault) {
        this.population = population;
        this.fault = fault;
        balanceFen = new long[population.size()];
        for (int i = 0; i < balanceFen.length; i++) {
            Insured person = population.person(i);
            balanceFen[i] = person.openingFen();
            persons.put(person.certNo(), i);
            if (person.card() != null) {
                persons.put(person.card().number(), i);
            }
            if (person.token() != null) {
                persons.put(person.token(), i);
            }
        }
    }

    void reportLoss(String cardNumber) {
        lostCards.add(cardNumber);
    }

    /** The person a credential names. */
    int personOf(String credential) {
        return persons.get(credential);
    }

    String psnNo(int person) {
        return population.person(person).psnNo();
    }

    long balanceFen(int person) {
        return balanceFen[person];
    }

    int credentialCode(String type, String credential) {
        Insured person = population.person(personOf(credential));
        if (!type.equals("03")) {
            return 0;
        }
        boolean isLost = fault != Fault.PAYS_WITH_A_LOST_CARD && lostCards.contains(credential);
        return RefusalRules.credential(
                        person, org.medsettle.domain.settlement.CredentialType.CARD, isLost, Scene.today())
                .number();
    }

    /** What settling would come to; nothing moves. */
    Outcome quote(String type, String credential, long medfeeFen, boolean useAccount) {
        Outcome quote = new Outcome();
        quote.person = personOf(credential);
        quote.code = credentialCode(type, credential);
        if (quote.code == 0 && population.person(quote.person).insuredState() != 1) {
            quote.code = 3002;
        }
        quote.medfeeFen = medfeeFen;
        quote.accountFen = useAccount ? Math.min(balanceFen[quote.person], medfeeFen) : 0;
        quote.balanceFen = balanceFen[quote.person] - quote.accountFen;
        return quote;
    }

    /** Settles once per key. */
    Outcome settle(String key, String body, Outcome quote) {
        Outcome known = outcomes.get(key);
        boolean isBuried = known != null && known.isTombstone && fault != Fault.LETS_A_REVERSED_ONE_ARRIVE;
        if (known != null && (isBuried || !known.isTombstone) && fault != Fault.RUNS_A_REPEAT_AGAIN) {
            return repeat(known, body);
        }
        quote.infno = "2102";
        quote.body = body;
        outcomes.put(key, quote);
        if (quote.code == 0) {
            write(quote);
            move(quote.person, -quote.accountFen);
            if (fault == Fault.DEBITS_TWICE && count % 50 == 0) {
                move(quote.person, -Math.min(quote.accountFen, balanceFen[quote.person]));
            }
            if (fault == Fault.FORGETS_A_SETTLEMENT && count % 50 == 0) {
                outcomes.remove(key);
            }
        }
        return quote;
    }

    private static Outcome repeat(Outcome known, String body) {
        if (known.isTombstone || !known.body.equals(body)) {
            return refusal(known.isTombstone ? 4006 : 4001);
        }
        return known.undoneBy.isEmpty() ? known : refusal(known.undoneBy.equals("CANCELLED") ? 4003 : 4004);
    }

    private static Outcome refusal(int code) {
        Outcome refusal = new Outcome();
        refusal.code = code;
        return refusal;
    }

    private void write(Outcome outcome) {
        outcome.setlId = 420_100_000_000_000_000L + ++count;
        settlements.put(outcome.setlId, outcome);
    }

    private void move(int person, long fen) {
        balanceFen[person] += fen;
        if (fen < 0) {
            debitsFen -= fen;
        } else {
            returnsFen += fen;
        }
    }

    Outcome cancel(String key, long setlId) {
        Outcome known = outcomes.get(key);
        if (known != null) {
            return repeat(known, "");
        }
        Outcome original = settlements.get(setlId);
        Outcome cancel = new Outcome();
        cancel.infno = "2103";
        outcomes.put(key, cancel);
        if (!original.undoneBy.isEmpty()) {
            cancel.code = original.undoneBy.equals("CANCELLED") ? 4003 : 4004;
            return cancel;
        }
        original.undoneBy = "CANCELLED";
        cancel.person = original.person;
        cancel.originalId = setlId;
        cancel.medfeeFen = -original.medfeeFen;
        cancel.accountFen = -original.accountFen;
        write(cancel);
        if (fault != Fault.KEEPS_THE_MONEY_OF_A_CANCEL) {
            move(original.person, original.accountFen);
        }
        cancel.balanceFen = balanceFen[original.person];
        return cancel;
    }

    Outcome reverse(String key, String originalKey, String originalInfno) {
        Outcome reversal = outcomes.computeIfAbsent(key, fresh -> new Outcome());
        if (!reversal.infno.isEmpty()) {
            return reversal;
        }
        reversal.infno = "2601";
        Outcome original = outcomes.computeIfAbsent(originalKey, buried -> {
            Outcome tombstone = refusal(4006);
            tombstone.infno = originalInfno;
            tombstone.isTombstone = true;
            tombstone.undoneBy = "REVERSED";
            return tombstone;
        });
        if (!original.isTombstone && original.code == 0 && original.undoneBy.isEmpty()) {
            original.undoneBy = "REVERSED";
            move(original.person, original.accountFen);
            if (original.originalId != 0) {
                settlements.get(original.originalId).undoneBy = "";
            }
        }
        return reversal;
    }

    Outcome outcome(String key) {
        return outcomes.get(key);
    }

    Outcome settlement(long setlId) {
        return settlements.get(setlId);
    }

    TreeMap<String, Long> digest() {
        long sum = 0;
        for (long fen : balanceFen) {
            sum += fen;
        }
        TreeMap<String, Long> digest = new TreeMap<>();
        for (String zero : new String[] {"held_fen", "credits_fen", "fund_paid_fen", "fund_returned_fen"}) {
            digest.put(zero, 0L);
        }
        digest.put("persons", (long) population.size());
        digest.put("institutions", (long) population.venues().size());
        digest.put("settlements", count);
        digest.put("opening_fen", population.openingFen());
        digest.put("balance_fen", sum);
        digest.put("account_debits_fen", debitsFen);
        digest.put("account_returns_fen", returnsFen);
        digest.put("institution_payable_fen", debitsFen - returnsFen);
        return digest;
    }
}
